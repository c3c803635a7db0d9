import { pointerTo, sliceOf, stringMap, structType, type Type, types } from "../gotemplate/value/type.ts";
import {
  type Func,
  type GoValue,
  newMap as goMap,
  Host,
  type HostObject,
  Nil,
  Pointer,
  type Typed,
  TypedList,
  TypedMap,
} from "../gotemplate/value/value.ts";
import { fieldNames, fieldOf, itemOf, type Schema } from "../kube/schema.ts";
import { remembered } from "../value/remembered.ts";
import { isList, isMap, newMap, type Value, type ValueMap } from "../value/value.ts";
import { goStruct } from "./go-struct.ts";

/**
 * A Kubernetes value as a Go template sees it: structs by Go's names of their fields, absent fields as their zero values, pointers
 * as pointers. Integers are int64 whatever their size, words of a declared type (`Protocol`) are strings.
 *
 * Source: k8s.io/api core/v1, apimachinery meta/v1, by way of kube/schema.gen.ts.
 */
export function kubeValue(value: Value | undefined, schema: Schema): GoValue {
  const given = value === null ? undefined : value;
  if (schema.pointer) return given === undefined ? nilPointer(schema) : pointer(given, schema);
  return plain(given, schema);
}

const noFields: ValueMap = newMap();

/** A pointer to a struct is the struct's own host; any other points at its value. */
function pointer(value: Value, schema: Schema): GoValue {
  if (isOpaque(schema)) return opaque(value, pointerTo(typeOfKind(schema)));
  if (schema.kind === "struct") return new Host(new StructView(value, schema, pointerTo(typeOfKind(schema))));
  return new Pointer(pointerTo(typeOfKind(schema)), plain(value, schema));
}

function nilPointer(schema: Schema): Typed {
  const type = pointerTo(typeOfKind(schema));
  if (schema.kind !== "struct") return new Nil(type);
  return new Host({ type, isNil: true, get: () => undefined, fields: () => goNames(schema) });
}

function plain(value: Value | undefined, schema: Schema): GoValue {
  if (isOpaque(schema)) return opaque(value ?? null, typeOfKind(schema));
  if (schema.kind === "struct") return new Host(new StructView(value, schema, typeOfKind(schema)));
  if (schema.kind === "list") return isList(value) ? listOf(value, schema) : new Nil(typeOfKind(schema));
  if (schema.kind === "map") return isMap(value) ? mapOf(value, schema) : new Nil(typeOfKind(schema));
  const read = scalars[schema.kind];
  return read === undefined ? (value as GoValue) : read(value);
}

const scalars: Readonly<Partial<Record<Schema["kind"], (value: Value | undefined) => GoValue>>> = {
  string: (value) => (value === undefined ? "" : String(value)),
  bytes: (value) => (value === undefined ? "" : String(value)),
  boolean: (value) => value === true,
  integer: (value) => (typeof value === "number" && Number.isInteger(value) ? BigInt(value) : typeof value === "bigint" ? value : 0n),
  number: (value) => (typeof value === "number" ? value : 0),
};

function listOf(list: readonly Value[], schema: Schema): TypedList {
  const item = itemOf(schema) as Schema;
  return new TypedList(
    typeOfKind(schema),
    list.map((value) => kubeValue(value, item)),
  );
}

function mapOf(map: ValueMap, schema: Schema): TypedMap {
  const entries = goMap();
  for (const key of Object.keys(map)) entries[key] = kubeValue(map[key], fieldOf(schema, key) as Schema);
  return new TypedMap(typeOfKind(schema), entries);
}

/** A struct: its fields are read when they are asked for. */
class StructView implements HostObject {
  readonly type: Type;
  private readonly value: ValueMap;
  private readonly schema: Schema;
  private readonly known = new Map<string, GoValue>();
  private written: GoValue;

  constructor(value: Value | undefined, schema: Schema, type: Type) {
    this.type = type;
    this.value = isMap(value) ? value : noFields;
    this.schema = schema;
  }

