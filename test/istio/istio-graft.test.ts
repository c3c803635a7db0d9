import * as z from "zod/mini";
import type { Code } from "../../src/diagnostic/codes.ts";
import { istioConfig } from "../../src/istio/istio-config.ts";
import { istioGraft } from "../../src/istio/istio-graft.ts";
import { istioPlanes } from "../../src/istio/istio-planes.ts";
import { meshObjects } from "../../src/istio/mesh-objects.ts";
import { builtinTemplates } from "../../src/istio/profile/builtin-templates.ts";
import { toValue } from "../../src/value/value.ts";
import { assert, table } from "../cases.ts";
import { mapOf, podOf } from "./contexts.ts";
import { look } from "./look.ts";
import { readYaml } from "./yaml.ts";

interface Row {
  readonly name: string;
  readonly config?: unknown;
  readonly kubernetesVersion?: string;
  /** What else is in the input. */
  readonly objects?: readonly unknown[];
  readonly namespace?: Record<string, string>;
  readonly pod?: { readonly labels?: Record<string, string>; readonly annotations?: Record<string, string> };
  /** What must be where in the injected pod; undefined: the pod is left alone. */
  readonly want?: Readonly<Record<string, unknown>>;
  /** Of the configuration and the pod together. */
  readonly codes?: readonly Code[];
}

const enabled = { "istio-injection": "enabled" };
const image = "spec.initContainers[istio-proxy].image";
const address = "spec.initContainers[istio-proxy].env[CA_ADDR].value";
const proxyConfig = "spec.initContainers[istio-proxy].env[PROXY_CONFIG].value";
const pinned = { tag: "1.31.0" };

function configMap(name: string, data: unknown) {
  return { apiVersion: "v1", kind: "ConfigMap", metadata: { name, namespace: "istio-system" }, data };
}

function webhookOf(revision: string, tag?: string) {
  return {
    kind: "MutatingWebhookConfiguration",
    metadata: { name: `istio-${tag ?? revision}`, labels: { "istio.io/rev": revision, ...(tag && { "istio.io/tag": tag }) } },
    webhooks: [{ name: "rev.namespace.sidecar-injector.istio.io", clientConfig: { service: { path: "/inject/net/north" } } }],
  };
}

