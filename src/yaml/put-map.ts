import type { Delta, EntryDelta } from "../change/delta.ts";
import type { Value, ValueMap } from "../value/value.ts";
import type { PutContext } from "./put-context.ts";
import { mergeSources, nodeValue, type SourceCollection, type SourceEntry } from "./source-node.ts";

export function entryDelta(delta: Delta | undefined, key: string): EntryDelta | undefined {
  return delta?.kind === "map" ? delta.entries.get(key) : undefined;
}

/** The keys that a map gains in the text: added ones, ones that only a merge key brought and that changed, and `merged`. */
export function newEntries(
  node: SourceCollection,
  { delta, merged }: { delta: Delta | undefined; merged: readonly (readonly [string, Value])[] | undefined },
): readonly (readonly [string, Value])[] {
  const explicit = new Set(node.entries.filter((entry) => !entry.merge).map((entry) => entry.key));
  const changed = (delta?.kind === "map" ? [...delta.entries] : []).flatMap(([key, entry]): (readonly [string, Value])[] =>
    entry.kind === "remove" || explicit.has(key) ? [] : [[key, entry.after]],
  );
  return [...(merged ?? []), ...changed];
}

/**
 * The unchanged keys from a map's merge keys, if they must be written out: because one of them is removed, or because
 * the merged map changes elsewhere. Undefined if the merge keys can stay.
 */
export function mergeExpansion(
  context: PutContext,
  node: SourceCollection,
  delta: Delta | undefined,
): readonly (readonly [string, Value])[] | undefined {
  const merges = node.entries.filter((entry) => entry.merge);
  if (merges.length === 0) return undefined;
  const explicit = new Set(node.entries.filter((entry) => !entry.merge).map((entry) => entry.key));
  const sources = merges.flatMap((entry) => mergeSources(entry.value)).map((source) => nodeValue(source) as ValueMap);
  const gone =
    delta?.kind === "map" && [...delta.entries].some(([key, entry]) => entry.kind === "remove" && sources.some((source) => key in source));
  if (!gone && !merges.some((entry) => isExpanded(context, entry))) return undefined;
  const value = nodeValue(node) as ValueMap;
  return Object.keys(value).flatMap((key) => (explicit.has(key) || entryDelta(delta, key) ? [] : [[key, value[key] as Value] as const]));
}

function isExpanded({ touched }: PutContext, entry: SourceEntry): boolean {
  return touched.has(entry.value) || mergeSources(entry.value).some((source) => touched.has(source));
}
