import { newMap, type Value, type ValueMap } from "../../src/value/value.ts";
import type { Random } from "../random.ts";

/** What the names of a workload's own things begin with. */
const ORIGINAL = "o";

type Entries = Readonly<Record<string, Value | undefined>>;

/** A map without prototype of the entries that are there. */
export function map(entries: Entries): ValueMap {
  const out = newMap();
  for (const key of Object.keys(entries)) if (entries[key] !== undefined) out[key] = entries[key];
  return out;
}

/** A workload of a kind that Kubernetes has, as people and tools write them: with empty, missing and null parts. */
export function workload(random: Random): ValueMap {
  const metadata = map({ name: "web", namespace: maybe(random, "shop"), annotations: annotations(random) });
  const template = podTemplate(random);
  const common = { metadata: random.chance(0.9) ? metadata : undefined };
  if (random.chance(0.2)) return map({ apiVersion: "v1", kind: "Pod", ...common, ...template });
  const selector = map({ matchLabels: map({ app: "web" }) });
  if (random.chance(0.2)) {
    const spec = map({ jobTemplate: map({ spec: map({ template }) }), schedule: "@daily" });
    return map({ apiVersion: "batch/v1", kind: "CronJob", ...common, spec });
  }
  const kind = random.pick(["Deployment", "StatefulSet", "DaemonSet"]);
  return map({ apiVersion: "apps/v1", kind, ...common, spec: map({ replicas: maybe(random, 2), selector, template }) });
}

function podTemplate(random: Random): ValueMap {
  const labels = random.chance(0.8) ? map({ app: "web", tier: maybe(random, "front") }) : undefined;
  const metadata = random.chance(0.9) ? map({ labels, annotations: annotations(random) }) : undefined;
  const names = ["app", "second", "third"].slice(0, random.below(4));
  return map({ metadata, spec: podSpec(random, { names, own: ORIGINAL }) });
}

/** The spec of a pod, whole or partial; `own` begins the names of what only it has. */
function podSpec(random: Random, { names, own }: { names: readonly string[]; own: string }): ValueMap {
  const init = random.chance(0.4) ? list(random, [`${own}-init`, "init"]).map((name) => map({ name, image: `${own}:1` })) : undefined;
  const volumes = random.chance(0.4)
    ? list(random, [`${own}-data`, "data"]).map((name) => map({ name, emptyDir: random.pick([map({}), map({ medium: "Memory" })]) }))
    : undefined;
  return map({
    containers: random.chance(0.9) ? names.map((name) => container(random, { name, own })) : undefined,
    // Not in a sidecar: where one puts an empty list and another fills it, nobody can tell who added it.
    initContainers: own === ORIGINAL && random.chance(0.2) ? random.pick<Value>([[], null]) : init,
    volumes,
    serviceAccountName: maybe(random, `${own}-account`),
    securityContext: random.chance(0.2) ? map({ runAsUser: random.below(3), fsGroup: maybe(random, 7) }) : undefined,
    tolerations: random.chance(0.2) ? [map({ key: own, operator: "Exists" })] : undefined,
    imagePullSecrets: random.chance(0.2) ? list(random, ["pull", own]).map((name) => map({ name })) : undefined,
  });
}

function container(random: Random, { name, own }: { name: string; own: string }): ValueMap {
  const names = list(random, ["LEVEL", "SHARED", own.toUpperCase()]);
  const env = random.chance(0.1) ? [...names, names[0] as string] : names;
  const ports = list(random, [80, 81]).map((containerPort) => map({ containerPort, protocol: random.pick([undefined, "TCP", "UDP"]) }));
  const mounts = list(random, ["/data", `/${own}`]).map((mountPath) => map({ mountPath, name: "data" }));
  return map({
    name,
    image: maybe(random, `${own}:${random.below(3)}`),
    args: random.chance(0.3) ? list(random, ["a", "yes", "0644"]) : undefined,
    env: random.chance(0.5) ? env.map((key) => map({ name: key, value: `${own}${random.below(2)}` })) : undefined,
    ports: random.chance(0.3) ? ports : undefined,
    volumeMounts: random.chance(0.3) ? mounts : undefined,
    resources: random.chance(0.3)
      ? map({ limits: own === ORIGINAL ? random.pick([map({}), map({ cpu: 1 })]) : map({ cpu: 1 }) })
      : undefined,
  });
}

function annotations(random: Random): Value | undefined {
  return random.pick<Value | undefined>([undefined, undefined, null, map({}), map({ team: "shop" })]);
}

function maybe<T>(random: Random, value: T): T | undefined {
  return random.chance(0.5) ? value : undefined;
}

/** At least one of the items, in any order. */
function list<T>(random: Random, items: readonly T[]): readonly T[] {
  return random.shuffle(items).slice(0, 1 + random.below(items.length));
}

/** A SidecarInjector; the names of its own containers, volumes and variables begin with `own`. */
export function injector(random: Random, own: string): ValueMap {
  const sidecars = Array.from({ length: 1 + random.below(2) }, (_, i) => sidecar(random, `${own}${i}`));
  return map({ apiVersion: "podgraft.dev/v1alpha1", kind: "SidecarInjector", metadata: map({ name: own }), spec: map({ sidecars }) });
}

function sidecar(random: Random, own: string): ValueMap {
  const names = [...(random.chance(0.3) ? ["app"] : []), own, ...(random.chance(0.3) ? [`${own}-too`] : [])];
  const labels = random.chance(0.3) ? map({ [`${own}.example.com/in`]: "yes", tier: random.chance(0.2) ? own : undefined }) : undefined;
  const notes = random.chance(0.5) ? map({ [`${own}.example.com/note`]: "1", team: random.chance(0.2) ? null : undefined }) : undefined;
  const metadata = labels || notes ? map({ labels, annotations: notes }) : undefined;
  return map({ name: own, policy: "enabled", template: map({ metadata, spec: podSpec(random, { names, own }) }) });
}
