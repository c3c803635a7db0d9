import type { Path } from "../change/changes.ts";
import { type ContainerList, containersIn } from "../kube/pod.ts";
import type { Value, ValueMap } from "../value/value.ts";
import { leafDigest } from "./leaves.ts";
import { pathText } from "./path.ts";
import { type Layer, type Provenance, wrote } from "./provenance.ts";
import { keyedPath, type TemplatePath } from "./replace-at.ts";

/** A list of a pod's spec whose items have names. */
export type NamedList = ContainerList | "volumes";
/** The configuration that grafted a named item of a list; undefined where the item is the pod's own. */
export type LayerNamed = (list: NamedList, name: Value | undefined) => string | undefined;

/** Tells, by the other configurations' layers, what of a pod template they grafted. */
export function layerItems(template: TemplatePath, others: Provenance): LayerNamed {
  return (list, name) => {
    if (others.size === 0 || typeof name !== "string") return undefined;
    const path = pathText([...keyedPath(template), "spec", list, { item: name }, "name"]);
    for (const [configuration, layer] of others) if (hasAdded(layer, path, name)) return configuration;
    return undefined;
  };
}

/** Whether another configuration wrote a value of a pod template. */
export function layerWrote(template: TemplatePath, others: Provenance): (path: Path, value: Value) => boolean {
  const within = keyedPath(template);
  return (path, value) => [...others.values()].some((layer) => wrote(layer, pathText([...within, ...path]), value));
}

/** Whether a layer added the leaf at a path, by itself or with what it is in. */
function hasAdded(layer: Layer, path: string, value: Value): boolean {
  return [...layer.added].some(
    ([place, digests]) => path.startsWith(`${place}/`) && digests.has(leafDigest(path.slice(place.length), value)),
  );
}

/** The names of the containers in a list that a pod template had of its own, without what other configurations grafted. */
export function appContainers(podTemplate: ValueMap, list: ContainerList, layerNamed: LayerNamed): readonly string[] {
  return containersIn(podTemplate, list).flatMap(({ name }) =>
    typeof name === "string" && layerNamed(list, name) === undefined ? [name] : [],
  );
}
