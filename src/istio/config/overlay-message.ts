import { newMap, type Value, type ValueMap } from "../../value/value.ts";
import { fieldsOf, isZero, type Message, type MessageName } from "./message.ts";

/**
 * `base` with the fields of `patch` instead of its own: a list, a map or a message replaces what was there, a zero value
 * unsets, a field of a oneof unsets its siblings, the last of them where several are given.
 *
 * Source: golang/protobuf jsonpb Unmarshal onto a message that already holds something.
 */
export function overlayMessage<Name extends MessageName>(name: Name, base: Message<Name>, patch: ValueMap): Message<Name> {
  const before = base as ValueMap;
  const result = newMap();
  const fields = fieldsOf(name);
  const chosen = new Map(fields.filter(({ jsonName }) => jsonName in patch).map(({ oneof, jsonName }) => [oneof, jsonName]));
  for (const field of fields) {
    const isOut = field.oneof !== undefined && chosen.has(field.oneof) && chosen.get(field.oneof) !== field.jsonName;
    const given = isOut ? undefined : patch[field.jsonName];
    const kept = isOut ? undefined : before[field.jsonName];
    const value: Value | undefined = given === undefined ? kept : tidy(field.kind, given);
    if (value !== undefined && !isZero(field, value)) result[field.jsonName] = value;
  }
  return result as Message<Name>;
}

/** A message as read, without the zero values that proto3 does not keep, its fields in their own order. */
export function asMessage<Name extends MessageName>(name: Name, fields: ValueMap): Message<Name> {
  return overlayMessage(name, newMap() as Message<Name>, fields);
}

function tidy(kind: string, value: Value): Value {
  const [, shape = "", message] = /^(list |map |)message (.*)$/.exec(kind) ?? [];
  if (message === undefined) return value;
  const name = message as MessageName;
  if (shape === "list ") return (value as readonly ValueMap[]).map((item) => asMessage(name, item) as ValueMap);
  if (shape !== "map ") return asMessage(name, value as ValueMap) as ValueMap;
  const entries = newMap();
  for (const [key, item] of Object.entries(value as ValueMap)) entries[key] = asMessage(name, item as ValueMap) as ValueMap;
  return entries;
}
