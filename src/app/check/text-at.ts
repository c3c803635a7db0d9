import type { KrmObject } from "../../krm/objects.ts";
import { at } from "../../value/value.ts";
import { nearestNode } from "../../yaml/source-node.ts";
import type { Loaded } from "../load.ts";
import { writtenScalar } from "../written-scalar.ts";

/** What stands at a path of an object, as the text that a label or annotation has to be; undefined where there is none. */
export function textAt({ manifest, units }: Loaded, { part, path, value }: KrmObject, place: readonly (string | number)[]) {
  const found = at(value, ...place) ?? null;
  if (found === null || typeof found === "object") return undefined;
  const root = units.get(part)?.entry.value;
  const written = typeof found === "number" && root ? writtenScalar(manifest.text, nearestNode(root, [...path, ...place])) : undefined;
  return written ?? String(found);
}
