import { nearest } from "../diagnostic/nearest.ts";
import { isList, isMap, type Value, type ValueList, type ValueMap } from "../value/value.ts";
import { describe } from "./describe.ts";
import { type ItemKey, type Keyed, orderElements } from "./element-order.ts";
import { itemKeys } from "./item-key.ts";
import { PATCH, withoutDirectiveKeys, withoutDirectiveMaps } from "./patch-directives.ts";
import type { Schema } from "./schema.ts";
import { reuse, reuseItems } from "./sharing.ts";

/** Reports a fault of a patch or of its original; `fix` if it is known. */
export type ReportPatch = (path: string, problem: string, fix?: string) => void;

export interface ListPlace {
  readonly schema: Schema | undefined;
  readonly path: string;
  readonly report: ReportPatch;
  readonly mergeItem: (original: ValueMap, patch: ValueMap, path: string) => Value;
}

/**
 * A list with the merge strategy: maps by merge key, scalars as a set.
 *
 * Source: apimachinery pkg/util/strategicpatch/patch.go mergeSlice
 */
export function mergeList(original: ValueList, patch: ValueList, place: ListPlace): ValueList {
  if (original.length === 0 && patch.length === 0) return original;
  if (areStrangers(original, patch, place.schema)) return [...patch.map(withoutDirectiveKeys), ...original];
  if (!isUniform([...original, ...patch], place)) return original;
  const merged = mergeElements(original, patch, keyed(place, { original, patch }));
  if (merged === undefined) return original;
  const { elements, kept, patchOrder } = merged;
  return reuseItems(original, orderElements(elements, { patchOrder, serverOrder: keysOf(elements.slice(0, kept)) }));
}

/**
 * Whether no item of the patch matches one of the original's: maps with different values of one key, and no directive.
 * Then all of them are new, and come first.
 */
function areStrangers(original: ValueList, patch: ValueList, schema: Schema | undefined): boolean {
  const { mergeKey, identityKeys } = schema ?? {};
  if (patch.length === 0 || mergeKey === undefined || (identityKeys !== undefined && identityKeys.length > 1)) return false;
  const met = new Set<Value>();
  for (const item of original) {
    if (!isMap(item) || typeof item[mergeKey] !== "string") return false;
    met.add(item[mergeKey]);
  }
  for (const item of patch) {
    if (!isMap(item) || PATCH in item || typeof item[mergeKey] !== "string" || met.has(item[mergeKey])) return false;
    met.add(item[mergeKey]);
  }
  return true;
}

/**
 * A list whose order the patch gives by `$setElementOrder`; either list may be absent.
 *
 * Differs: an item of the patch that the order does not name is an error even where the order is empty.
 * Source: apimachinery pkg/util/strategicpatch/patch.go mergePatchIntoOriginal
 */
export function mergeOrderedList(original: ValueList | undefined, patch: ValueList | undefined, place: OrderedListPlace): ValueList {
  const before = original ?? [];
  if (!isUniform([...before, ...(patch ?? [])], place)) return before;
  const list = keyed(place, { original: before, patch: patch ?? [] });
  const order = keyAll(place.order, { ...list, owner: "its $setElementOrder" });
  const elements = orderedElements(original, patch, list);
  if (order === undefined || elements === undefined) return before;
  const patchOrder = keysOf(order);
  if (!isInOrder(patch ?? [], { order: patchOrder, keyOf: list.keyOf })) {
    place.report(place.path, "its $setElementOrder leaves out an item of the patch or has them in another order");
    return before;
  }
  // API machinery merges in place, so its idea of the original's order can end with items of the patch.
  return reuseItems(before, orderElements(elements, { patchOrder, serverOrder: keysOf(elements.slice(0, before.length)) }));
}

interface OrderedListPlace extends ListPlace {
  readonly order: ValueList;
}

