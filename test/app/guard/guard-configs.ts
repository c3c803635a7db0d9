import { Random } from "../../random.ts";
import { type GuardedDialects, guardedDialects } from "./guard-dialects.ts";

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json | undefined };

/** A configuration, and the same with other versions of what it grafts. */
export interface GuardedConfig {
  readonly name: string;
  readonly spec: { readonly [key: string]: Json | undefined };
  readonly older: { readonly [key: string]: Json | undefined };
  /** As somebody else may have it, for an older Kubernetes. */
  readonly elsewhere: { readonly [key: string]: Json | undefined };
}

export const LABEL_KEYS = ["mesh", "tier", "logging", "team"] as const;
export const LABEL_VALUES = ["enabled", "disabled", "web", ""] as const;
export const OPT_INS = ["x.example.com/inject", "logging.example.com/ship"] as const;
const KINDS = ["Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "Job", "CronJob", "Pod", "ReplicationController"] as const;

/** Whether other vendors' injectors are in it. */
export function hasDialects(seed: number): boolean {
  return seed % 2 === 1;
}

/** One for each seed. */
export function guardedConfig(seed: number): GuardedConfig {
  const random = new Random(seed * 7919 + 1);
  const dialects = hasDialects(seed) ? guardedDialects(random) : undefined;
  const hasIstio = random.chance(dialects ? 0.2 : 0.7);
  const sidecars = random
    .several(() => random.below(1 << 30), hasIstio ? [0, 2] : dialects ? [0, 1] : [1, 3])
    .map((own, i) => sidecar(new Random(own), i, hasIstio));
  const istio = hasIstio ? istioOf(random) : undefined;
  // The proxies of dialects may be native sidecars, which 1.27 does not have.
  const oldest = dialects ? "1.29" : "1.27";
  const kubernetesVersion = random.pick([oldest, "1.34"]);
  const spec = (version: "now" | "older", set: keyof GuardedDialects = version) => ({
    kubernetesVersion,
    onUninjectable: "skip",
    ...(dialects && { dialects: dialects[set] }),
    ...(istio && { istio: version === "now" ? istio.now : istio.older }),
    ...(sidecars.length > 0 ? { sidecars: sidecars.map((given) => given[version]) } : version === "older" && { sidecars: [NOBODYS] }),
  });
  return {
    name: `guard-${seed}`,
    spec: spec("now"),
    older: spec("older"),
    elsewhere: { ...spec("older", "elsewhere"), kubernetesVersion: "1.27" },
  };
}

/** A configuration grafts something; this one nothing into any pod. */
const NOBODYS = { name: "nobodys", policy: "disabled", template: { metadata: { labels: { nobodys: "x" } } } };

function selector(random: Random): Json {
  const key = random.pick(LABEL_KEYS);
  const values = [...new Set(random.several(() => random.pick(LABEL_VALUES), [1, 2]))];
  if (random.chance(0.1)) return {};
  if (random.chance(0.4)) return { matchLabels: { [key]: values[0] } };
  const operator = random.pick(["In", "NotIn", "Exists", "DoesNotExist"]);
  return { matchExpressions: [{ key, operator, ...(/In$/.test(operator) && { values }) }] };
}

function sidecar(random: Random, i: number, hasIstio: boolean): { readonly now: Json; readonly older: Json } {
  const rules = {
    name: `own-${i}`,
    ...(random.chance(0.4) && { kinds: random.shuffle(KINDS).slice(0, 1 + random.below(7)) }),
    ...(random.chance(0.2) && { hostNetwork: "skip" }),
    ...(random.chance(0.1) && { os: random.pick(["linux", "windows"]) }),
    ...(random.chance(0.4) && { optIn: random.pick(OPT_INS) }),
    ...(random.chance(0.4) && { namespaceSelector: selector(random) }),
    ...(random.chance(0.3) && { podSelector: selector(random) }),
    ...(random.chance(0.7) && { policy: random.pick(["enabled", "enabled", "disabled"]) }),
    ...(random.chance(0.1) && { knative: "pod" }),
    ...(hasIstio && random.chance(0.1) && { after: "istio" }),
  };
  const brings = template(random, i);
  return { now: { ...rules, ...brings("1.2.3") }, older: { ...rules, ...brings("1.2.2") } };
}

/** What a sidecar brings, by its version. */
function template(random: Random, i: number): (version: string) => { readonly [key: string]: Json } {
  const container = { name: `own-${i}`, command: ["it's"] };
  return random.pick([
    (version) => ({ template: { spec: { containers: [{ ...container, image: `example.com/own:${version}` }] } } }),
    (version) => ({ template: { spec: { containers: [{ ...container, image: `example.com/own:${version}` }] } } }),
    (version) => ({
      template: { spec: { initContainers: [{ ...container, image: `own@sha256:${"a".repeat(60)}${version.at(-1)}000` }] } },
    }),
    (version) => ({
      template: {
        metadata: { labels: { "own.example.com/is": "there" } },
        spec: {
          containers: [{ ...container, image: `own:${version}` }],
          initContainers: [{ name: `init-${i}`, image: `init:${version}` }],
        },
      },
    }),
    (version) => ({ template: { metadata: { annotations: { [`own.example.com/${i}`]: `it's "${version}"` } } } }),
    () => ({ template: { spec: { volumes: [{ name: `own-${i}`, emptyDir: {} }] } } }),
    (version) => ({ templateText: `spec:\n  containers:\n  - {name: own-${i}, image: "own:${version}"}\n` }),
    (version) => ({ template: {}, appContainers: { env: [{ name: `OWN_${i}`, value: version }] } }),
  ] as const) as (version: string) => { readonly [key: string]: Json };
}

function istioOf(random: Random): { readonly now: Json; readonly older: Json } {
  const own = {
    ...(random.chance(0.2) && { hub: "mirror.example.com/istio" }),
    ...(random.chance(0.2) && { neverInjectSelector: [selector(random)] }),
    ...(random.chance(0.2) && { alwaysInjectSelector: [selector(random)] }),
    ...(random.chance(0.2) && { enableNamespacesByDefault: true }),
    ...(random.chance(0.2) && { namespaceSelector: selector(random) }),
    ...(random.chance(0.2) && { meshConfig: { defaultConfig: { image: { imageType: random.pick(["distroless", "debug"]) } } } }),
  };
  const values = random.pick<Json | undefined>([
    undefined,
    undefined,
    { global: { variant: "distroless" } },
    { global: { proxy: { autoInject: random.pick(["disabled", "enabled", "maybe"]) } } },
    { global: { proxy: { image: random.pick(["proxy", "example.com/proxy:7"]) } } },
    { sidecarInjectorWebhook: { defaultTemplates: [random.pick(["gateway", "grpc-simple"])] } },
  ]);
  const shared = {
    ...own,
    ...(values !== undefined && { values }),
    ...(random.chance(0.3) && { precedence: "webhook" }),
    ...(random.chance(0.3) && { revision: "blue" }),
    ...(random.chance(0.3) && { tags: random.pick([["prod"], ["default", "prod"], []]) }),
    ...(random.chance(0.1) && {
      templates: { own: random.pick([OWN_TEMPLATE, OWN_TEMPLATE.replace("{{ .ProxyImage }}", "example.com/own:1")]) },
    }),
  };
  const revisions = random.chance(0.3)
    ? [
        {
          name: "canary",
          ...(random.chance(0.5) && { tags: ["next"] }),
          ...(random.chance(0.3) && { namespaceSelector: selector(random) }),
        },
      ]
    : [];
  const digest = random.chance(0.1);
  const version = (last: number) => ({
    ...shared,
    tag: digest ? `1.30.${last}@sha256:${String(last).repeat(64)}` : `1.30.${last}`,
    ...(revisions.length > 0 && { revisions: revisions.map((one) => ({ ...one, tag: `1.31.${last - 4}` })) }),
  });
  return { now: version(5), older: version(4) };
}

const OWN_TEMPLATE = "spec:\n  containers:\n  - name: istio-proxy\n    image: {{ .ProxyImage }}\n";
