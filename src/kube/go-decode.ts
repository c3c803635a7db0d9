import { fieldPath } from "../diagnostic/field-path.ts";
import { nearest } from "../diagnostic/nearest.ts";
import { remembered } from "../value/remembered.ts";
import { isList, isMap, newMap, type Value, type ValueMap } from "../value/value.ts";
import { isDirective } from "./patch-directives.ts";
import { fieldNames, fieldOf, itemOf, type Schema } from "./schema.ts";

/** A key that Go leaves out. */
export interface DroppedKey {
  /** From the value on; items of lists by their names where they have one: `spec.volumes[certs].comfigMap`. */
  readonly path: string;
  readonly key: string;
  /** The struct that does not have this field. */
  readonly type: string;
  /** The field that was most likely meant. */
  readonly nearest?: string;
}

export interface GoDecoded {
  /** The value itself if nothing in it changes. */
  readonly value: Value;
  readonly dropped: readonly DroppedKey[];
}

/**
 * A value as Go reads it into a type of the API: the keys of structs match in any case, and unknown ones are left out.
 * Directives of a strategic merge patch stay. Types are not checked.
 *
 * Source: Go encoding/json Unmarshal.
 */
export function goDecode(value: Value, schema: Schema | undefined): GoDecoded {
  if (isDecoded(value, schema)) return { value, dropped: [] };
  const dropped: DroppedKey[] = [];
  return { value: decode(value, schema, { path: "", dropped }), dropped };
}

/** Whether Go reads a value unchanged, as it nearly always does. */
function isDecoded(value: Value, schema: Schema | undefined): boolean {
  return schema === undefined || typeof value !== "object" || value === null || isWholeDecoded(value, schema);
}

/** Templates share their maps and lists between pods. */
const isWholeDecoded = remembered((value: ValueMap | readonly Value[], schema: Schema): boolean =>
  isList(value) ? value.every((item) => isDecoded(item, itemOf(schema))) : hasDecoded(value as ValueMap, schema),
);

function hasDecoded(map: ValueMap, schema: Schema): boolean {
  for (const key in map) {
    const field = fieldOf(schema, key);
    if (field === undefined ? schema.kind === "struct" && !isDirective(key) : !isDecoded(map[key] as Value, field)) return false;
  }
  return true;
}

interface Decoding {
  readonly path: string;
  readonly dropped: DroppedKey[];
}

function decode(value: Value, schema: Schema | undefined, place: Decoding): Value {
  if (schema === undefined || typeof value !== "object" || value === null || isWholeDecoded(value, schema)) return value;
  return isList(value) ? decodeList(value, schema, place) : decodeMap(value as ValueMap, schema, place);
}

function decodeList(list: readonly Value[], schema: Schema, { path, dropped }: Decoding): Value {
  const item = itemOf(schema);
  const items = list.map((value, i) => {
    const name = isMap(value) && typeof value.name === "string" ? value.name : String(i);
    return decode(value, item, { path: `${path}[${name}]`, dropped });
  });
  return items.every((value, i) => value === list[i]) ? list : items;
}

function decodeMap(map: ValueMap, schema: Schema, place: Decoding): Value {
  const fields = Object.keys(map).map((key) => ({ key, name: nameOf(key, schema) }));
  if (fields.every(({ key, name }) => name === key)) return decodeKnown(map, schema, place);
  const result = newMap();
  // Go prints maps sorted by key; if two keys are one field, the later one overrides the other.
  for (const { key, name } of fields.sort((a, b) => (a.key < b.key ? -1 : 1))) {
    if (name === undefined) {
      const meant = nearest(key, fieldNames(schema));
      place.dropped.push({ path: fieldPath(place.path, key), key, type: schema.type, ...(meant !== undefined && { nearest: meant }) });
      continue;
    }
    const value = decode(map[key] as Value, fieldOf(schema, name), { ...place, path: fieldPath(place.path, name) });
    result[name] = readOver(result[name], value);
  }
  return result;
}

function decodeKnown(map: ValueMap, schema: Schema, place: Decoding): Value {
  let result: ValueMap = map;
  for (const key in map) {
    const before = map[key] as Value;
    if (typeof before !== "object" || before === null) continue;
    const value = decode(before, fieldOf(schema, key), { ...place, path: fieldPath(place.path, key) });
    if (value !== before) result = Object.assign(newMap(), result, { [key]: value });
  }
  return result;
}

/** The field that a key of a map stands for; the key itself if it is a directive or the map is not a struct. */
function nameOf(key: string, schema: Schema): string | undefined {
  if (schema.kind !== "struct" || fieldOf(schema, key) !== undefined || isDirective(key)) return key;
  const folded = fold(key);
  return fieldNames(schema).find((name) => fold(name) === folded);
}

/** Source: Go encoding/json foldName: two letters beyond ASCII are one of its letters in another case. */
function fold(name: string): string {
  return name.toLowerCase().replaceAll("ſ", "s");
}

function readOver(before: Value | undefined, value: Value): Value {
  return isMap(before) && isMap(value) ? Object.assign(newMap(), before, value) : value;
}
