import type { ListKeys } from "../change/compare.ts";
import { remembered } from "../value/remembered.ts";
import { equal, isEmpty, isList, isMap, type MutableMap, newMap, type Value, type ValueList, type ValueMap } from "../value/value.ts";
import { schemaListKeys } from "./list-keys.ts";
import { canonicalQuantity } from "./quantity.ts";
import { fieldOf, itemOf, type Schema } from "./schema.ts";

/**
 * What was added to `before`, as the API server stores it: amounts in their canonical form, and without values that
 * mean the same as absent ones. What `before` already has stays unchanged.
 *
 * Source: Go encoding/json on the types of k8s.io/api (omitempty); apimachinery pkg/api/resource/quantity.go String;
 * kubernetes pkg/apis/core/v1/defaults.go SetDefaults_ResourceList.
 */
export function storedForm(after: Value, before: Value | undefined, schema: Schema | undefined): Value {
  if (schema === undefined || after === before) return after;
  if (schema.kind === "quantity") return canonicalQuantity(after) ?? after;
  if (!isMap(after) && !isList(after)) return after;
  if (isList(after) && before !== undefined && equal(after, before)) return after;
  return isMap(before) || isList(before) ? storedParts(after, before, schema) : storedNew(after, schema);
}

/** A sidecar's containers and volumes are the same objects in every workload. */
const storedNew = remembered((added: ValueMap | ValueList, schema: Schema) => storedParts(added, undefined, schema));

function storedParts(after: ValueMap | ValueList, before: ValueMap | ValueList | undefined, schema: Schema): Value {
  if (isMap(after)) return storedMap(after, isMap(before) ? before : undefined, schema);
  return storedList(after, isList(before) ? before : undefined, schema);
}

function storedMap(after: ValueMap, before: ValueMap | undefined, schema: Schema): ValueMap {
  let stored: MutableMap | undefined;
  for (const key in after) {
    const value = after[key] as Value;
    const was = before?.[key];
    const field = value === was ? undefined : fieldOf(schema, key);
    const now = storedForm(value, was, field);
    const isGone = field !== undefined && schema.kind === "struct" && isDropped(now, field) && !equal(value, was);
    if (isGone || now !== value) stored ??= upTo(after, key);
    if (stored && !isGone) stored[key] = now;
  }
  return stored ?? after;
}

/** What is above a key. */
function upTo(map: ValueMap, end: string): MutableMap {
  const above = newMap();
  for (const key in map) {
    if (key === end) break;
    above[key] = map[key] as Value;
  }
  return above;
}

function storedList(after: ValueList, before: ValueList | undefined, schema: Schema): ValueList {
  const keys = schemaListKeys(schema);
  const item = itemOf(schema);
  let isSame = true;
  const items = after.map((value, i) => {
    if (before?.includes(value)) return value;
    const now = storedForm(value, before && sameItem(before, value, keys.identify(value, i), keys), item);
    if (now !== value) isSame = false;
    return now;
  });
  return isSame ? after : items;
}

function sameItem(list: ValueList, value: Value, id: string | undefined, { identify }: ListKeys): Value | undefined {
  return list.find((item, i) => (id === undefined ? equal(item, value) : identify(item, i) === id));
}

/** The server leaves out null, and the zero value of optional fields that are not pointers. */
function isDropped(value: Value, { kind, optional, pointer }: Schema): boolean {
  if (value === null) return true;
  if (!optional || kind === "struct" || (pointer && kind !== "list" && kind !== "map")) return false;
  return value === "" || value === 0 || value === 0n || value === false || isEmpty(value);
}
