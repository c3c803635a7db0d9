import type { Delta, EntryDelta, ListDelta } from "../change/delta.ts";
import type { Value, ValueList } from "../value/value.ts";

/** One operation of a JSON patch. Source: RFC 6902. */
export type PatchOperation =
  | { readonly op: "add" | "replace"; readonly path: string; readonly value: Value }
  | { readonly op: "remove"; readonly path: string };

/** A delta as a JSON patch, to be applied in order. */
export function jsonPatch(delta: Delta, path = ""): readonly PatchOperation[] {
  if (delta.kind === "set") return [{ op: "replace", path, value: delta.after }];
  if (delta.kind === "list") return listPatch(delta, path);
  return [...delta.entries].flatMap(([key, entry]) => entryPatch(entry, `${path}/${escaped(key)}`));
}

function entryPatch(entry: EntryDelta, path: string): readonly PatchOperation[] {
  if (entry.kind === "add") return [{ op: "add", path, value: entry.after }];
  return entry.kind === "remove" ? [{ op: "remove", path }] : jsonPatch(entry, path);
}

/**
 * Items are removed from the end, added from the beginning, and changed last, when each has its final index. A new
 * order is written as a whole.
 */
function listPatch({ items, before, after }: ListDelta, path: string): readonly PatchOperation[] {
  const kept = items.flatMap(({ from }) => (from === undefined ? [] : [from]));
  const isMoved = kept.some((from, i) => i > 0 && from < (kept[i - 1] as number));
  if (isMoved) return [{ op: "replace", path, value: after }];
  const gone = (before as ValueList).map((_, i) => i).filter((i) => !kept.includes(i));
  return [
    ...gone.reverse().map((i) => ({ op: "remove", path: `${path}/${i}` }) as const),
    ...items.flatMap((item, i) => (item.from === undefined ? [{ op: "add", path: `${path}/${i}`, value: item.after } as const] : [])),
    ...items.flatMap((item, i) => (item.from !== undefined && item.delta ? jsonPatch(item.delta, `${path}/${i}`) : [])),
  ];
}

/** Source: RFC 6901, section 3. */
function escaped(key: string): string {
  return key.replace(/~/g, "~0").replace(/\//g, "~1");
}
