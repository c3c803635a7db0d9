/** A value read from a manifest: JSON's values, and bigint for integers beyond a double. */
export type Value = null | boolean | number | bigint | string | ValueList | ValueMap;
export type ValueList = readonly Value[];
/** A map without prototype: keys such as `__proto__` and `constructor` are plain data. Made by {@link newMap} only. */
export type ValueMap = { readonly [key: string]: Value };
/** A map under construction; never written to after it was passed on. */
export type MutableMap = { [key: string]: Value };

/** Its objects inherit nothing, like those of Object.create(null), which V8 makes hash tables. */
class BareMap {}
Object.setPrototypeOf(BareMap.prototype, null);
Reflect.deleteProperty(BareMap.prototype, "constructor");
Object.freeze(BareMap.prototype);

/** An empty map that inherits nothing. */
export function newMap(): MutableMap {
  return new BareMap() as MutableMap;
}

export function isMap(value: Value | undefined): value is ValueMap {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function isList(value: Value | undefined): value is ValueList {
  return Array.isArray(value);
}

/** A deep copy of plain data in this module's form: maps without prototype, undefined properties left out. */
export function toValue(data: unknown): Value {
  if (Array.isArray(data)) return data.map(toValue);
  if (typeof data === "object" && data !== null) {
    const map = newMap();
    for (const [key, item] of Object.entries(data)) if (item !== undefined) map[key] = toValue(item);
    return map;
  }
  return data as Value;
}

/**
 * As {@link toValue}, but reusing the objects of an `earlier` value wherever both are equal at the same place, so that
 * remembered results apply.
 */
export function sharing(earlier: Value | undefined, data: unknown): Value {
  if (typeof data !== "object" || data === null) return data as Value;
  if (Array.isArray(data)) return sharingItems(isList(earlier) ? earlier : NO_LIST, data);
  return sharingEntries(isMap(earlier) ? earlier : NO_MAP, data as Readonly<Record<string, unknown>>);
}

const NO_LIST: ValueList = [];
const NO_MAP: ValueMap = newMap();

function sharingItems(before: ValueList, data: readonly unknown[]): ValueList {
  const list: Value[] = [];
  let isSame = before !== NO_LIST && before.length === data.length;
  for (let i = 0; i < data.length; i++) {
    const item = sharing(before[i], data[i]);
    if (item !== before[i]) isSame = false;
    list.push(item);
  }
  return isSame ? before : list;
}

/** In the same order too, because the text shows it. */
function sharingEntries(before: ValueMap, data: Readonly<Record<string, unknown>>): ValueMap {
  const map = newMap();
  let isSame = before !== NO_MAP;
  for (const key in data) {
    const item = data[key];
    if (item === undefined) continue;
    const earlier = before[key];
    const value = typeof item === "object" ? sharing(earlier, item) : (item as Value);
    if (value !== earlier) isSame = false;
    map[key] = value;
  }
  return isSame && hasKeysOf(before, map) ? before : map;
}

function hasKeysOf(before: ValueMap, map: ValueMap): boolean {
  const keys = Object.keys(before);
  let count = 0;
  for (const key in map) if (key !== keys[count++]) return false;
  return count === keys.length;
}

/** Deep equality; the order of a map's keys does not matter, that of a list's items does. */
export function equal(a: Value | undefined, b: Value | undefined): boolean {
  if (a === b) return true;
  if (Array.isArray(a)) return Array.isArray(b) && a.length === b.length && a.every((item, i) => equal(item, b[i]));
  if (!isMap(a) || !isMap(b)) return typeof a === "number" && typeof b === "number" && Number.isNaN(a) && Number.isNaN(b);
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => key in b && equal(a[key], b[key]));
}

/** `{}` or `[]`. */
export function isEmpty(value: Value | undefined): boolean {
  if (!isMap(value)) return isList(value) && value.length === 0;
  for (const _ in value) return false;
  return true;
}

/** The value at a path of map keys and list indices, or undefined if the path does not exist. */
export function at(value: Value | undefined, ...path: readonly (string | number)[]): Value | undefined {
  let found = value;
  for (let i = 0; i < path.length; i++) {
    const step = path[i] as string | number;
    if (typeof step === "number") found = isList(found) ? found[step] : undefined;
    else found = isMap(found) && Object.hasOwn(found, step) ? found[step] : undefined;
  }
  return found;
}

/** The map at a path, or an empty one. */
export function mapAt(value: Value | undefined, ...path: readonly string[]): ValueMap {
  const found = at(value, ...path);
  return isMap(found) ? found : NO_MAP;
}

/** A copy of `map` with `key` set; undefined removes it. */
export function withKey(map: ValueMap, key: string, value: Value | undefined): ValueMap {
  const copy = newMap();
  for (const name in map)
    if (name !== key) copy[name] = map[name] as Value;
    else if (value !== undefined) copy[name] = value;
  if (value !== undefined && !(key in map)) copy[key] = value;
  return copy;
}

/**
 * A copy of `map` with the value at a path of keys; anything on the path that is absent, or not a map, becomes a map.
 */
export function withPath(map: ValueMap, [key = "", ...rest]: readonly string[], value: Value): ValueMap {
  return withKey(map, key, rest.length === 0 ? value : withPath(mapAt(map, key), rest, value));
}

/** Values merged into values as Helm does: maps are merged, anything else replaces, null removes. */
export function mergeValues(weaker: ValueMap, stronger: ValueMap): ValueMap {
  const result: MutableMap = Object.assign(newMap(), weaker);
  for (const key of Object.keys(stronger)) {
    const value = stronger[key] as Value;
    const before = result[key];
    if (value === null) delete result[key];
    else result[key] = isMap(value) ? mergeValues(isMap(before) ? before : newMap(), value) : value;
  }
  return result;
}

/** An integer as a value: one beyond a double stays a bigint. */
export function integerValue(integer: bigint): number | bigint {
  const plain = Number(integer);
  return Number.isSafeInteger(plain) ? plain : integer;
}
