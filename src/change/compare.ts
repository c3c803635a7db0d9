import { equal, isList, isMap, type Value, type ValueList, type ValueMap } from "../value/value.ts";
import { alignEqual } from "./align.ts";
import type { Delta, EntryDelta, ItemDelta, ListDelta, SetDelta } from "./delta.ts";

/** Distinguishes the items of a list, and leads to the same for the values below: a cursor over the values' shape. */
export interface ListKeys {
  /** The cursor for the value of a map's key. */
  readonly field: (key: string) => ListKeys;
  /** The cursor for a list's items. */
  readonly item: () => ListKeys;
  /** The identity of an item within its list, such as `name=istio-proxy`; undefined if it has none. */
  readonly identify: (item: Value, index: number) => string | undefined;
  /** The fields that form the identity: it determines their values. */
  readonly identityFields?: readonly string[] | undefined;
}

/** Without identities: lists are compared by equal items. */
export const noListKeys: ListKeys = { field: () => noListKeys, item: () => noListKeys, identify: () => undefined };

/** The difference between two values, or undefined if they are equal. Shared parts (`===`) are not compared. */
export function compare(before: Value, after: Value, keys: ListKeys): Delta | undefined {
  if (before === after) return undefined;
  if (isMap(before) && isMap(after)) return compareMaps(before, after, keys);
  if (isList(before) && isList(after)) return compareLists(before, after, keys);
  return equal(before, after) ? undefined : { kind: "set", before, after };
}

function compareMaps(before: ValueMap, after: ValueMap, keys: ListKeys): Delta | undefined {
  const entries = new Map<string, EntryDelta>();
  for (const key in before) {
    const old = before[key] as Value;
    const now = after[key];
    if (old === now) continue;
    const entry: EntryDelta | undefined = now === undefined ? { kind: "remove", before: old } : compare(old, now, keys.field(key));
    if (entry) entries.set(key, entry);
  }
  for (const key in after) if (!(key in before)) entries.set(key, { kind: "add", after: after[key] as Value });
  return entries.size === 0 ? undefined : { kind: "map", entries, before, after };
}

function compareLists(before: ValueList, after: ValueList, keys: ListKeys): ListDelta | SetDelta | undefined {
  const ids = identities(before, keys);
  const newIds = identities(after, keys);
  if (ids && newIds) return compareKeyed({ before, after, ids, newIds }, keys.item());
  if (equal(before, after)) return undefined;
  const aligned = pairGaps(alignEqual(before, after), { before, after });
  const items = after.map((item, i): ItemDelta => {
    const from = aligned[i] as number;
    const delta = from === -1 ? undefined : compare(before[from] as Value, item, keys.item());
    return from === -1 ? { after: item } : { from, after: item, ...(delta && { delta }) };
  });
  return { kind: "list", keyed: false, ids: [], items, before, after };
}

/** Between two matches, old and new collections are paired and count as changed. */
function pairGaps(aligned: readonly number[], { before, after }: { before: ValueList; after: ValueList }): readonly number[] {
  const paired = [...aligned];
  for (let start = 0, old = 0; start <= after.length; start++) {
    let end = start;
    while (end < after.length && aligned[end] === -1) end++;
    const oldEnd = end < after.length ? (aligned[end] as number) : before.length;
    if (end - start === oldEnd - old) {
      for (let i = 0; i < end - start; i++) if (sameKind(before[old + i], after[start + i])) paired[start + i] = old + i;
    }
    old = oldEnd + 1;
    start = end;
  }
  return paired;
}

function sameKind(a: Value | undefined, b: Value | undefined): boolean {
  return (isMap(a) && isMap(b)) || (isList(a) && isList(b));
}

/** The items' identities with their indices; undefined if one has none or two have the same. */
function identities(list: ValueList, keys: ListKeys): ReadonlyMap<string, number> | undefined {
  const ids = new Map<string, number>();
  for (let i = 0; i < list.length; i++) {
    const id = keys.identify(list[i] as Value, i);
    if (id === undefined) return undefined;
    ids.set(id, i);
  }
  return ids.size === list.length ? ids : undefined;
}

interface KeyedLists {
  readonly before: ValueList;
  readonly after: ValueList;
  readonly ids: ReadonlyMap<string, number>;
  readonly newIds: ReadonlyMap<string, number>;
}

function compareKeyed({ before, after, ids, newIds }: KeyedLists, keys: ListKeys): ListDelta | undefined {
  let changed = before.length !== after.length;
  const items: ItemDelta[] = [];
  newIds.forEach((i, id) => {
    const item = after[i] as Value;
    const from = ids.get(id);
    const delta = from === undefined ? undefined : compare(before[from] as Value, item, keys);
    if (from !== i || delta) changed = true;
    if (from === undefined) items.push({ id, after: item });
    else items.push(delta ? { from, id, after: item, delta } : { from, id, after: item });
  });
  return changed ? { kind: "list", keyed: true, ids: [...ids.keys()], items, before, after } : undefined;
}
