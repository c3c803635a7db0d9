import { fieldNames, fieldOf, itemOf, type Schema } from "../kube/schema.ts";
import { isList, isMap, newMap, type Value, type ValueMap } from "../value/value.ts";

/**
 * A Kubernetes object as Go's structs print it: fields in their order, without null and empty values, but with `{}` for
 * structs that Go always prints. Fields that the schema does not know are at the end, as they are.
 *
 * Source: Go encoding/json on the types of k8s.io/api (omitempty leaves out zero values of fields that are not pointers).
 */
export function goStruct(value: ValueMap, schema: Schema | undefined): ValueMap {
  const result = newMap();
  const known = fieldNames(schema);
  for (const name of known) {
    const field = fieldOf(schema, name) as Schema;
    const held = goValue(value[name], field);
    if (held !== undefined) result[name] = held;
  }
  for (const name of Object.keys(value)) {
    const held = value[name] as Value;
    if (!known.includes(name) && held !== null) result[name] = held;
  }
  return result;
}

function goValue(value: Value | undefined, schema: Schema): Value | undefined {
  const given = value === null ? undefined : value;
  if (schema.kind === "struct") {
    if (given === undefined && schema.pointer) return undefined;
    return goStruct(isMap(given) ? given : newMap(), schema);
  }
  if (given === undefined) return schema.optional ? undefined : zeroOf(schema);
  if (isList(given)) return schema.optional && given.length === 0 ? undefined : given.map((item) => itemValue(item, itemOf(schema)));
  if (schema.optional && !schema.pointer && isOmitted(given)) return undefined;
  return given;
}

function itemValue(item: Value, schema: Schema | undefined): Value {
  return schema?.kind === "struct" && isMap(item) ? goStruct(item, schema) : item;
}

function isOmitted(value: Value): boolean {
  return value === "" || value === 0 || value === false || (isMap(value) && Object.keys(value).length === 0);
}

/** What Go prints for a field that is not set and has no omitempty. */
function zeroOf(schema: Schema): Value {
  if (schema.pointer || schema.kind === "list" || schema.kind === "map") return null;
  const zeros: Readonly<Partial<Record<Schema["kind"], Value>>> = { string: "", boolean: false, integer: 0, number: 0, "int-or-string": 0 };
  return zeros[schema.kind] ?? null;
}
