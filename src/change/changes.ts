import type { Value, ValueList } from "../value/value.ts";
import type { Delta, EntryDelta, ItemDelta, ListDelta, MapDelta } from "./delta.ts";

/** A key of a map, or the identity of a keyed list's item (`{ item: "name=istio-proxy" }`). */
export type Step = string | { readonly item: string };
export type Path = readonly Step[];

/**
 * One change at a path. A list without identities changes as a whole (`set`); `order` gives a keyed list's identities
 * before; `to` is the former map or list that something is added to.
 */
export type Change =
  | { readonly op: "add"; readonly path: Path; readonly after: Value; readonly to: Value }
  | { readonly op: "remove"; readonly path: Path; readonly before: Value }
  | { readonly op: "set"; readonly path: Path; readonly before: Value; readonly after: Value }
  | { readonly op: "order"; readonly path: Path; readonly before: readonly string[] };

/** A delta as a flat list, in the order of the values. */
export function changes(delta: Delta | undefined): readonly Change[] {
  const found: Change[] = [];
  if (delta !== undefined) collect(delta, [], found);
  return found;
}

/** `path` is the path to the delta; one array is reused throughout. */
function collect(delta: Exclude<EntryDelta, { kind: "add" }>, path: Step[], found: Change[]): void {
  if (delta.kind === "remove") found.push({ op: "remove", path: path.slice(), before: delta.before });
  else if (delta.kind === "map") collectEntries(delta, path, found);
  else if (delta.kind === "list" && delta.keyed) collectItems(delta, path, found);
  else found.push({ op: "set", path: path.slice(), before: delta.before, after: delta.after });
}

function collectEntries({ entries, before: to }: MapDelta, path: Step[], found: Change[]): void {
  entries.forEach((entry, key) => {
    path.push(key);
    if (entry.kind === "add") found.push({ op: "add", path: path.slice(), after: entry.after, to });
    else collect(entry, path, found);
    path.pop();
  });
}

/** Items removed from a keyed list, and the old order if the remaining items do not show it. */
function collectItems({ items, ids, before: to }: ListDelta, path: Step[], found: Change[]): void {
  let last = -1;
  let inOrder = true;
  const kept = new Set<number>();
  for (let i = 0; i < items.length; i++) {
    const item = items[i] as ItemDelta;
    if (item.from === undefined) found.push({ op: "add", path: [...path, { item: item.id as string }], after: item.after, to });
    else {
      if (item.delta) {
        path.push({ item: item.id as string });
        collect(item.delta, path, found);
        path.pop();
      }
      if (item.from < last) inOrder = false;
      last = item.from;
      kept.add(item.from);
    }
  }
  if (inOrder && kept.size === ids.length) return;
  ids.forEach((id, i) => {
    if (!kept.has(i)) found.push({ op: "remove", path: [...path, { item: id }], before: (to as ValueList)[i] as Value });
  });
  found.push({ op: "order", path: path.slice(), before: ids });
}
