import type { Value, ValueMap } from "../../value/value.ts";
import { byCodePoint, goJson, goJsonSorted } from "../go-json.ts";
import { after, fieldsOf, type Message, type MessageName } from "./message.ts";

/**
 * A message as compact JSON, fields in the order of the .proto file, keys of maps sorted.
 *
 * Source: golang/protobuf jsonpb Marshaler, as istio pkg/util/protomarshal ToJSON calls it.
 */
export function messageJson<Name extends MessageName>(name: Name, message: Message<Name>): string {
  const held = message as ValueMap;
  const members = fieldsOf(name).flatMap(({ jsonName, kind }) => {
    const value = held[jsonName];
    return value === undefined ? [] : [`${goJson(jsonName)}:${heldJson(kind, value)}`];
  });
  return `{${members.join(",")}}`;
}

function heldJson(kind: string, value: Value): string {
  const message = after(kind, "message ");
  if (message !== undefined) return messageJson(message as MessageName, value as Message<MessageName>);
  const item = after(kind, "list ");
  if (item !== undefined) return `[${(value as readonly Value[]).map((held) => heldJson(item, held)).join(",")}]`;
  const entry = after(kind, "map ");
  if (entry === undefined) return goJsonSorted(value);
  const entries = value as ValueMap;
  const members = Object.keys(entries)
    .sort(byCodePoint)
    .map((key) => `${goJson(key)}:${heldJson(entry, entries[key] as Value)}`);
  return `{${members.join(",")}}`;
}
