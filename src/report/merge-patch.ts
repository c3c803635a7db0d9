import type { Delta, EntryDelta } from "../change/delta.ts";
import { isList, isMap, newMap, type Value, type ValueMap } from "../value/value.ts";

/**
 * A delta as a strategic merge patch, or undefined if none gives exactly the same result: such a patch cannot say where
 * in a list an item goes, or in which order its items are. null removes a key.
 */
export function mergePatch(delta: Delta): Value | undefined {
  if (delta.kind === "set") return isScalar(delta.before) && isScalar(delta.after) && delta.after !== null ? delta.after : undefined;
  if (delta.kind === "list") return undefined;
  const patch = newMap();
  for (const [key, entry] of delta.entries) {
    const value = entryPatch(entry);
    if (value === undefined) return undefined;
    patch[key] = value;
  }
  return patch as ValueMap;
}

function entryPatch(entry: EntryDelta): Value | undefined {
  if (entry.kind === "add") return hasNull(entry.after) ? undefined : entry.after;
  return entry.kind === "remove" ? null : mergePatch(entry);
}

function isScalar(value: Value): boolean {
  return !isMap(value) && !isList(value);
}

function hasNull(value: Value): boolean {
  if (isList(value)) return value.some(hasNull);
  return isMap(value) ? Object.values(value).some(hasNull) : value === null;
}