/** A list without the scalars of `unwanted`. Source: apimachinery pkg/util/strategicpatch/patch.go deleteFromSlice */
export function deleteFromList(original: ValueList, unwanted: ValueList, place: ListPlace): ValueList {
  if ((original.length === 0 && unwanted.length === 0) || !isUniform([...original, ...unwanted], place)) return original;
  if (original.some(isMap)) {
    place.report(place.path, "$deleteFromPrimitiveList removes scalars, and this is a list of maps");
    return original;
  }
  const doomed = new Set(unwanted);
  return reuseItems(
    original,
    original.filter((item) => !doomed.has(item)),
  );
}

interface KeyedList extends ListPlace {
  readonly keyOf: (item: Value) => ItemKey | undefined;
  /** Whose items are looked at, for messages. */
  readonly owner: string;
}

function keyed(place: ListPlace, lists: { original: ValueList; patch: ValueList }): KeyedList {
  return { ...place, keyOf: itemKeys(place.schema, lists), owner: "the patch" };
}

function orderedElements(original: ValueList | undefined, patch: ValueList | undefined, list: KeyedList): readonly Keyed[] | undefined {
  if (patch === undefined) return keyAll(original ?? [], { ...list, owner: "the original" });
  if (original === undefined) return keyAll(withoutDirectiveMaps(patch) as ValueList, list);
  if (list.schema?.patchStrategy !== "merge") return keyAll(withoutDirectiveKeys(patch) as ValueList, list);
  return mergeElements(original, patch, list)?.elements;
}

interface Merged {
  /** The original's items that were kept, `kept` in number, then the new ones. */
  readonly elements: readonly Keyed[];
  readonly kept: number;
  readonly patchOrder: readonly ItemKey[];
}

/** Source: apimachinery pkg/util/strategicpatch/patch.go mergeSliceWithSpecialElements, mergeSliceWithoutSpecialElements */
function mergeElements(original: ValueList, patch: ValueList, list: KeyedList): Merged | undefined {
  const replaces = patch.some((item) => isMap(item) && item[PATCH] === "replace");
  const additions = keyAll(plainItems(patch), list);
  const doomed = doomedKeys(patch, list);
  const before = keyAll(replaces ? [] : original, { ...list, owner: "the original" });
  if (additions === undefined || doomed === undefined || before === undefined) return undefined;
  const kept = before.filter(({ key }) => !doomed.has(key)).filter(isFirstScalar());
  const renew = renewal(original, list);
  const elements = replaces ? additions.map(renew) : mergeInto(kept, additions, { ...list, renew });
  return { elements, kept: kept.length, patchOrder: keysOf(additions) };
}

/** Merges an item of the patch with the original's item with that key. */
function renewal(original: ValueList, { keyOf }: KeyedList): (item: Keyed) => Keyed {
  const former = new Map(original.map((item) => [keyOf(item), item]));
  return ({ key, value }) => {
    const renewed = reuse(former.get(key), withoutDirectiveKeys(value));
    former.delete(key);
    return { key, value: renewed };
  };
}

interface ElementMerge extends KeyedList {
  readonly renew: (item: Keyed) => Keyed;
}

function mergeInto(kept: readonly Keyed[], additions: readonly Keyed[], merge: ElementMerge): readonly Keyed[] {
  const elements = [...kept];
  const positions = new Map<ItemKey, number>();
  for (const [position, { key }] of kept.entries()) if (!positions.has(key)) positions.set(key, position);
  for (const addition of additions) {
    const { key, value } = addition;
    const position = positions.get(key);
    const found = position === undefined ? undefined : elements[position]!.value;
    if (position === undefined) {
      positions.set(key, elements.length);
      elements.push(merge.renew(addition));
    } else if (isMap(found) && isMap(value)) {
      elements[position] = { key, value: merge.mergeItem(found, value, itemPath(value, merge)) };
    }
  }
  return elements;
}

function itemPath(item: ValueMap, { path, schema }: KeyedList): string {
  const key = schema?.mergeKey ?? "";
  return `${path}[${key}=${item[key]}]`;
}

