import { nearest } from "../../diagnostic/nearest.ts";
import { parseDuration } from "../../gotemplate/sprig/duration.ts";
import { isList, isMap, type MutableMap, newMap, type Value, type ValueMap } from "../../value/value.ts";
import { after, type EnumName, fieldNamed, fieldsOf, type MessageName, zeroOf } from "./message.ts";
import { enums } from "./messages.gen.ts";

/** What is wrong with a field of a message as the user wrote it. */
export interface FieldFinding {
  /** From the message's root: `defaultConfig.drainDuration`, `caCertificates[0].pem`. */
  readonly path: string;
  readonly problem: "unknown" | "invalid";
  readonly current: Value;
  /** What may be there; for an unknown field the nearest known name, where one is near. */
  readonly expected?: string;
}

export interface ReadMessage {
  /** The fields given, zero values too, because they override when merged into another message. */
  readonly fields: ValueMap;
  readonly findings: readonly FieldFinding[];
}

/**
 * Reads a message from what YAML or JSON holds. Both spellings of a name are known (the JSON name wins, even with null), null means the same as
 * absent, numbers may be quoted, enums may be numbers, durations are Go's.
 *
 * Source: golang/protobuf jsonpb Unmarshal, with unknown fields allowed, as istio pkg/util/protomarshal ApplyYAML calls it.
 * Differs: an unknown field is a finding, not silence.
 */
export function readMessage(name: MessageName, value: Value): ReadMessage {
  const findings: FieldFinding[] = [];
  const fields = readFields(name, value, { path: "", findings });
  return { fields, findings };
}

interface Reading {
  readonly path: string;
  readonly findings: FieldFinding[];
}

function readFields(name: MessageName, value: Value, place: Reading): ValueMap {
  const fields = newMap();
  if (value === null) return fields;
  if (!isMap(value)) {
    invalid(place, value, "a map of fields");
    return fields;
  }
  for (const key of Object.keys(value)) {
    const field = fieldNamed(name, key);
    const item = value[key] as Value;
    const path = place.path === "" ? key : `${place.path}.${key}`;
    if (field === undefined) unknown({ ...place, path }, item, name);
    else if (item !== null && (key === field.jsonName || !Object.hasOwn(value, field.jsonName))) {
      const held = readHeld(field.kind, item, { ...place, path });
      if (held !== undefined) fields[field.jsonName] = held;
    }
  }
  return fields;
}

function readHeld(kind: string, value: Value, place: Reading): Value | undefined {
  const item = after(kind, "list ");
  if (item !== undefined) return readList(item, value, place);
  const entry = after(kind, "map ");
  if (entry !== undefined) return readEntries(entry, value, place);
  const message = after(kind, "message ");
  if (message !== undefined) return readFields(message as MessageName, value, place);
  const enumName = after(kind, "enum ");
  if (enumName !== undefined) return readEnum(enumName as EnumName, value, place);
  const reader = readers[kind.replace(/Value$|\?$/, "")];
  if (reader === undefined) throw new Error(`no reader for the kind ${kind}`);
  const held = reader.read(value);
  return held === undefined ? invalid(place, value, reader.expected) : held;
}

function readList(kind: string, value: Value, place: Reading): Value | undefined {
  if (!isList(value)) return invalid(place, value, "a list");
  return value.flatMap((item, i) => {
    const held = item === null ? emptyItem(kind) : readHeld(kind, item, { ...place, path: `${place.path}[${i}]` });
    return held === undefined ? [] : [held];
  });
}

function readEntries(kind: string, value: Value, place: Reading): Value | undefined {
  if (!isMap(value)) return invalid(place, value, "a map");
  const entries: MutableMap = newMap();
  for (const key of Object.keys(value)) {
    const item = value[key] as Value;
    const held = item === null ? emptyItem(kind) : readHeld(kind, item, { ...place, path: `${place.path}.${key}` });
    if (held !== undefined) entries[key] = held;
  }
  return entries;
}

/** What Go makes of null in a list or a map. */
function emptyItem(kind: string): Value {
  return kind.startsWith("message ") ? newMap() : zeroOf(kind);
}

function readEnum(name: EnumName, value: Value, place: Reading): Value | undefined {
  const numbers: Readonly<Record<string, number>> = enums[name];
  if (typeof value === "string" && Object.hasOwn(numbers, value)) return value;
  if (typeof value === "number" && Number.isInteger(value)) {
    return Object.keys(numbers).find((key) => numbers[key] === value) ?? value;
  }
  return invalid(place, value, `one of ${Object.keys(numbers).join(", ")}`);
}

interface Reader {
  readonly expected: string;
  readonly read: (value: Value) => Value | undefined;
}

const readers: Readonly<Record<string, Reader>> = {
  string: { expected: "a string", read: (value) => (typeof value === "string" ? value : undefined) },
  bool: { expected: "true or false", read: (value) => (typeof value === "boolean" ? value : undefined) },
  int32: { expected: "a whole number", read: (value) => whole(value, -(2 ** 31), 2 ** 31 - 1) },
  uint32: { expected: "a whole number, not negative", read: (value) => whole(value, 0, 2 ** 32 - 1) },
  int64: { expected: "a whole number", read: big },
  uint64: { expected: "a whole number, not negative", read: (value) => (String(value).startsWith("-") ? undefined : big(value)) },
  double: { expected: "a number", read: number },
  float: { expected: "a number", read: number },
  duration: { expected: 'a duration such as "45s"', read: duration },
  struct: { expected: "a map", read: (value) => (isMap(value) ? value : undefined) },
};

function whole(value: Value, smallest: number, largest: number): number | undefined {
  const found = number(value);
  return found !== undefined && Number.isInteger(found) && found >= smallest && found <= largest ? found : undefined;
}

function number(value: Value): number | undefined {
  if (typeof value === "number") return value;
  return typeof value === "string" && /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(value) ? Number(value) : undefined;
}

/** 64-bit integers are strings in protobuf's JSON form. */
function big(value: Value): string | undefined {
  const text = String(value);
  return (typeof value === "number" || typeof value === "bigint" || typeof value === "string") && /^-?\d{1,19}$/.test(text)
    ? text
    : undefined;
}

function duration(value: Value): string | undefined {
  const nanos = typeof value === "string" ? parseDuration(value) : undefined;
  return nanos === undefined ? undefined : durationJson(nanos);
}

function invalid(place: Reading, current: Value, expected: string): undefined {
  place.findings.push({ path: place.path, problem: "invalid", current, expected });
}

function unknown(place: Reading, current: Value, message: MessageName): void {
  const last = place.path.slice(place.path.lastIndexOf(".") + 1);
  const near = nearest(
    last,
    fieldsOf(message).map(({ jsonName }) => jsonName),
  );
  place.findings.push({ path: place.path, problem: "unknown", current, ...(near === undefined ? {} : { expected: near }) });
}

/** A duration in protobuf's JSON form: seconds with 0, 3, 6 or 9 digits after the point. */
function durationJson(nanos: bigint): string {
  const sign = nanos < 0n ? "-" : "";
  const size = nanos < 0n ? -nanos : nanos;
  const digits = (size % 1_000_000_000n).toString().padStart(9, "0");
  const fraction = digits.replace(/(000){1,3}$/, "");
  return `${sign}${size / 1_000_000_000n}${fraction === "" ? "" : `.${fraction}`}s`;
}
