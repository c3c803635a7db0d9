/** Go's kinds of types, as far as templates can meet them. */
export type Kind =
  | "invalid"
  | "bool"
  | IntKind
  | UintKind
  | "float32"
  | "float64"
  | "complex128"
  | "string"
  | "array"
  | "slice"
  | "map"
  | "struct"
  | "ptr"
  | "interface"
  | "func";
export type IntKind = "int" | "int8" | "int16" | "int32" | "int64";
export type UintKind = "uint" | "uint8" | "uint16" | "uint32" | "uint64" | "uintptr";

/** A Go type. Two types are the same where their names are. */
export interface Type {
  /** As Go prints it: `map[string]interface {}`, `*v1.Container`. */
  readonly name: string;
  readonly kind: Kind;
  /** The name of the type this one was declared with; its own name where it is not a declared type. */
  readonly underlying: string;
  readonly declared: boolean;
  /** Of a map, slice, array or pointer. */
  readonly elem?: Type;
  /** Of a map. */
  readonly key?: Type;
}

const basic = <K extends Kind>(kind: K): Type & { readonly kind: K } => ({ name: kind, kind, underlying: kind, declared: true });
const literal = (name: string, kind: Kind, parts: { elem?: Type; key?: Type } = {}): Type => ({
  name,
  kind,
  underlying: name,
  declared: false,
  ...parts,
});

export const types = {
  bool: basic("bool"),
  int: basic("int"),
  int8: basic("int8"),
  int16: basic("int16"),
  int32: basic("int32"),
  int64: basic("int64"),
  uint: basic("uint"),
  uint8: basic("uint8"),
  uint16: basic("uint16"),
  uint32: basic("uint32"),
  uint64: basic("uint64"),
  float32: basic("float32"),
  float64: basic("float64"),
  complex128: basic("complex128"),
  string: basic("string"),
  any: literal("interface {}", "interface"),
  /** A parameter that takes whatever there is, even no value. Source: go reflect.Value in text/template/funcs.go */
  reflectValue: { name: "reflect.Value", kind: "struct", underlying: "reflect.Value", declared: true } as Type,
} as const;

export const sliceOf = (elem: Type): Type => literal(`[]${elem.name}`, "slice", { elem });
export const mapOf = (key: Type, elem: Type): Type => literal(`map[${key.name}]${elem.name}`, "map", { key, elem });
export const pointerTo = (elem: Type): Type => literal(`*${elem.name}`, "ptr", { elem });
export const structType = (name: string): Type => ({ name, kind: "struct", underlying: `struct ${name}`, declared: true });
/** `type NAME UNDERLYING`. */
export const declaredType = (name: string, underlying: Type): Type => ({ ...underlying, name, declared: true });

export const anySlice: Type = sliceOf(types.any);
export const anyMap: Type = mapOf(types.string, types.any);
export const stringSlice: Type = sliceOf(types.string);
export const stringMap: Type = mapOf(types.string, types.string);
export const intSlice: Type = sliceOf(types.int);

export const sameType = (a: Type, b: Type): boolean => a === b || a.name === b.name;

/** Go's assignability: the same type, an empty interface, or the same underlying type where one of both is not declared. */
export function isAssignable(from: Type, to: Type): boolean {
  if (sameType(from, to) || to.kind === "interface") return true;
  return (!from.declared || !to.declared) && from.underlying === to.underlying;
}

const intKinds: ReadonlySet<string> = new Set(["int", "int8", "int16", "int32", "int64"]);
const uintKinds: ReadonlySet<string> = new Set(["uint", "uint8", "uint16", "uint32", "uint64", "uintptr"]);
const nilKinds: ReadonlySet<string> = new Set(["func", "interface", "map", "ptr", "slice"]);

export const isIntKind = (kind: Kind): kind is IntKind => intKinds.has(kind);
export const isUintKind = (kind: Kind): kind is UintKind => uintKinds.has(kind);
export const canBeNil = (kind: Kind): boolean => nilKinds.has(kind);

/** The size of an integer kind in bits; int and uint have 64. */
export function bitsOf(kind: IntKind | UintKind): number {
  return Number(/\d+$/.exec(kind)?.[0] ?? 64);
}
