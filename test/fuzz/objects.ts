import type { Random } from "../random.ts";

export type Json = null | boolean | number | string | readonly Json[] | JsonMap;
export interface JsonMap {
  readonly [key: string]: Json;
}

/** Texts that YAML has a hard time with. */
const texts = [
  ...["web", "a b", "x: y", "# no", "", "yes", "y", "n", "Off", "0644", "1.10", "null", "~", "true", "1e3", "0x1F", "'", '"'],
  ...["a\nb", "a\nb\n", "a\n\nb\n\n", "\n", "\na", " lead", "trail ", "  a\nb", "a\n  b\nc\n", "tab\there", "\ttab", "é☃", "😀", "a\\b"],
  ...["=", "<<", "- a", "? a", "[x", "{x", "*a", "&a", "!a", "%a", "@a", "`a", "|", ">", "a #b", "a:b", "a: b: c", "---", "..."],
  ...["12345678901234567890", "2024-01-01", "1_000", ".5", "0b11", "0o17", "-", ":", "?", "a\r\nb", "k=v,w", "$(X)", "{{ x }}"],
  ...[
    "line one is long enough to be folded by somebody\nline two\n",
    "a\n\n\nb",
    " \n a",
    "a\n ",
    "a \nb",
    "\u0085x",
    "\ufeffx",
    "\u2028x",
  ],
];

/** Probes as applications have them, in the order that people write their fields. */
const probes: readonly JsonMap[] = [
  { httpGet: { path: "/", port: "http" } },
  { httpGet: { path: "/x", port: 8080, scheme: "HTTPS" }, periodSeconds: 3 },
  { tcpSocket: { port: 80 } },
  { periodSeconds: 3, grpc: { port: 9 }, failureThreshold: 2 },
  { exec: { command: ["a", "b"] } },
];

const kinds = ["Pod", "Deployment", "CronJob", "StatefulSet", "Deployment", "DaemonSet", "Job"];
const groups: Readonly<Record<string, string>> = { Pod: "v1", CronJob: "batch/v1", Job: "batch/v1" };

/** An object of Kubernetes': mostly with pods, small, and legal as far as the API server goes. */
export function anObject(random: Random, name: string): JsonMap {
  return random.chance(0.15) ? other(random, name) : workload(random, name);
}

function workload(random: Random, name: string): JsonMap {
  const labels = Object.fromEntries(random.several(() => label(random), [1, 3]));
  const template: JsonMap = { ...(random.chance(0.9) && { metadata: metaOfPod(random, labels) }), spec: podSpec(random) };
  const kind = random.pick(kinds);
  const metadata: JsonMap = { name, ...(random.chance(0.5) && { namespace: "shop" }), ...meta(random, labels) };
  const status = random.chance(0.2) && { status: { message: random.pick(texts) } };
  const apiVersion = groups[kind] ?? "apps/v1";
  const head = shuffled(random, { apiVersion, kind, metadata });
  if (kind === "Pod")
    return shuffled(random, { ...head, metadata: { ...metadata, ...meta(random, labels) }, spec: template.spec!, ...status });
  const inner =
    kind === "CronJob" ? { schedule: "* * * * *", jobTemplate: { spec: { template } } } : { ...sets(random, kind, labels), template };
  return shuffled(random, { ...head, spec: shuffled(random, inner), ...status });
}

function sets(random: Random, kind: string, labels: JsonMap): JsonMap {
  if (kind === "Job") return {};
  return { ...(kind !== "DaemonSet" && { replicas: random.below(3) }), ...(random.chance(0.5) && { selector: { matchLabels: labels } }) };
}

/** What podgraft leaves alone. */
function other(random: Random, name: string): JsonMap {
  const data = Object.fromEntries(random.several(() => [random.pick(["a", "b.yaml", "C"]), random.pick(texts)] as const, [0, 3]));
  return random.pick<JsonMap>([
    { apiVersion: "v1", kind: "ConfigMap", metadata: { name }, data },
    { apiVersion: "v1", kind: "Service", metadata: { name }, spec: { ports: [{ port: 80 }], selector: { a: "b" } } },
    { apiVersion: "example.com/v1", kind: "Farm", metadata: { name, annotations: data }, spec: [random.pick(texts), null, { a: [] }] },
  ]);
}

