import { compareText } from "../text/bytes.ts";
import { isIntKind, isUintKind, type Type } from "./type.ts";
import {
  Complex,
  type GoList,
  type GoValue,
  Host,
  isPlainMap,
  Nil,
  newMap,
  type PlainMap,
  Pointer,
  Scalar,
  scalar,
  TypedList,
  TypedMap,
  typeOf,
} from "./value.ts";

/** The value at the end of all pointers; `isNil` where one of them is nil. */
export function indirect(value: GoValue): { readonly value: GoValue; readonly isNil: boolean } {
  let found = value;
  while (found instanceof Pointer) found = found.target;
  const isNil =
    found === null || (found instanceof Nil && found.type.kind === "ptr") || (found instanceof Host && found.object.isNil === true);
  return { value: found, isNil };
}

/** The type of what {@link indirect} gives: that of the struct for a pointer to one. */
export function indirectType(value: GoValue): Type {
  const type = typeOf(value)!;
  return value instanceof Host && type.elem !== undefined ? type.elem : type;
}

/** The items of a slice or array, none for a nil slice; undefined for anything else. */
export function itemsOf(value: GoValue): GoList | undefined {
  if (Array.isArray(value)) return value as GoList;
  if (value instanceof TypedList) return value.items;
  return value instanceof Nil && value.type.kind === "slice" ? [] : undefined;
}

/** The entries of a map, none for a nil map; undefined for anything else. */
export function entriesOf(value: GoValue): PlainMap | undefined {
  if (value instanceof TypedMap) return value.entries;
  if (value instanceof Nil) return value.type.kind === "map" ? newMap() : undefined;
  return isPlainMap(value) ? value : undefined;
}

/** The text of a string of any string type, otherwise undefined. */
export function textOf(value: GoValue): string | undefined {
  if (typeof value === "string") return value;
  return value instanceof Scalar && typeof value.value === "string" ? value.value : undefined;
}

/** The number of an integer of any integer type, otherwise undefined. */
export function integerOf(value: GoValue): bigint | undefined {
  if (typeof value === "bigint") return value;
  return value instanceof Scalar && typeof value.value === "bigint" ? value.value : undefined;
}

export function floatOf(value: GoValue): number | undefined {
  if (typeof value === "number") return value;
  return value instanceof Scalar && typeof value.value === "number" ? value.value : undefined;
}

export function boolOf(value: GoValue): boolean | undefined {
  if (typeof value === "boolean") return value;
  return value instanceof Scalar && typeof value.value === "boolean" ? value.value : undefined;
}

/** The keys of a map in Go's order: integers by value, texts by code point. */
export function sortedKeys(entries: PlainMap, key?: Type): string[] {
  const keys = Object.keys(entries);
  if (key !== undefined && isNumeric(key)) return keys.sort((a, b) => (BigInt(a) < BigInt(b) ? -1 : 1));
  return keys.sort(compareText);
}

/** A key as a value of its type. */
export function keyValue(name: string, key?: Type): GoValue {
  if (key === undefined) return name;
  return isNumeric(key) ? scalar(key, BigInt(name)) : scalar(key, name);
}

function isNumeric(type: Type): boolean {
  return isIntKind(type.kind) || isUintKind(type.kind);
}

/** The key's entry; own properties only, so that `__proto__` and `constructor` are plain keys. */
export function entry(entries: PlainMap, key: string): GoValue {
  return Object.hasOwn(entries, key) ? entries[key] : undefined;
}

/** A nil of any kind, or no value. */
export function isNilValue(value: GoValue): boolean {
  return value === undefined || value === null || value instanceof Nil || (value instanceof Host && value.object.isNil === true);
}

/** Go's idea of true: not the zero of its type; a list, map or text that is not empty; a struct always. */
export function isTrue(value: GoValue): boolean {
  if (typeof value !== "object") return isNonZero(value);
  if (isNilValue(value)) return false;
  if (value instanceof Scalar) return isNonZero(value.value);
  if (value instanceof Complex) return value.re !== 0 || value.im !== 0;
  const items = itemsOf(value);
  if (items !== undefined) return items.length > 0;
  const entries = entriesOf(value);
  return entries === undefined || Object.keys(entries).length > 0;
}

function isNonZero(value: unknown): boolean {
  return Boolean(value) || Number.isNaN(value);
}

/** The name of a value's kind, as reflect says it. */
export function kindOf(value: GoValue): string {
  return typeOf(value)?.kind ?? "invalid";
}
