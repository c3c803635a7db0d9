import { remembered } from "../value/remembered.ts";
import { at, isList, isMap, newMap, type Value, type ValueMap, withKey } from "../value/value.ts";
import { proxyContainer } from "./names.ts";

/** The two lists of a pod that hold containers. */
export type ContainerList = "containers" | "initContainers";

export function listContainers(pod: ValueMap, list: ContainerList): readonly ValueMap[] {
  const containers = at(pod, "spec", list);
  return isList(containers) ? containers.filter(isMap) : [];
}

export function containerNamed(containers: readonly ValueMap[], name: string): ValueMap | undefined {
  return containers.find((container) => container.name === name);
}

/** Where the pod has its proxy: among the containers first, then among the init containers. */
export function sidecarList(pod: ValueMap): ContainerList | undefined {
  const lists = ["containers", "initContainers"] as const;
  return lists.find((list) => containerNamed(listContainers(pod, list), proxyContainer) !== undefined);
}

/** The pod's own proxy. Source: istio pkg/kube/inject/app_probe.go FindSidecar. */
export function sidecarOf(pod: ValueMap): ValueMap | undefined {
  const list = sidecarList(pod);
  return list && containerNamed(listContainers(pod, list), proxyContainer);
}

/** The pod with a list of containers in place of its own; the same pod where nothing changes. */
export function withContainers(pod: ValueMap, list: ContainerList, containers: readonly ValueMap[]): ValueMap {
  const before = at(pod, "spec", list);
  if (isList(before) && before.length === containers.length && containers.every((item, i) => item === before[i])) return pod;
  if (before === undefined && containers.length === 0) return pod;
  return withKey(pod, "spec", withKey(isMap(pod.spec) ? pod.spec : newMap(), list, containers));
}

/** The pod with `change` applied to the containers of both lists. */
export function mapContainers(pod: ValueMap, change: (container: ValueMap) => ValueMap): ValueMap {
  const once = withContainers(pod, "containers", listContainers(pod, "containers").map(change));
  return withContainers(once, "initContainers", listContainers(once, "initContainers").map(change));
}

/** The pod with `change` applied to its proxy; the same pod where it has none. */
export function mapSidecar(pod: ValueMap, change: (sidecar: ValueMap) => ValueMap): ValueMap {
  const list = sidecarList(pod);
  if (list === undefined) return pod;
  const containers = listContainers(pod, list);
  const sidecar = containerNamed(containers, proxyContainer);
  return withContainers(
    pod,
    list,
    containers.map((container) => (container === sidecar ? change(container) : container)),
  );
}

/** A container with other entries in its `env`. */
export function withEnv(container: ValueMap, env: readonly ValueMap[]): ValueMap {
  return withKey(container, "env", env);
}

/** An entry of `env` with a plain value. */
export function envEntry(name: string, value: string): ValueMap {
  const entry = newMap();
  entry.name = name;
  entry.value = value;
  return entry;
}

/** The entries of a container's `env`. */
export function envOf(container: ValueMap): readonly ValueMap[] {
  return isList(container.env) ? container.env.filter(isMap) : [];
}

/** The labels or annotations of a pod, numbers and truth values as strings. */
export function textsOf(pod: ValueMap, which: "labels" | "annotations"): Texts {
  const map = at(pod, "metadata", which);
  return isMap(map) ? textsIn(map) : NO_TEXTS;
}

type Texts = Readonly<Record<string, string>>;

const NO_TEXTS = newMap() as Texts;

const textsIn = remembered((map: ValueMap): Texts => {
  const texts = newMap();
  for (const key in map) if (typeof map[key] !== "object") texts[key] = String(map[key] as Value);
  return texts as Texts;
});

/** The pod with a label or annotation set, or removed where `value` is undefined. */
export function withText(pod: ValueMap, which: "labels" | "annotations", [key, value]: readonly [string, string | undefined]): ValueMap {
  const metadata = isMap(pod.metadata) ? pod.metadata : newMap();
  const map = metadata[which];
  const texts = isMap(map) ? map : newMap();
  if (texts[key] === value) return pod;
  return withKey(pod, "metadata", withKey(metadata, which, withKey(texts, key, value)));
}
