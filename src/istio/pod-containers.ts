import { type ContainerList, containerNamed, containersIn, withContainers } from "../kube/pod.ts";
import { isMap, newMap, type ValueMap, withKey } from "../value/value.ts";
import { proxyContainer } from "./container-names.ts";

/** Where the pod has its proxy: among the containers first, then among the init containers. */
export function sidecarList(pod: ValueMap): ContainerList | undefined {
  const lists = ["containers", "initContainers"] as const;
  return lists.find((list) => containerNamed(containersIn(pod, list), proxyContainer) !== undefined);
}

/** The pod's own proxy. Source: istio pkg/kube/inject/app_probe.go FindSidecar. */
export function sidecarOf(pod: ValueMap): ValueMap | undefined {
  const list = sidecarList(pod);
  return list && containerNamed(containersIn(pod, list), proxyContainer);
}

/** The pod with `change` applied to the containers of both lists. */
export function mapContainers(pod: ValueMap, change: (container: ValueMap) => ValueMap): ValueMap {
  const once = withContainers(pod, "containers", containersIn(pod, "containers").map(change));
  return withContainers(once, "initContainers", containersIn(once, "initContainers").map(change));
}

/** The pod with `change` applied to its proxy; the same pod if it has none. */
export function mapSidecar(pod: ValueMap, change: (sidecar: ValueMap) => ValueMap): ValueMap {
  const list = sidecarList(pod);
  if (list === undefined) return pod;
  const containers = containersIn(pod, list);
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

/** The pod with a label or annotation set, or removed where `value` is undefined. */
export function withText(pod: ValueMap, which: "labels" | "annotations", [key, value]: readonly [string, string | undefined]): ValueMap {
  const metadata = isMap(pod.metadata) ? pod.metadata : newMap();
  const map = metadata[which];
  const texts = isMap(map) ? map : newMap();
  if (texts[key] === value) return pod;
  return withKey(pod, "metadata", withKey(metadata, which, withKey(texts, key, value)));
}
