import { boolOf, entriesOf, entry, floatOf, integerOf, isNilValue, itemsOf, sortedKeys, textOf } from "../gotemplate/value/inspect.ts";
import { type CallContext, FuncError, type GoValue, Host, Pointer, typeOf } from "../gotemplate/value/value.ts";
import { integerValue, newMap, type Value } from "../value/value.ts";

/** What Go's JSON would have for a value, as data: keys of maps sorted, fields of structs under their names in JSON. */
export function plainData(value: GoValue, context: CallContext, depth = 0): Value {
  context.budget.nest(depth);
  context.budget.spend(1);
  if (isNilValue(value)) return null;
  if (value instanceof Pointer) return plainData(value.target, context, depth);
  if (value instanceof Host) return hostData(value, context, depth);
  const scalar = textOf(value) ?? boolOf(value) ?? floatOf(value);
  if (scalar !== undefined) return scalar;
  const integer = integerOf(value);
  if (integer !== undefined) return integerValue(integer);
  const items = itemsOf(value);
  if (items !== undefined) return items.map((item) => plainData(item, context, depth + 1));
  const entries = entriesOf(value);
  if (entries === undefined) throw new FuncError(`json: unsupported type: ${typeOf(value)?.name}`);
  const map = newMap();
  for (const key of sortedKeys(entries)) map[key] = plainData(entry(entries, key), context, depth + 1);
  return map;
}

function hostData({ object }: Host, context: CallContext, depth: number): Value {
  if (object.json !== undefined) return plainData(object.json(), context, depth);
  const map = newMap();
  for (const name of [...(object.fields?.() ?? [])].sort()) map[name] = plainData(object.get(name), context, depth + 1);
  return map;
}
