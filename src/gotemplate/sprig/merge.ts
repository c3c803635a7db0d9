import { entriesOf, entry, isNilValue, sortedKeys } from "../value/inspect.ts";
import type { CallContext, GoValue, PlainMap } from "../value/value.ts";
import { isSprigEmpty } from "./cast.ts";

export interface Merging {
  readonly target: PlainMap;
  readonly source: PlainMap;
  /** The source's values win; otherwise they only fill what is missing or empty. */
  readonly overwrite: boolean;
  /** Maps that these are within. */
  readonly depth: number;
}

/**
 * Merges maps within maps; lists are taken whole. The target's own maps are changed, and maps of the source become part
 * of it, as in Go: a later change shows in both. Source: dario.cat/mergo deepMerge
 */
export function merge(merging: Merging, context: CallContext): void {
  const { target, source, overwrite, depth } = merging;
  context.budget.nest(depth);
  for (const key of sortedKeys(source)) {
    context.budget.spend(1);
    const value = entry(source, key);
    if (isNilValue(value)) {
      if (overwrite) context.journal.set(target, key, value ?? null);
      continue;
    }
    const existing = entry(target, key);
    const inner = entriesOf(existing);
    const added = entriesOf(value);
    if (inner !== undefined && added !== undefined) merge({ target: inner, source: added, overwrite, depth: depth + 1 }, context);
    if (shouldSet({ existing, value, overwrite })) context.journal.set(target, key, value);
  }
}

function shouldSet({ existing, value, overwrite }: { existing: GoValue; value: GoValue; overwrite: boolean }): boolean {
  if (existing === undefined || isSprigEmpty(existing)) return true;
  return overwrite && (entriesOf(value) === undefined || entriesOf(existing) === undefined);
}
