import type { Path } from "../change/changes.ts";
import { schemaListKeys } from "../kube/list-keys.ts";
import { type ContainerList, containersIn, mapsIn } from "../kube/pod.ts";
import { podTemplateSchema } from "../kube/schema.ts";
import { at, type Value, type ValueMap } from "../value/value.ts";
import { type Layer, type Provenance, wrote } from "./layer.ts";
import { hasOwnLeaf, rootPlace } from "./leaves.ts";
import { pathText } from "./path.ts";
import { keyedPath, type TemplatePath } from "./replace-at.ts";

/** A list of a pod's spec whose items have names. */
export type NamedList = ContainerList | "volumes";
/** The configuration that grafted a named item of a list; undefined if the item is the pod's own. */
export type LayerNamed = (list: NamedList, name: Value | undefined) => string | undefined;

/** Finds, from the other configurations' layers, what they grafted into a pod template. */
export function layerItems(podTemplate: ValueMap, template: TemplatePath, others: Provenance): LayerNamed {
  return (list, name) => {
    if (others.size === 0 || typeof name !== "string") return undefined;
    const item = mapsIn(at(podTemplate, "spec", list)).find((known) => known.name === name);
    if (item === undefined) return undefined;
    const path = pathText([...keyedPath(template), "spec", list, { item: name }]);
    for (const [configuration, layer] of others) if (hasAdded(layer, path, { item, list })) return configuration;
    return undefined;
  };
}

const podTemplateKeys = schemaListKeys(podTemplateSchema);

/** Whether another configuration wrote a value of a pod template. */
export function layerWrote(template: TemplatePath, others: Provenance): (path: Path, value: Value) => boolean {
  const within = keyedPath(template);
  return (path, value) => [...others.values()].some((layer) => wrote(layer, pathText([...within, ...path]), value));
}

/** Whether a layer added the item at a path, by itself or with the list that it is in. */
function hasAdded(layer: Layer, path: string, { item, list }: { item: ValueMap; list: NamedList }): boolean {
  const { keys } = rootPlace(podTemplateKeys, ["spec", list, { item: item.name as string }]);
  return [...layer.added].some(
    ([place, digests]) =>
      path === place || (path.startsWith(`${place}/`) && hasOwnLeaf(item, digests, { keys, path: path.slice(place.length) })),
  );
}

/** The names of the containers in a list that a pod template had of its own, without what other configurations grafted. */
export function appContainers(podTemplate: ValueMap, list: ContainerList, layerNamed: LayerNamed): readonly string[] {
  return containersIn(podTemplate, list).flatMap(({ name }) =>
    typeof name === "string" && layerNamed(list, name) === undefined ? [name] : [],
  );
}
