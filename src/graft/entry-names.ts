import type { ListKeys } from "../change/compare.ts";
import { isMap, type Value } from "../value/value.ts";
import { shortDigest } from "./digest.ts";
import type { Layer, Provenance } from "./layer.ts";
import { isOwn, type LeafDigests } from "./leaves.ts";
import { parsePath, stepText, valueAt } from "./path.ts";

/** Marks the last step of a path as the digest of a name, not a name. No step of a path begins with it. */
const NAMELESS = "~#";

/** The digest that the annotation has instead of an entry's name, such as a label's. */
export function nameDigest(step: string): string {
  return step.startsWith(NAMELESS) ? step.slice(NAMELESS.length) : shortDigest(step);
}

/** The step to an entry if only that digest is known. */
export function namelessStep(digest: string): string {
  return NAMELESS + digest;
}

/**
 * Layers with the names that entries have in an object. An entry that is not there has no name: somebody removed it.
 */
export function withEntryNames(layers: Provenance, object: Value, keys: ListKeys): Provenance {
  return new Map([...layers].map(([name, layer]) => [name, withEntryNamesIn(layer, object, keys)]));
}

/** One layer of {@link withEntryNames}; itself if all its entries have names. */
export function withEntryNamesIn(layer: Layer, object: Value, keys: ListKeys): Layer {
  if (![...layer.added.keys()].some(isNameless)) return layer;
  const named = (path: string, digests: LeafDigests) => (isNameless(path) ? namedPath(path, digests, { object, keys }) : path);
  return { ...layer, added: new Map([...layer.added].map(([path, digests]) => [named(path, digests), digests])) };
}

function isNameless(path: string): boolean {
  return path.startsWith(NAMELESS, path.lastIndexOf("/") + 1);
}

/** If two names have the same digest, the entry is the one that still has the value. */
function namedPath(path: string, digests: LeafDigests, { object, keys }: { object: Value; keys: ListKeys }): string {
  const start = path.lastIndexOf("/") + 1;
  const wanted = nameDigest(path.slice(start));
  const map = valueAt(object, parsePath(path.slice(0, Math.max(start - 1, 0))), keys);
  if (!isMap(map)) return path;
  const found = Object.keys(map).filter((name) => shortDigest(stepText(name)) === wanted);
  const isWritten = (name: string) => isOwn(digests, { path: "", value: map[name] as Value });
  const name = found.find(isWritten) ?? found[0];
  return name === undefined ? path : path.slice(0, start) + stepText(name);
}
