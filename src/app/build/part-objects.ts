import type { Diagnostic } from "../../diagnostic/diagnostic.ts";
import type { Manifest, Part } from "../../krm/manifest.ts";
import { type KrmObject, objectsOf } from "../../krm/objects.ts";
import { readPart } from "../../krm/read.ts";
import { at, isList } from "../../value/value.ts";
import type { Unit } from "../../yaml/put.ts";
import { nodeValue } from "../../yaml/source-node.ts";
import { readYaml } from "../engines.ts";

/** A part that was read, with its objects: the part itself, or its `items`. */
export interface ReadObjects {
  readonly unit: Unit;
  readonly objects: readonly KrmObject[];
}

/** The ranges of a manifest that can be read on their own: each document, or a ResourceList as a whole. */
export function wholeParts({ text, parts, list }: Manifest): readonly Part[] {
  return list ? [{ start: 0, end: text.length, isItem: false }] : parts;
}

/** The objects of the `index`th whole part, whatever its form, or all faults of its text. */
export function partObjects(manifest: Manifest, part: Part, index: number): ReadObjects | { readonly diagnostics: readonly Diagnostic[] } {
  const read = readPart(manifest, part, readYaml);
  if ("diagnostics" in read) return read;
  const value = nodeValue(read.unit.entry.value);
  const items = at(value, "kind") === "ResourceList" ? at(value, "items") : undefined;
  const objects = isList(items) ? items.flatMap((_, i) => objectsOf(index, read.unit, ["items", i])) : objectsOf(index, read.unit);
  return { unit: read.unit, objects };
}
