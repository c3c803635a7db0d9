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
export function changes(delta: Delta | undefined): readonly Change[] {
  const found: Change[] = [];
  if (delta !== undefined) collect(delta, [], found);
  return found;
}

function collect(delta: EntryDelta, path: Path, found: Change[]): void {
  if (delta.kind === "add") found.push({ op: "add", path, after: delta.after });
  else if (delta.kind === "remove") found.push({ op: "remove", path, before: delta.before });
  else if (delta.kind === "map") for (const [key, entry] of delta.entries) collect(entry, [...path, key], found);
  else if (delta.kind === "list" && delta.keyed) collectItems(delta, path, found);
  else found.push({ op: "set", path, before: delta.before, after: delta.after });
}

/** Items gone from a keyed list, and the old order where what is left cannot tell it. */
function collectItems(delta: ListDelta, path: Path, found: Change[]): void {
  let last = -1;
  let inOrder = true;
  const kept = new Set<number>();
  for (const item of delta.items) {
    const itemPath = [...path, { item: item.id as string }];
    if (item.from === undefined) found.push({ op: "add", path: itemPath, after: item.after });
    else {
      if (item.delta) collect(item.delta, itemPath, found);
      if (item.from < last) inOrder = false;
      last = item.from;
      kept.add(item.from);
    }
  }
  if (inOrder && kept.size === delta.ids.length) return;
  delta.ids.forEach((id, i) => {
    if (!kept.has(i)) found.push({ op: "remove", path: [...path, { item: id }], before: (delta.before as ValueList)[i] as Value });
  });
  found.push({ op: "order", path, before: delta.ids });
}