function podSpec(random: Random): JsonMap {
  const env = Array.from({ length: random.below(4) }, (_, i) => ({ name: `E${i}`, value: random.pick(texts) }));
  const containers: JsonMap[] = Array.from({ length: 1 + random.below(2) }, (_, i) => container(random, { name: `c${i}`, env }));
  if (random.chance(0.15)) containers.push({ name: "istio-proxy", image: "auto", resources: { limits: { cpu: "2" } } });
  if (random.chance(0.01)) containers.push({ name: "shipper", image: "own" });
  return shuffled(random, {
    containers,
    ...(random.chance(0.2) && { initContainers: random.chance(0.3) ? [] : [container(random, { name: "i0", env })] }),
    ...(random.chance(0.4) && { volumes: random.pick(volumes) }),
    ...(random.chance(0.1) && { nodeSelector: random.pick([{}, { a: "b" }]) }),
    ...(random.chance(0.1) && { imagePullSecrets: [{ name: "p" }] }),
    ...(random.chance(0.1) && { terminationGracePeriodSeconds: random.pick([5, 0]) }),
    ...(random.chance(0.1) && { securityContext: random.pick<JsonMap>([{}, { fsGroup: 1 }]) }),
  });
}

const volumes: readonly Json[] = [
  [],
  [{ name: "v0", emptyDir: {} }],
  [
    { name: "v0", configMap: { name: "x" } },
    { name: "v1", emptyDir: { medium: "Memory" } },
  ],
];

function container(random: Random, { name, env }: { readonly name: string; readonly env: readonly Json[] }): JsonMap {
  const probe = random.pick(probes);
  return shuffled(random, {
    name,
    image: random.pick(["nginx:1", "reg:5000/a@sha256:ab", "x"]),
    ...(env.length > 0 && random.chance(0.6) && { env }),
    ...(random.chance(0.4) && { args: random.several(() => random.pick(texts), [0, 3]) }),
    ...(random.chance(0.3) && { ports: [{ containerPort: 80 + random.below(9), name: "http" }] }),
    ...(random.chance(0.3) && { readinessProbe: probe }),
    ...(random.chance(0.2) && { livenessProbe: random.chance(0.5) ? probe : random.pick(probes) }),
    ...(random.chance(0.1) && { lifecycle: { preStop: { httpGet: { port: "http", path: "/stop" } } } }),
    ...(random.chance(0.2) && { resources: random.pick<JsonMap>([{}, { limits: { cpu: "1" } }, { limits: {}, requests: {} }]) }),
    ...(random.chance(0.2) && { volumeMounts: random.pick<Json>([[], [{ name: "v0", mountPath: "/a" }]]) }),
    ...(random.chance(0.1) && {
      securityContext: random.pick<JsonMap>([{}, { runAsUser: 0 }, { runAsUser: 1000, capabilities: { drop: ["ALL"] } }]),
    }),
  });
}

function meta(random: Random, labels: JsonMap): JsonMap {
  return {
    ...(random.chance(0.7) && { labels: random.chance(0.1) ? {} : labels }),
    ...(random.chance(0.4) && {
      annotations: random.pick<Json>([{}, null, { note: random.pick(texts) }, { note: random.pick(texts), b: "c" }]),
    }),
  };
}

function metaOfPod(random: Random, labels: JsonMap): Json {
  return random.chance(0.1) ? null : meta(random, labels);
}

function label(random: Random): readonly [string, string] {
  return [`l${random.below(4)}`, random.pick(["a", "b-c", "1", "true", "y", "0644", ""])];
}

/** At times in another order. */
function shuffled(random: Random, map: JsonMap): JsonMap {
  return random.chance(0.15) ? Object.fromEntries(random.shuffle(Object.entries(map))) : map;
}
