import { remembered } from "../../value/remembered.ts";
import { isMap, type Value, type ValueMap } from "../../value/value.ts";
import { enums, messages } from "./messages.gen.ts";

type Messages = typeof messages;
type Enums = typeof enums;
export type MessageName = keyof Messages;
export type EnumName = keyof Enums;

/** What a field of a kind holds once read. Durations are in protobuf's JSON form ("45s"), enums are names. */
type Held<Kind extends string> = Kind extends `list ${infer Item}`
  ? readonly Held<Item>[]
  : Kind extends `map ${infer Item}`
    ? { readonly [key: string]: Held<Item> }
    : Kind extends `message ${infer Name extends MessageName}`
      ? Message<Name>
      : Kind extends `enum ${infer Name extends EnumName}`
        ? keyof Enums[Name] & string
        : Kind extends "string" | "string?" | "stringValue" | "duration" | "int64Value" | "uint64Value"
          ? string
          : Kind extends "bool" | "boolValue"
            ? boolean
            : Kind extends "struct"
              ? ValueMap
              : number;

/**
 * A message of `messages.gen.ts`: the fields that are set, by JSON name, without prototype. A scalar that equals its zero
 * value is never set, because proto3 cannot tell it from an absent one; wrappers, messages and durations can.
 */
export type Message<Name extends MessageName> = {
  readonly [Field in keyof Messages[Name]]?: Messages[Name][Field] extends infer Kind extends string
    ? Held<Kind>
    : Messages[Name][Field] extends readonly [infer Kind extends string, ...unknown[]]
      ? Held<Kind>
      : never;
};

export interface FieldDescriptor {
  readonly jsonName: string;
  readonly protoName: string;
  /** Go's name of the struct field and, after `Get`, of the getter. */
  readonly goName: string;
  /** "list K", "map K", "message NAME", "enum NAME", a scalar, or a word for one of protobuf's own messages. */
  readonly kind: string;
  /** Go's name of the oneof: setting one of its fields unsets the others. */
  readonly oneof?: string;
}

interface Descriptor {
  readonly fields: readonly FieldDescriptor[];
  readonly byName: ReadonlyMap<string, FieldDescriptor>;
  readonly byGoName: ReadonlyMap<string, FieldDescriptor>;
}

/** A message's fields in the order of the .proto file, which is the order that Go prints them in. */
export function fieldsOf(name: MessageName): readonly FieldDescriptor[] {
  return descriptorOf(name).fields;
}

/** The field of a JSON or proto name, both of which protobuf's JSON form accepts. */
export function fieldNamed(name: MessageName, key: string): FieldDescriptor | undefined {
  return descriptorOf(name).byName.get(key);
}

/** The field that Go calls `goName`, for templates that say `.ProxyConfig.DrainDuration` or `.GetDrainDuration`. */
export function fieldOfGo(name: MessageName, goName: string): FieldDescriptor | undefined {
  return descriptorOf(name).byGoName.get(goName);
}

/** What Go's nil-safe getter returns for a field that is not set; null stands for a nil pointer. */
export function zeroOf(kind: string): Value {
  if (kind.startsWith("list ")) return [];
  if (kind.startsWith("map ")) return Object.create(null) as ValueMap;
  const enumName = after(kind, "enum ");
  if (enumName !== undefined) return Object.keys(enums[enumName as EnumName])[0] as string;
  if (kind === "string") return "";
  if (kind === "bool") return false;
  return isScalar(kind) ? 0 : null;
}

/** Whether a set field of this kind is kept though it equals the zero value. */
function keepsPresence(field: FieldDescriptor): boolean {
  return field.oneof !== undefined || (!isScalar(field.kind) && !/^(list|map|enum) |^(string|bool)$/.test(field.kind));
}

export function isZero(field: FieldDescriptor, value: Value): boolean {
  if (keepsPresence(field)) return false;
  if (Array.isArray(value)) return value.length === 0;
  if (isMap(value)) return Object.keys(value).length === 0;
  return value === zeroOf(field.kind);
}

/** The rest of `kind` after `prefix`, or undefined. */
export function after(kind: string, prefix: string): string | undefined {
  return kind.startsWith(prefix) ? kind.slice(prefix.length) : undefined;
}

function isScalar(kind: string): boolean {
  return kind === "int32" || kind === "uint32" || kind === "int64" || kind === "uint64" || kind === "double" || kind === "float";
}

const descriptorOf: (name: MessageName) => Descriptor = (name) => descriptorFrom(messages[name]);

const descriptorFrom = remembered((message: Readonly<Record<string, string | readonly string[]>>): Descriptor => {
  const fields = Object.entries(message).map(([jsonName, facts]) => fieldFrom(jsonName, typeof facts === "string" ? [facts] : facts));
  return {
    fields,
    byName: new Map(fields.flatMap((field) => [[field.protoName, field] as const, [field.jsonName, field] as const])),
    byGoName: new Map(fields.map((field) => [field.goName, field])),
  };
});

function fieldFrom(jsonName: string, [kind = "", oneof = "", written]: readonly string[]): FieldDescriptor {
  const protoName = written ?? jsonName.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  const goName = protoName.replace(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase());
  return { jsonName, protoName, goName, kind, ...(oneof === "" ? {} : { oneof }) };
}
