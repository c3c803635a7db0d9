import { defaultHub, defaultTag } from "../../istio/config/versions.ts";
import { type FieldRow, type FieldRows, prefixed } from "./field-row.ts";

/** What a further control plane may set itself. */
const plane = {
  hub: {
    description: "The registry that the proxy's image comes from.",
    absent: `the mesh's; else \`${defaultHub}\``,
    example: "registry.example.com/istio",
  },
  tag: {
    description: "The proxy's version: a release such as 1.30.5, or a digest.",
    absent: `the mesh's; else \`${defaultTag}\`, with a warning`,
    example: "1.30.5",
  },
  tags: {
    description: "Revision tags that point here; `default` takes istio-injection=enabled and istio.io/rev=default.",
    absent: "those of the webhooks in the input; without any, `[default]` for the first control plane",
    example: "[default, stable]",
  },
  namespaceSelector: {
    description: "Selects namespaces, instead of Istio's own labels on them.",
    absent: "Istio's labels decide",
    example: "{matchLabels: {mesh: git}}",
  },
  enableNamespacesByDefault: {
    description: "Injects pods for which neither the namespace nor the pod says anything.",
    absent: "the mesh's; else `false`",
    example: "true",
  },
  values: {
    description: "Any other setting, as in Istio's Helm values; null removes a value.",
    absent: "the mesh's",
    example: "{pilot: {cni: {enabled: true}}}",
  },
  meshConfig: {
    description: "As in Istio's MeshConfig.",
    absent: "the mesh's; else Istio's defaults",
    example: "{accessLogFile: /dev/stdout}",
  },
  neverInjectSelector: {
    description: "Label selectors of pods that are never injected.",
    absent: "the mesh's; else none",
    example: "[{matchLabels: {app: legacy}}]",
  },
  alwaysInjectSelector: {
    description: "Label selectors of pods that are always injected.",
    absent: "the mesh's; else none",
    example: "[{matchLabels: {mesh: always}}]",
  },
  compliancePolicy: { description: "Istio's COMPLIANCE_POLICY; 1.30 does not have fips-140-3.", absent: "none", example: "fips-140-3" },
  platform: {
    description: "openshift takes the proxy's user and group from the namespace's annotations.",
    absent: "none",
    example: "openshift",
  },
  guideAnnotations: { description: "Honours annotations that guides show and Istio ignores.", absent: "`true`", example: "false" },
} satisfies FieldRows;

const asInIstio = (name: string, row: FieldRow) => ({ ...row, absent: `as \`istio.${name}\`` });

/** The fields of an entry of `revisions`. */
const further: FieldRows = {
  ...Object.fromEntries(Object.entries(plane).map(([name, row]) => [name, asInIstio(name, row)])),
  tags: { ...plane.tags, absent: "those of the webhooks in the input; else none", example: "[canary]" },
  namespaceSelector: { ...plane.namespaceSelector, absent: "Istio's labels decide" },
  name: { description: "The control plane's name.", absent: "required", example: "1-31" },
};

/** The fields of `spec.istio`. */
export const istioFieldRows: FieldRows = {
  ...prefixed("istio.", plane),
  "istio.profile": {
    description:
      "Which templates: podgraft's own (builtin) or those of the ConfigMaps in the input (mesh); auto uses the ConfigMaps if the input has them.",
    absent: "`auto`",
    example: "builtin",
  },
  "istio.precedence": {
    description: "pod: a pod's inject key takes precedence over its namespace. webhook: exactly Istio's selectors.",
    absent: "`pod`",
    example: "webhook",
  },
  "istio.revision": { description: "The control plane's name.", absent: "the control plane without a name", example: "1-30" },
  "istio.templates": {
    description: "Go templates by name, added to or replacing the injector's.",
    absent: "the injector's",
    example: '{extra: "spec: {hostAliases: [{ip: 10.0.0.1, hostnames: [db]}]}"}',
  },
  "istio.revisions": {
    description: "Further control planes; each has the settings above, except those that it sets itself.",
    absent: "none",
    example: "[{name: 1-31, tag: 1.31.0, tags: [canary]}]",
  },
  ...prefixed("istio.revisions[].", further),
  "istio.rollout": {
    description: "Waves that move workloads to the control plane in `revisions`; each wave adds workloads to those before it.",
    absent: "no workload moves",
    example: "[{percent: 5}, {namespaces: [staging]}, {percent: 50}]",
  },
  "istio.rollout[].percent": {
    description: "How many of the workloads, by a hash of namespace/name: a larger number keeps those of a smaller one.",
    absent: "all of `namespaces`",
    example: "5",
  },
  "istio.rollout[].namespaces": { description: "Only workloads in these namespaces.", absent: "all namespaces", example: "[staging]" },
};
