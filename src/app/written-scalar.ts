import type { KrmObject } from "../krm/objects.ts";
import { at } from "../value/value.ts";
import { nearestNode, type SourceNode } from "../yaml/source-node.ts";
import type { Loaded } from "./load.ts";

/** A number or boolean as the user wrote it: 1.30 and not 1.3. */
export function writtenScalar(text: string, node: SourceNode): string | undefined {
  if (node.kind === "alias") return writtenScalar(text, node.target);
  const isPlain = node.kind === "scalar" && (typeof node.value === "number" || typeof node.value === "boolean");
  return isPlain ? text.slice(node.start, node.end) : undefined;
}

/** The value at a path of an object, as text for a label or annotation; undefined if nothing is there. */
export function textAt({ manifest, units }: Loaded, { part, path, value }: KrmObject, place: readonly (string | number)[]) {
  const found = at(value, ...place) ?? null;
  if (found === null || typeof found === "object") return undefined;
  const root = units.get(part)?.entry.value;
  const written = typeof found === "number" && root ? writtenScalar(manifest.text, nearestNode(root, [...path, ...place])) : undefined;
  return written ?? String(found);
}
