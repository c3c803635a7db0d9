import { mapAt } from "../decide/facts.ts";
import { isList, isMap, type Value, type ValueMap } from "../value/value.ts";
import { pathText } from "./path.ts";
import { type Layer, leafDigest } from "./provenance.ts";
import { keyedPath, type TemplatePath } from "./replace-at.ts";

/** The container that Istio injects, and the name by which a pod may bring its own. */
const ISTIO_PROXY = "istio-proxy";

/**
 * The names of the containers that a pod template had of its own: without what other configurations grafted and
 * without Istio's proxy, whoever put it there. Init containers are none of the app's.
 */
export function appContainers(
  podTemplate: ValueMap,
  { template, others }: { template: TemplatePath; others: readonly Layer[] },
): readonly string[] {
  const { containers } = mapAt(podTemplate, "spec");
  return namesOf(containers).filter((name) => {
    const path = pathText([...keyedPath(template), "spec", "containers", { item: name }, "name"]);
    return name !== ISTIO_PROXY && !others.some((layer) => added(layer, path, name));
  });
}

function namesOf(containers: Value | undefined): readonly string[] {
  if (!isList(containers)) return [];
  return containers.flatMap((container) => (isMap(container) && typeof container.name === "string" ? [container.name] : []));
}

/** Whether a layer added the leaf at a path, by itself or with what it is in. */
function added(layer: Layer, path: string, value: Value): boolean {
  return [...layer.added].some(
    ([place, digests]) => path.startsWith(`${place}/`) && digests.has(leafDigest(path.slice(place.length), value)),
  );
}