  get(goName: string): GoValue {
    const known = this.known.get(goName);
    if (known !== undefined) return known;
    const field = goFields(this.schema).get(goName);
    if (field === undefined) return undefined;
    const value = kubeValue(this.value[field.name], field.schema);
    this.known.set(goName, value);
    return value;
  }

  fields(): readonly string[] {
    return goNames(this.schema);
  }

  json(): GoValue {
    this.written ??= jsonView(goStruct(this.value, this.schema), this.schema);
    return this.written;
  }
}

/** Quantities, times and int-or-strings: structs in Go, of which templates need the text. */
function isOpaque({ kind }: Schema): boolean {
  return kind === "quantity" || kind === "time" || kind === "int-or-string";
}

function opaque(value: Value, type: Type): Host {
  const text = value === null ? "" : String(value);
  const string: Func = { params: [], variadic: false, call: () => text };
  const isText = typeof value === "string";
  const parts: Readonly<Record<string, GoValue>> = {
    Type: isText ? 1n : 0n,
    IntVal: isText || value === null ? 0n : BigInt(Math.trunc(Number(value))),
    StrVal: isText ? text : "",
  };
  const fields = type.name.endsWith("IntOrString") ? Object.keys(parts) : [];
  return new Host({
    type,
    get: (name) => (fields.includes(name) ? parts[name] : undefined),
    fields: () => fields,
    method: (name) => (name === "String" ? string : undefined),
    text: () => text,
    json: () => value as GoValue,
  });
}

/** A value whose JSON has its fields in Go's order; a map's keys would be sorted. */
function jsonView(value: Value, schema: Schema | undefined): GoValue {
  if (isList(value)) return value.map((item) => jsonView(item, itemOf(schema)));
  if (!isMap(value) || schema?.kind !== "struct") return value as GoValue;
  return new Host({
    type: structType(`v1.${schema.type}`),
    fields: () => Object.keys(value),
    get: (name) => jsonView(value[name] as Value, fieldOf(schema, name)),
  });
}

const typeNames: Readonly<Partial<Record<Schema["kind"], Type>>> = {
  string: types.string,
  bytes: types.string,
  boolean: types.bool,
  integer: types.int64,
  number: types.float64,
  quantity: structType("resource.Quantity"),
  time: structType("v1.Time"),
  "int-or-string": structType("intstr.IntOrString"),
  any: types.any,
};

/** The Go type of a schema, the pointer before it left out. */
const typeOfKind = remembered((schema: Schema): Type => {
  if (schema.kind === "struct") return structType(`v1.${schema.type}`);
  if (schema.kind === "list") return sliceOf(itemType(itemOf(schema)));
  if (schema.kind === "map") {
    const elem = itemType(fieldOf(schema, ""));
    return elem === types.string
      ? stringMap
      : { ...stringMap, name: `map[string]${elem.name}`, underlying: `map[string]${elem.name}`, elem };
  }
  return typeNames[schema.kind] ?? types.any;
});

function itemType(schema: Schema | undefined): Type {
  if (schema === undefined) return types.any;
  return schema.pointer ? pointerTo(typeOfKind(schema)) : typeOfKind(schema);
}

interface GoField {
  /** In JSON. */
  readonly name: string;
  readonly schema: Schema;
}

const fieldsOf = new Map<string, ReadonlyMap<string, GoField>>();

/** The fields of a struct by Go's names. */
function goFields(schema: Schema): ReadonlyMap<string, GoField> {
  let fields = fieldsOf.get(schema.type);
  if (fields === undefined) {
    const named = fieldNames(schema).map((name) => ({ name, schema: fieldOf(schema, name) as Schema }));
    fields = new Map(named.map((field) => [field.schema.goName, field]));
    fieldsOf.set(schema.type, fields);
  }
  return fields;
}

function goNames(schema: Schema): readonly string[] {
  return [...goFields(schema).keys()];
}
