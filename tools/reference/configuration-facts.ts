import { defaultHub, defaultTag } from "../../src/istio/config/versions.ts";

/** What the schema cannot say of a field of `spec`: what holds where it is absent, and what one writes there (YAML). */
export interface FieldFacts {
  readonly absent: string;
  readonly example: string;
}

const plane: Readonly<Record<string, FieldFacts>> = {
  hub: { absent: `the mesh's; else \`${defaultHub}\``, example: "registry.example.com/istio" },
  tag: { absent: `the mesh's; else \`${defaultTag}\`, with a warning`, example: "1.30.5" },
  tags: {
    absent: "those of the webhooks in the input; without any, `[default]` for the first control plane",
    example: "[default, stable]",
  },
  namespaceSelector: { absent: "Istio's labels decide", example: "{matchLabels: {mesh: git}}" },
  enableNamespacesByDefault: { absent: "the mesh's; else `false`", example: "true" },
  values: { absent: "the mesh's", example: "{pilot: {cni: {enabled: true}}}" },
  meshConfig: { absent: "the mesh's; else Istio's defaults", example: "{accessLogFile: /dev/stdout}" },
  neverInjectSelector: { absent: "the mesh's; else none", example: "[{matchLabels: {app: legacy}}]" },
  alwaysInjectSelector: { absent: "the mesh's; else none", example: "[{matchLabels: {mesh: always}}]" },
  compliancePolicy: { absent: "none", example: "fips-140-3" },
  platform: { absent: "none", example: "openshift" },
  guideAnnotations: { absent: "`true`", example: "false" },
};

const asInIstio = Object.entries(plane).map(([name, { example }]) => [name, { absent: `as \`istio.${name}\``, example }]);

const further: Readonly<Record<string, FieldFacts>> = {
  ...Object.fromEntries(asInIstio),
  tags: { absent: "those of the webhooks in the input; else none", example: "[canary]" },
  namespaceSelector: { absent: "Istio's labels decide", example: "{matchLabels: {mesh: git}}" },
};

function prefixed(prefix: string, facts: Readonly<Record<string, FieldFacts>>): Readonly<Record<string, FieldFacts>> {
  return Object.fromEntries(Object.entries(facts).map(([name, fact]) => [prefix + name, fact]));
}

/** By path below `spec`, with `[]` for the items of a list. */
export const configurationFacts: Readonly<Record<string, FieldFacts>> = {
  kubernetesVersion: { absent: "native sidecars, and with Istio a warning", example: '"1.34"' },
  namespaces: { absent: "what the input shows", example: "{default: shop}" },
  "namespaces.default": { absent: "such resources have no namespace's labels", example: "shop" },
  "namespaces.known": { absent: "none", example: "[{name: shop, labels: {istio-injection: enabled}}]" },
  "namespaces.known[].name": { absent: "required", example: "shop" },
  "namespaces.known[].labels": { absent: "none", example: "{istio-injection: enabled}" },
  "namespaces.known[].annotations": { absent: "none", example: "{openshift.io/sa.scc.uid-range: 1000620000/10000}" },
  istio: { absent: "no mesh sidecar", example: "{tag: 1.30.5}" },
  ...prefixed("istio.", plane),
  "istio.profile": { absent: "`auto`", example: "builtin" },
  "istio.precedence": { absent: "`pod`", example: "webhook" },
  "istio.revision": { absent: "the control plane without a name", example: "1-30" },
  "istio.templates": { absent: "the injector's", example: '{extra: "spec: {hostAliases: [{ip: 10.0.0.1, hostnames: [db]}]}"}' },
  "istio.revisions": { absent: "none", example: "[{name: 1-31, tag: 1.31.0, tags: [canary]}]" },
  ...prefixed("istio.revisions[].", further),
  "istio.revisions[].name": { absent: "required", example: "1-31" },
  sidecars: {
    absent: "none",
    example: "[{name: shipper, policy: enabled, template: {spec: {containers: [{name: shipper, image: fluent/fluent-bit:3.1.9}]}}}]",
  },
  "sidecars[].name": { absent: "required", example: "log-shipper" },
  "sidecars[].kinds": { absent: "every kind", example: "[Deployment, StatefulSet]" },
  "sidecars[].os": { absent: "`linux`; a sidecar without containers goes into any pod", example: "windows" },
  "sidecars[].hostNetwork": { absent: "`inject`", example: "skip" },
  "sidecars[].optIn": { absent: "no such key", example: "logging.example.com/ship" },
  "sidecars[].namespaceSelector": { absent: "every namespace", example: "{matchLabels: {logging: enabled}}" },
  "sidecars[].podSelector": { absent: "every pod", example: "{matchExpressions: [{key: tier, operator: NotIn, values: [batch]}]}" },
  "sidecars[].policy": { absent: "`disabled`", example: "enabled" },
  "sidecars[].after": { absent: "before Istio's", example: "istio" },
  "sidecars[].template": {
    absent: "`templateText` stands in its place",
    example: "{spec: {containers: [{name: shipper, image: fluent/fluent-bit:3.1.9}]}}",
  },
  "sidecars[].template.metadata": { absent: "none", example: '{annotations: {logging.example.com/shipped: "true"}}' },
  "sidecars[].template.spec": { absent: "none", example: "{containers: [{name: shipper, image: fluent/fluent-bit:3.1.9}]}" },
  "sidecars[].templateText": {
    absent: "`template` stands in its place",
    example: '"spec: {priorityClassName: {{ lower .Workload.Kind }}}"',
  },
  "sidecars[].appContainers": { absent: "nothing", example: "{volumeMounts: [{name: logs, mountPath: /var/log/app}]}" },
  "sidecars[].knative": { absent: "`metadata`", example: "pod" },
  "sidecars[].allowUnknownFields": { absent: "none; such a field is an error", example: '["spec.containers[].newField"]' },
  workloads: {
    absent: "the kinds of [WORKLOADS.md](WORKLOADS.md)",
    example: '[{apiVersion: example.com/v1, kind: Farm, podTemplates: ["spec.pods[].template"]}]',
  },
  "workloads[].apiVersion": { absent: "required", example: "example.com/v1" },
  "workloads[].kind": { absent: "required", example: "Farm" },
  "workloads[].podTemplates": { absent: "required", example: '["spec.pods[].template", spec.leaderTemplate?]' },
  onUninjectable: { absent: "`fail`", example: "skip" },
};

/** The same for a label selector, which stands in several places. */
export const selectorFacts: Readonly<Record<string, FieldFacts>> = {
  matchLabels: { absent: "no requirement", example: "{logging: enabled}" },
  matchExpressions: { absent: "no requirement", example: "[{key: tier, operator: NotIn, values: [batch]}]" },
  "matchExpressions[].key": { absent: "required", example: "tier" },
  "matchExpressions[].operator": { absent: "required", example: "NotIn" },
  "matchExpressions[].values": { absent: "none", example: "[batch]" },
};