function plainItems(patch: ValueList): ValueList {
  return patch.filter((item) => !isDirectiveItem(item));
}

/** The keys of the items that the patch deletes. */
function doomedKeys(patch: ValueList, list: KeyedList): ReadonlySet<ItemKey> | undefined {
  const special = patch.filter(isDirectiveItem) as readonly ValueMap[];
  const unknown = special.filter((item) => item[PATCH] !== "delete" && item[PATCH] !== "replace");
  for (const item of unknown)
    list.report(list.path, `$patch: ${describe(item[PATCH] as Value)} is not known for an item, only delete and replace`);
  const deletions = keyAll(
    special.filter((item) => item[PATCH] === "delete"),
    list,
  );
  return unknown.length > 0 || deletions === undefined ? undefined : new Set(keysOf(deletions));
}

/** Every item with its key; undefined, and reported, if an item has none. */
function keyAll(items: ValueList, list: KeyedList): readonly Keyed[] | undefined {
  const found: Keyed[] = [];
  for (const [index, value] of items.entries()) {
    const key = list.keyOf(value);
    if (key === undefined) reportKeyless(value, index, list);
    else found.push({ key, value });
  }
  return found.length === items.length ? found : undefined;
}

function reportKeyless(item: Value, index: number, { path, owner, report, schema }: KeyedList): void {
  const { mergeKey } = schema ?? {};
  if (mergeKey === undefined)
    report(path, `${owner} has ${describe(item)} among its items, and it is not known what identifies such an item`);
  else {
    const written = isMap(item) ? nearest(mergeKey, Object.keys(item)) : undefined;
    const instead = written === undefined ? `add ${mergeKey}` : `write ${mergeKey} instead of ${written}`;
    report(`${path}[${index}]`, `${owner} has ${describe(item)} there without ${mergeKey}, which identifies it`, instead);
  }
}

function keysOf(elements: readonly Keyed[]): readonly ItemKey[] {
  return elements.map(({ key }) => key);
}

/** Scalars occur once in a set; of maps with one key the first is merged, and all stay. */
function isFirstScalar(): (element: Keyed) => boolean {
  const seen = new Set<ItemKey>();
  return ({ key, value }) => isMap(value) || (!seen.has(key) && seen.add(key).size > 0);
}

/**
 * Whether `order` names the patch's items in their order; it need not name what the patch deletes. As in the source, an
 * item with another directive is skipped only before an item that the order names.
 *
 * Source: apimachinery pkg/util/strategicpatch/patch.go validatePatchWithSetOrderList
 */
function isInOrder(patch: ValueList, { order, keyOf }: OrderCheck): boolean {
  const items = patch.filter((item) => !isMap(item) || item[PATCH] !== "delete");
  let position = 0;
  for (const key of order) {
    while (position < items.length && isDirectiveItem(items[position]!)) position++;
    if (position < items.length && keyOf(items[position]!) === key) position++;
  }
  return position === items.length;
}

interface OrderCheck {
  readonly order: readonly ItemKey[];
  readonly keyOf: KeyedList["keyOf"];
}

function isDirectiveItem(item: Value): boolean {
  return isMap(item) && Object.hasOwn(item, PATCH);
}

/** Source: apimachinery pkg/util/strategicpatch/patch.go sliceElementType */
function isUniform(items: ValueList, { path, report }: ListPlace): boolean {
  const types = new Set(items.map(typeOf));
  if (types.size === 1 && !types.has("list") && !types.has("null")) return true;
  const found = types.size === 0 ? "it is empty" : `its items are of the types ${[...types].join(", ")}`;
  report(path, `${found}; merging needs all maps, or scalars of one type`);
  return false;
}

function typeOf(value: Value): string {
  if (value === null) return "null";
  if (typeof value !== "object") return typeof value === "bigint" ? "number" : typeof value;
  return isList(value) ? "list" : "map";
}
