import { formatDuration, parseDuration } from "../../gotemplate/sprig/duration.ts";
import { declaredType, mapOf, pointerTo, sliceOf, structType, type Type, types } from "../../gotemplate/value/type.ts";
import { type Func, type GoValue, Host, Nil, newMap, Scalar, TypedList, TypedMap, zeroOf } from "../../gotemplate/value/value.ts";
import { remembered } from "../../value/remembered.ts";
import type { Value, ValueMap } from "../../value/value.ts";
import { after, type EnumName, type FieldDescriptor, fieldOfGo, fieldsOf, type Message, type MessageName } from "../config/message.ts";
import { enums } from "../config/messages.gen.ts";

/**
 * A message as a Go template sees it: a pointer to a struct with Go's field names, and getters that also work on an
 * absent message. Enums are numbers that print as their names; wrappers and durations are separate messages.
 *
 * Source: istio.io/api mesh/v1alpha1, by way of config/messages.gen.ts; protobuf's generated getters.
 */
export function messageHost<Name extends MessageName>(name: Name, message: Message<Name> | undefined): MessageHost {
  const held = message as ValueMap | undefined;
  return held ? hostOf(held, name) : new MessageHost(name, held);
}

/** Most pods see the mesh's own messages. */
const hostOf = remembered((held: ValueMap, name: MessageName) => new MessageHost(name, held));

/** A message in a template, which `protoToJSON` takes apart again. */
export class MessageHost extends Host {
  readonly messageName: MessageName;
  readonly held: ValueMap | undefined;

  constructor(name: MessageName, held: ValueMap | undefined) {
    const known = new Map<string, GoValue>();
    const field = (goName: string): GoValue => {
      const found = fieldOfGo(name, goName);
      if (found === undefined) return undefined;
      if (!known.has(goName)) known.set(goName, heldValue(found.kind, held?.[found.jsonName]));
      return known.get(goName);
    };
    super({
      type: messageType(name),
      isNil: held === undefined,
      get: (goName) => (isOptionalField(name, goName) ? undefined : field(goName)),
      method: (called) => getter(called.startsWith("Get") ? field(called.slice(3)) : undefined),
      fields: () => fieldsOf(name).map(({ goName }) => goName),
      json: () => orderedJson(fieldsOf(name), field),
    });
    this.messageName = name;
    this.held = held;
  }
}

/** Fields of a oneof have a getter only. */
function isOptionalField(name: MessageName, goName: string): boolean {
  return fieldOfGo(name, goName)?.oneof !== undefined;
}

function getter(value: GoValue): Func | undefined {
  return value === undefined ? undefined : { params: [], variadic: false, call: () => value };
}

function messageType(name: MessageName): Type {
  return pointerTo(structType(`v1alpha1.${name}`));
}

/** The form that a struct's JSON tags give: names as in the .proto file, without zero values. */
function orderedJson(fields: readonly FieldDescriptor[], get: (goName: string) => GoValue): GoValue {
  const map = newMap();
  for (const { goName, protoName } of fields) {
    const value = get(goName);
    if (!(value instanceof Nil) && !(value instanceof Host && value.object.isNil === true)) map[protoName] = value;
  }
  return map;
}

function heldValue(kind: string, value: Value | undefined): GoValue {
  const item = after(kind, "list ");
  if (item !== undefined) return list(item, value as readonly Value[] | undefined);
  const entry = after(kind, "map ");
  if (entry !== undefined) return map(entry, value as ValueMap | undefined);
  const message = after(kind, "message ");
  if (message !== undefined) return new MessageHost(message as MessageName, value as ValueMap | undefined);
  const enumName = after(kind, "enum ");
  if (enumName !== undefined) return enumValue(enumName as EnumName, value);
  if (kind === "duration") return durationHost(value as string | undefined);
  if (kind.endsWith("Value")) return wrapper(kind.slice(0, -"Value".length), value);
  if (kind === "struct") return (value ?? null) as GoValue;
  return scalar(kind, value);
}

