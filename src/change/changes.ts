import type { Value, ValueList } from "../value/value.ts";
import type { Delta, EntryDelta, ListDelta } from "./delta.ts";

/** A key of a map, or the identity of a keyed list's item (`{ item: "name=istio-proxy" }`). */
export type Step = string | { readonly item: string };
export type Path = readonly Step[];

/** One change at a path. A list without identities changes as a whole (`set`); `order` gives a keyed list's identities before. */
export type Change =
  | { readonly op: "add"; readonly path: Path; readonly after: Value }
  | { readonly op: "remove"; readonly path: Path; readonly before: Value }
  | { readonly op: "set"; readonly path: Path; readonly before: Value; readonly after: Value }
  | { readonly op: "order"; readonly path: Path; readonly before: readonly string[] };

/** A delta as a flat list, in the order of the values. */
export function changes(delta: Delta | undefined, path: Path = []): readonly Change[] {
  if (delta === undefined) return [];
  if (delta.kind === "set") return [{ op: "set", path, before: delta.before, after: delta.after }];
  if (delta.kind === "list")
    return delta.keyed ? listChanges(delta, path) : [{ op: "set", path, before: delta.before, after: delta.after }];
  return [...delta.entries].flatMap(([key, entry]) => entryChanges(entry, [...path, key]));
}

function entryChanges(entry: EntryDelta, path: Path): readonly Change[] {
  if (entry.kind === "add") return [{ op: "add", path, after: entry.after }];
  if (entry.kind === "remove") return [{ op: "remove", path, before: entry.before }];
  return changes(entry, path);
}

/** Items gone from a keyed list, and the old order where what is left cannot tell it. */
function listChanges(delta: ListDelta, path: Path): readonly Change[] {
  const within = delta.items.flatMap((item): readonly Change[] => {
    const itemPath = [...path, { item: item.id as string }];
    return item.from === undefined ? [{ op: "add", path: itemPath, after: item.after }] : changes(item.delta, itemPath);
  });
  const kept = delta.items.flatMap(({ from }) => (from === undefined ? [] : [from]));
  const gone = delta.ids.flatMap((id, i): readonly Change[] =>
    kept.includes(i) ? [] : [{ op: "remove", path: [...path, { item: id }], before: (delta.before as ValueList)[i] as Value }],
  );
  const ordered = gone.length === 0 && kept.every((from, i) => i === 0 || from > (kept[i - 1] as number));
  return [...within, ...gone, ...(ordered ? [] : [{ op: "order", path, before: delta.ids } as const])];
}
