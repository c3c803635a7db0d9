import { isMap, type Value } from "../value/value.ts";
import { schemaTable } from "./schema.gen.ts";

export type Kind = "struct" | "map" | "list" | Scalar;
type Scalar = "string" | "integer" | "number" | "boolean" | "quantity" | "int-or-string" | "time" | "bytes" | "any";

/**
 * What the Kubernetes API says about a value. Without a schema (custom resources, unknown fields), every function here
 * accepts and returns `undefined`, which means that maps merge by key and lists are atomic.
 */
export interface Schema {
  readonly kind: Kind;
  /** The type as Go would spell it: `Container`, `[]Container`, `{}string` for a map of strings, `integer`. */
  readonly type: string;
  /** The field's Go name (`HostIPC`); the empty string if it is not a field. */
  readonly goName: string;
  /** Go leaves the field out of JSON where it is empty. */
  readonly optional: boolean;
  readonly pointer: boolean;
  /** How a strategic merge patch treats the list; absent: the list is replaced as a whole. */
  readonly patchStrategy?: "merge";
  /** The patch may say which keys of an item to keep (`$retainKeys`). */
  readonly retainKeys?: true;
  /** The field that identifies the items of a list in a strategic merge patch. */
  readonly mergeKey?: string;
  /** The fields that identify the items of a list for the API server; sometimes more than the merge key. */
  readonly identityKeys?: readonly string[];
  /** The API server's default, if it is a plain word. */
  readonly default?: string;
}

/** A field of a struct, or the value that a map holds below any key. */
export function fieldOf(schema: Schema | undefined, name: string): Schema | undefined {
  if (schema?.kind === "struct") return fieldIn(schema.type, name);
  return schema?.kind === "map" ? schemaOf(schema.type.slice(2)) : undefined;
}

/** What every item of a list is. */
export function itemOf(schema: Schema | undefined): Schema | undefined {
  return schema?.kind === "list" ? schemaOf(schema.type.slice(2)) : undefined;
}

/** The JSON names of a struct's fields in Go's order; a map's keys are not known. */
export function fieldNames(schema: Schema | undefined): readonly string[] {
  return schema?.kind === "struct" ? namesIn(structOf(schema.type)) : [];
}

/**
 * The identity of an item of `list`, for comparing: the `name` of a container, the port and protocol of a port (TCP by
 * default). Undefined if the list does not have these keys or the item lacks one of them.
 */
export function identityOf(list: Schema | undefined, item: Value): string | undefined {
  const keys = list?.identityKeys;
  if (keys === undefined || !isMap(item)) return undefined;
  let identity: string | undefined;
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i] as string;
    const part = key in item ? item[key] : fieldOf(itemOf(list), key)?.default;
    if (part === undefined || part === null || typeof part === "object") return undefined;
    identity = identity === undefined ? String(part) : `${identity}/${part}`;
  }
  return identity;
}

const kindOfPrefix: { readonly [prefix: string]: Kind } = { "[]": "list", "{}": "map" };
const scalars: ReadonlySet<string> = new Set([
  "string",
  "integer",
  "number",
  "boolean",
  "quantity",
  "int-or-string",
  "time",
  "bytes",
  "any",
]);

// The table is decoded on demand, field by field: reading all of it would take most of the program's start.
const structs = new Map<string, Struct>();
const types = new Map<string, Schema>();

interface Struct {
  /** The place of its lines in the table; the line above them ends at `start`. */
  readonly start: number;
  readonly end: number;
  /** The fields decoded so far; null if there is no field with that name. */
  readonly fields: Map<string, Schema | null>;
  names: readonly string[] | undefined;
}

/** The schema of a type that is not a field: of list items, map values, the root. */
function schemaOf(type: string): Schema {
  const known = types.get(type);
  if (known) return known;
  const schema = { ...parseType(type), goName: "" };
  types.set(type, schema);
  return schema;
}

function fieldIn(type: string, name: string): Schema | undefined {
  const struct = structs.get(type) ?? structOf(type);
  const known = struct.fields.get(name);
  if (known !== undefined) return known ?? undefined;
  const line = lineOf(struct, name);
  const field = line === undefined ? null : parseField(line);
  if (struct.fields.size < MOST_NAMES) struct.fields.set(name, field);
  return field ?? undefined;
}

/** More than any struct has; it limits how many unknown names are kept. */
const MOST_NAMES = 1000;

function lineOf({ start, end }: Struct, name: string): string | undefined {
  const at = name.includes(" ") ? -1 : schemaTable.indexOf(`\n ${name} `, start);
  return at === -1 || at >= end ? undefined : schemaTable.slice(at + 2, schemaTable.indexOf("\n", at + 1));
}

/** A struct's lines are those below its own, up to the next one that is not indented. */
function structOf(type: string): Struct {
  const known = structs.get(type);
  if (known) return known;
  const heading = `\n${type}\n`;
  const found = schemaTable.indexOf(heading);
  if (found < 0) throw new Error(`schema.gen.ts has no type ${type}`);
  const start = found + heading.length - 1;
  let end = start;
  while (schemaTable[end + 1] === " ") end = schemaTable.indexOf("\n", end + 1);
  const struct: Struct = { start, end, fields: new Map(), names: undefined };
  structs.set(type, struct);
  return struct;
}

function namesIn(struct: Struct): readonly string[] {
  struct.names ??= readNames(struct);
  return struct.names;
}

function readNames({ start, end }: Struct): readonly string[] {
  const lines = schemaTable.slice(start + 1, end).split("\n");
  return start === end ? [] : lines.map((line) => line.slice(1, line.indexOf(" ", 1)));
}

/** `name type attribute=value ...`, such as `ports []ContainerPort? strategy=merge merge=containerPort`. */
function parseField(line: string): Schema {
  const [name, type, ...attributes] = line.split(" ") as [string, string, ...string[]];
  const attribute = (key: string) => attributes.find((text) => text.startsWith(`${key}=`))?.slice(key.length + 1);
  const mergeKey = attribute("merge");
  const identityKeys = attribute("keys")?.split(",");
  const fallback = attribute("default");
  const strategies = attribute("strategy")?.split(",");
  return {
    ...parseType(type),
    goName: attribute("go") ?? name.slice(0, 1).toUpperCase() + name.slice(1),
    ...(strategies?.includes("merge") && { patchStrategy: "merge" }),
    ...(strategies?.includes("retainKeys") && { retainKeys: true }),
    ...(mergeKey !== undefined && { mergeKey }),
    ...(identityKeys !== undefined && { identityKeys }),
    ...(fallback !== undefined && { default: fallback }),
  };
}

/** `*T?`: `*` a pointer, `?` left out of JSON where empty. */
function parseType(text: string): Pick<Schema, "kind" | "type" | "optional" | "pointer"> {
  const pointer = text.startsWith("*");
  const optional = text.endsWith("?");
  const type = text.slice(pointer ? 1 : 0, optional ? -1 : undefined);
  const kind = kindOfPrefix[type.slice(0, 2)] ?? (scalars.has(type) ? (type as Scalar) : "struct");
  return { kind, type, optional, pointer };
}

/** `{metadata, spec}` of a pod template, and of a Pod. */
export const podTemplateSchema: Schema = schemaOf("PodTemplateSpec");