function list(kind: string, value: readonly Value[] | undefined): GoValue {
  const type = sliceOf(typeOfKind(kind));
  if (value === undefined) return new Nil(type);
  return new TypedList(
    type,
    value.map((item) => heldValue(kind, item)),
  );
}

function map(kind: string, value: ValueMap | undefined): GoValue {
  const type = mapOf(types.string, typeOfKind(kind));
  if (value === undefined) return new Nil(type);
  const entries = newMap();
  for (const key of Object.keys(value)) entries[key] = heldValue(kind, value[key]);
  return new TypedMap(type, entries);
}

function enumValue(name: EnumName, value: Value | undefined): Scalar {
  const numbers: Readonly<Record<string, number>> = enums[name];
  const word = value === undefined ? (Object.keys(numbers)[0] as string) : String(value);
  const number = Object.hasOwn(numbers, word) ? (numbers[word] as number) : Number(word);
  return new Scalar(enumType(name), BigInt(number), word);
}

function enumType(name: EnumName): Type {
  return declaredType(`v1alpha1.${name}`, types.int32);
}

/** Wrappers such as BoolValue: `.GetValue` of an absent one is the zero value. */
function wrapper(kind: string, value: Value | undefined): Host {
  const held = scalar(kind, value);
  return new Host({
    type: pointerTo(structType(`wrapperspb.${kind[0]?.toUpperCase()}${kind.slice(1)}Value`)),
    isNil: value === undefined,
    get: (name) => (name === "Value" ? held : undefined),
    method: (name) => (name === "GetValue" ? getter(held) : undefined),
    fields: () => ["Value"],
    text: () => (value === undefined ? "<nil>" : `value:${String(value)}`),
  });
}

export const durationType = pointerTo(structType("durationpb.Duration"));

/** A duration: `.AsDuration` prints as Go's, `.GetSeconds` and `.GetNanos` are its parts. */
function durationHost(value: string | undefined): Host {
  const nanos = value === undefined ? 0n : (parseDuration(value) ?? 0n);
  const parts: Readonly<Record<string, GoValue>> = {
    Seconds: nanos / 1_000_000_000n,
    Nanos: new Scalar(types.int32, nanos % 1_000_000_000n),
  };
  return new DurationHost(nanos, {
    type: durationType,
    isNil: value === undefined,
    get: (name) => (Object.hasOwn(parts, name) ? parts[name] : undefined),
    method: (name) =>
      name === "AsDuration"
        ? getter(new Scalar(goDuration, nanos, formatDuration(nanos)))
        : getter(name.startsWith("Get") && Object.hasOwn(parts, name.slice(3)) ? parts[name.slice(3)] : undefined),
    fields: () => Object.keys(parts),
  });
}

const goDuration = declaredType("time.Duration", types.int64);

export class DurationHost extends Host {
  readonly nanos: bigint;
  constructor(nanos: bigint, object: ConstructorParameters<typeof Host>[0]) {
    super(object);
    this.nanos = nanos;
  }
}

function scalar(kind: string, value: Value | undefined): GoValue {
  const type = scalarTypes[kind.replace("?", "")];
  if (type === undefined) throw new Error(`no Go type for the kind ${kind}`);
  if (value === undefined) return zeroOf(type);
  if (type === types.string || type === types.bool || type === types.float64) return value as GoValue;
  if (type === types.float32) return new Scalar(type, Number(value));
  return type === types.int64 ? BigInt(value as string) : new Scalar(type, BigInt(value as string | number));
}

const scalarTypes: Readonly<Record<string, Type>> = {
  string: types.string,
  bool: types.bool,
  int32: types.int32,
  uint32: types.uint32,
  int64: types.int64,
  uint64: types.uint64,
  double: types.float64,
  float: types.float32,
};

function typeOfKind(kind: string): Type {
  const message = after(kind, "message ");
  if (message !== undefined) return messageType(message as MessageName);
  const enumName = after(kind, "enum ");
  if (enumName !== undefined) return enumType(enumName as EnumName);
  return scalarTypes[kind] ?? types.any;
}