const rows: readonly Row[] = [
  {
    name: "nothing is configured: the default release, and a word on pinning it",
    namespace: enabled,
    want: { [image]: "registry.istio.io/release/proxyv2:1.30.5" },
    codes: ["UnpinnedVersion"],
  },
  { name: "a namespace that is not labelled", config: pinned },
  {
    name: "a pod that another tool injected",
    config: pinned,
    namespace: enabled,
    pod: { annotations: { "sidecar.istio.io/status": '{"containers":["istio-proxy"]}' } },
    want: { [image]: "registry.istio.io/release/proxyv2:1.31.0" },
    codes: ["InjectedBefore"],
  },
  { name: "a pod that opts out", config: pinned, namespace: enabled, pod: { labels: { "sidecar.istio.io/inject": "false" } } },
  {
    name: "a further revision has its own version and address",
    config: { ...pinned, values: { global: { network: "n" } }, revisions: [{ name: "canary", tag: "1.32.0", tags: ["next"] }] },
    namespace: { "istio.io/rev": "next" },
    want: {
      [image]: "registry.istio.io/release/proxyv2:1.32.0",
      [address]: "istiod-canary.istio-system.svc:15012",
      [proxyConfig]: '{"discoveryAddress":"istiod-canary.istio-system.svc:15012"}\n',
      "metadata.annotations[istio.io/rev]": "canary",
      "metadata.labels[topology.istio.io/network]": "n",
    },
  },
  {
    name: "the oldest kubelet decides about native sidecars",
    config: pinned,
    kubernetesVersion: "1.32",
    namespace: enabled,
    want: { "spec.containers[istio-proxy].image": "registry.istio.io/release/proxyv2:1.31.0" },
  },
  {
    name: "the setting beats the kubelet",
    config: { ...pinned, values: { pilot: { env: { ENABLE_NATIVE_SIDECARS: "true" } } } },
    kubernetesVersion: "1.29",
    namespace: enabled,
    want: { [image]: "registry.istio.io/release/proxyv2:1.31.0" },
  },
  {
    name: "the mesh's ConfigMaps, with keys that nobody reads",
    config: { meshConfig: { defaultConfig: { concurrency: 3 } } },
    objects: [
      configMap("istio-sidecar-injector", { values: '{"global": {"tag": "1.31.2", "logging": {"level": "all:debug"}}}', template: "x" }),
      configMap("istio", { mesh: "defaultConfig: {concurrency: 1, drainDuration: 9s}\naccessLogFil: /dev/stdout" }),
    ],
    namespace: enabled,
    want: {
      [image]: "registry.istio.io/release/proxyv2:1.31.2",
      [proxyConfig]: '{"drainDuration":"9s","concurrency":3}\n',
      "spec.initContainers[istio-proxy].args.6": "--log_output_level=all:debug",
    },
    codes: ["UnreadMeshData", "UnknownMeshField"],
  },
  {
    name: "the injector's policy and selectors",
    config: pinned,
    objects: [configMap("istio-sidecar-injector", { config: "policy: enabled\nneverInjectSelector: [{matchLabels: {app: web}}]" })],
    namespace: enabled,
    pod: { labels: { app: "web" } },
  },
  {
    name: "an IstioOperator",
    objects: [{ kind: "IstioOperator", spec: { hub: "h", tag: "1.31.1", values: { global: { meshID: "m" } } } }],
    namespace: enabled,
    want: { [image]: "h/proxyv2:1.31.1", [proxyConfig]: '{"meshId":"m"}\n' },
  },
  {
    name: "a ProxyConfig of the namespace",
    config: pinned,
    objects: [
      {
        apiVersion: "networking.istio.io/v1beta1",
        kind: "ProxyConfig",
        metadata: { name: "p", namespace: "shop" },
        spec: { concurrency: 0 },
      },
    ],
    namespace: enabled,
    want: { [proxyConfig]: '{"concurrency":0}\n' },
  },
  {
    name: "a revision that is known only from its webhook",
    config: pinned,
    objects: [webhookOf("default"), webhookOf("blue"), webhookOf("blue", "stable")],
    namespace: { "istio.io/rev": "stable" },
    want: { [address]: "istiod-blue.istio-system.svc:15012", "metadata.labels[topology.istio.io/network]": "north" },
    codes: ["UnconfiguredRevision"],
  },
  {
    name: "a tag that moved to another revision",
    config: { ...pinned, revisions: [{ name: "blue", tag: "1.32.1" }] },
    objects: [webhookOf("default"), webhookOf("blue", "default")],
    namespace: enabled,
    want: { [image]: "registry.istio.io/release/proxyv2:1.32.1" },
  },
  ...(["fips-140-2", "fips-140-3", "pqc"] as const).flatMap((compliancePolicy): readonly Row[] =>
    ["1.30.5", "1.31.0"].map((tag) => ({
      name: `the compliance policy ${compliancePolicy} with ${tag}`,
      config: { tag, compliancePolicy },
      namespace: enabled,
      want: {
        "spec.initContainers[istio-proxy].env[COMPLIANCE_POLICY].value": compliancePolicy,
        "spec.initContainers[istio-proxy].env[GODEBUG].value":
          tag === "1.31.0" && compliancePolicy === "fips-140-3" ? "fips140=only" : undefined,
      },
      codes: tag === "1.30.5" && compliancePolicy === "fips-140-3" ? ["UnknownCompliancePolicy"] : [],
    })),
  ),
  {
    name: "a namespaceSelector in place of Istio's labels",
    config: { ...pinned, namespaceSelector: { matchLabels: { mesh: "git" } } },
    namespace: { mesh: "git", "istio-injection": "disabled" },
    want: { [image]: "registry.istio.io/release/proxyv2:1.31.0" },
  },
];

table("Istio as a graft", rows, {
  title: ({ name }) => name,
  run: (row) => {
    const config = z.parse(istioConfig, row.config ?? {});
    const objects = meshObjects((row.objects ?? []).map(mapOf), readYaml);
    const { planes, diagnostics } = istioPlanes(config, objects);
    const { kubernetesVersion } = row;
    const graft = istioGraft({
      templatesOf: () => builtinTemplates,
      planes,
      precedence: "pod",
      kubernetesVersion,
      proxyConfigs: objects.proxyConfigs,
      readYaml,
      webhooks: [],
      peerAuthentications: [],
    });
    const podTemplate = podOf(row.pod ?? {});
    const namespace = { name: "shop", labels: mapOf(row.namespace ?? {}), annotations: mapOf({}), isKnown: true };
    const workload = { apiVersion: "apps/v1", kind: "Deployment", name: "web", namespace: "shop" };
    const subject = { facts: { workload, podTemplate, namespace }, podTemplate, appContainers: [], appInitContainers: [], taken: () => [] };
    const decision = graft.decide(subject.facts);
    assert.is(decision.inject, row.want !== undefined);
    const applied = decision.inject ? graft.apply(subject) : { podTemplate, diagnostics: [] };
    const told = [...objects.diagnostics, ...diagnostics, ...decision.diagnostics, ...applied.diagnostics];
    assert.equal(
      told.map(({ code }) => code),
      row.codes ?? [],
    );
    for (const [path, want] of Object.entries(row.want ?? {}))
      assert.equal(look(applied.podTemplate, path), want === undefined ? undefined : toValue(want), path);
  },
});
