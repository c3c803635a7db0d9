import type { Value } from "../value/value.ts";

/** The identity of an item in its list: the merge key's value, or the item itself if it is a scalar. */
export type ItemKey = Exclude<Value, object>;

export interface Keyed {
  readonly key: ItemKey;
  readonly value: Value;
}

/**
 * Items in the order that a strategic merge patch gives them: those named by `patchOrder` in its order, the others in
 * `serverOrder`'s; of two such rows the next item of the patch's comes first, unless `serverOrder` names both next
 * items and the other one earlier. Every item's key is in one of the two orders.
 *
 * Source: apimachinery pkg/util/strategicpatch/patch.go normalizeElementOrder, mergeSortedSlice
 */
export function orderElements(items: readonly Keyed[], order: ElementOrder): readonly Value[] {
  const patchRanks = ranksOf(order.patchOrder);
  const serverRanks = ranksOf(order.serverOrder);
  const patched = sortByRank(
    items.filter(({ key }) => patchRanks.has(key)),
    patchRanks,
  );
  const serverOnly = sortByRank(
    items.filter(({ key }) => !patchRanks.has(key)),
    serverRanks,
  );
  const ordered: Value[] = [];
  let next = 0;
  for (const { key, value } of patched) {
    const rank = serverRanks.get(key) ?? -1;
    while (next < serverOnly.length && (serverRanks.get(serverOnly[next]!.key) ?? rank) < rank) ordered.push(serverOnly[next++]!.value);
    ordered.push(value);
  }
  for (const { value } of serverOnly.slice(next)) ordered.push(value);
  return ordered;
}

interface ElementOrder {
  readonly patchOrder: readonly ItemKey[];
  readonly serverOrder: readonly ItemKey[];
}

/** The first position of each key. */
function ranksOf(keys: readonly ItemKey[]): ReadonlyMap<ItemKey, number> {
  const ranks = new Map<ItemKey, number>();
  for (const [rank, key] of keys.entries()) if (!ranks.has(key)) ranks.set(key, rank);
  return ranks;
}

function sortByRank(items: readonly Keyed[], ranks: ReadonlyMap<ItemKey, number>): readonly Keyed[] {
  return items.toSorted((a, b) => (ranks.get(a.key) ?? 0) - (ranks.get(b.key) ?? 0));
}
