import { mapAt } from "../decide/facts.ts";
import { isList, isMap, type Value, type ValueMap } from "../value/value.ts";
import { leafDigest } from "./leaves.ts";
import { pathText } from "./path.ts";
import type { Layer } from "./provenance.ts";
import { keyedPath, type TemplatePath } from "./replace-at.ts";

/** A list of a pod's spec whose items have names. */
export type NamedList = "containers" | "initContainers" | "volumes";
/** Whether a named item of a list is the pod's own: no other configuration grafted it. */
export type IsOwn = (list: NamedList, name: Value | undefined) => boolean;

/** Tells, by the other configurations' layers, what of a pod template is its own. */
export function ownItems(template: TemplatePath, others: readonly Layer[]): IsOwn {
  if (others.length === 0) return () => true;
  return (list, name) => {
    if (typeof name !== "string") return true;
    const path = pathText([...keyedPath(template), "spec", list, { item: name }, "name"]);
    return !others.some((layer) => hasAdded(layer, path, name));
  };
}

/** Whether a layer added the leaf at a path, by itself or with what it is in. */
function hasAdded(layer: Layer, path: string, value: Value): boolean {
  return [...layer.added].some(
    ([place, digests]) => path.startsWith(`${place}/`) && digests.has(leafDigest(path.slice(place.length), value)),
  );
}

/** The container that Istio injects, and the name by which a pod may bring its own. */
const ISTIO_PROXY = "istio-proxy";

/**
 * The names of the containers that a pod template had of its own: without what other configurations grafted and
 * without Istio's proxy, whoever put it there. Init containers are none of the app's.
 */
export function appContainers(podTemplate: ValueMap, isOwn: IsOwn): readonly string[] {
  const { containers } = mapAt(podTemplate, "spec");
  if (!isList(containers)) return [];
  const names: string[] = [];
  for (const container of containers) {
    const name = isMap(container) ? container.name : undefined;
    if (typeof name === "string" && name !== ISTIO_PROXY && isOwn("containers", name)) names.push(name);
  }
  return names;
}
