import { isList, isMap, type MutableMap, newMap, type Value, type ValueList, type ValueMap } from "../value/value.ts";

/** A map that is copied when it is first changed. It is never passed on; only its `map` is, after all changes. */
export interface Draft {
  map: ValueMap;
  isCopy: boolean;
}

export function draftOf(map: ValueMap): Draft {
  return { map, isCopy: false };
}

/** Sets a key, or removes it where `value` is undefined. */
export function setKey(draft: Draft, key: string, value: Value | undefined): void {
  if (own(draft.map, key) === value) return;
  if (!draft.isCopy) draft.map = Object.assign(newMap(), draft.map);
  draft.isCopy = true;
  if (value === undefined) delete (draft.map as MutableMap)[key];
  else (draft.map as MutableMap)[key] = value;
}

/** `next`, or `original` itself if the items are the same objects. */
export function reuseItems(original: ValueList, next: ValueList): ValueList {
  return next.length === original.length && next.every((item, index) => item === original[index]) ? original : next;
}

/** `next`, with the original's own objects wherever both are equal at the same place. */
export function reuse(original: Value | undefined, next: Value): Value {
  if (isList(original) && isList(next)) {
    return reuseItems(
      original,
      next.map((item, index) => reuse(original[index], item)),
    );
  }
  if (!isMap(original) || !isMap(next)) return next;
  const map = newMap();
  for (const key of Object.keys(next)) map[key] = reuse(own(original, key), next[key] as Value);
  const keys = Object.keys(original);
  return keys.length === Object.keys(map).length && keys.every((key) => map[key] === original[key]) ? original : map;
}

export function own(map: ValueMap, key: string): Value | undefined {
  return Object.hasOwn(map, key) ? map[key] : undefined;
}
