import type { RegexpEngine } from "../regexp.ts";
import { anyMap, anySlice, canBeNil, isIntKind, type Type, types } from "./type.ts";

/**
 * A Go value. Plain data stands for itself:
 *
 * | JavaScript                | Go                       |
 * |---------------------------|--------------------------|
 * | undefined                 | no value (a missing key) |
 * | null                      | nil in an `interface {}` |
 * | boolean, string           | bool, string             |
 * | number                    | float64                  |
 * | bigint                    | int64                    |
 * | array                     | []interface {}           |
 * | object without prototype  | map[string]interface {}  |
 *
 * Everything else is a {@link Typed} value, which carries its type.
 */
export type GoValue = undefined | null | boolean | number | bigint | string | GoList | PlainMap | Typed;
export type GoList = readonly GoValue[];
export interface PlainMap {
  readonly [key: string]: GoValue;
}

/** A value with a type of its own. */
export abstract class Typed {
  readonly type: Type;
  constructor(type: Type) {
    this.type = type;
  }
}

/** An integer (bigint), float32 (number), string or bool of a type that no plain value stands for. */
export class Scalar extends Typed {
  readonly value: bigint | number | string | boolean;
  /** What the type's `String()` gives, such as an enum's name. */
  readonly text: string | undefined;
  constructor(type: Type, value: bigint | number | string | boolean, text?: string) {
    super(type);
    this.value = value;
    this.text = text;
  }
}

export class Complex extends Typed {
  readonly re: number;
  readonly im: number;
  constructor(re: number, im: number) {
    super(types.complex128);
    this.re = re;
    this.im = im;
  }
}

/** A slice or array whose elements are not `interface {}`, or whose type is declared. */
export class TypedList extends Typed {
  readonly items: GoList;
  constructor(type: Type, items: GoList) {
    super(type);
    this.items = items;
  }
}

/** A map whose type is not `map[string]interface {}`; integer keys become their decimal text. */
export class TypedMap extends Typed {
  readonly entries: PlainMap;
  constructor(type: Type, entries: PlainMap) {
    super(type);
    this.entries = entries;
  }
}

/** The nil of a pointer, map, slice or function type. */
export class Nil extends Typed {}

/** A pointer to something that is not a message, such as `*bool`. */
export class Pointer extends Typed {
  readonly target: GoValue;
  constructor(type: Type, target: GoValue) {
    super(type);
    this.target = target;
  }
}

/** What a caller's struct or message answers. `type` is of kind struct, or ptr for a pointer to one. */
export interface HostObject {
  readonly type: Type;
  /** A nil pointer that still has methods, such as an absent message's getters. */
  readonly isNil?: boolean;
  /** The field's value; undefined if the struct does not have this field. */
  get(field: string): GoValue;
  /** The field is declared as an interface: errors name that as its type. */
  isInterface?(field: string): boolean;
  /** The method bound to this value; undefined if the value does not have it. */
  method?(name: string): Func | undefined;
  /** The fields' names in order, for printing. */
  fields?(): readonly string[];
  /** What `String()` or `Error()` gives, for printing. */
  text?(): string;
  /** What its JSON is made of; absent: its fields, by their names. */
  json?(): GoValue;
}

/** A struct or message brought by the caller. */
export class Host extends Typed {
  readonly object: HostObject;
  constructor(object: HostObject) {
    super(object.type);
    this.object = object;
  }
}

/** What a function may use besides its arguments. */
export interface CallContext {
  readonly budget: {
    /** Counts work; fails where the execution has done too much. */
    spend(steps: number): void;
    /** Fails where a text of that length would be too long. */
    fit(length: number): void;
    /** Fails where data is too deep within data. */
    nest(depth: number): void;
  };
  readonly journal: {
    set(map: PlainMap, key: string, value: GoValue): void;
    remove(map: PlainMap, key: string): void;
  };
  readonly regexp: RegexpEngine | undefined;
}

/** A function with declared parameters, so that wrong arguments give Go's own errors. */
export interface Func {
  readonly params: readonly Type[];
  /** The last parameter takes any number of arguments of that type. */
  readonly variadic: boolean;
  /** Throws {@link FuncError} where Go's function returns an error or panics. */
  readonly call: (args: readonly GoValue[], context: CallContext) => GoValue;
}

/** A function as a value, for `call`. */
export class FuncValue extends Typed {
  readonly func: Func;
  constructor(type: Type, func: Func) {
    super(type);
    this.func = func;
  }
}

/** The error that a Go function returns; the template's error says "error calling NAME: " before it. */
export class FuncError extends Error {}

export function isPlainMap(value: GoValue): value is PlainMap {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Typed);
}

/** The type of a value; none for nil and no value. */
export function typeOf(value: GoValue): Type | undefined {
  switch (typeof value) {
    case "string":
      return types.string;
    case "number":
      return types.float64;
    case "boolean":
      return types.bool;
    case "bigint":
      return types.int64;
    case "undefined":
      return undefined;
  }
  if (value === null) return undefined;
  if (Array.isArray(value)) return anySlice;
  return value instanceof Typed ? value.type : anyMap;
}

export function newMap(): { [key: string]: GoValue } {
  return Object.create(null) as { [key: string]: GoValue };
}

export const goInt = (value: number | bigint): Scalar => new Scalar(types.int, BigInt.asIntN(64, BigInt(value)));

/** Go's zero value of a type. */
export function zeroOf(type: Type): GoValue {
  if (type.kind === "interface") return null;
  if (canBeNil(type.kind)) return new Nil(type);
  if (type.kind === "string") return scalar(type, "");
  if (type.kind === "bool") return scalar(type, false);
  if (type.kind === "float64" || type.kind === "float32") return scalar(type, 0);
  return isIntKind(type.kind) || type.kind.startsWith("uint") ? scalar(type, 0n) : new Nil(type);
}

/** A basic value of a type, in its plain form where there is one. */
export function scalar(type: Type, value: bigint | number | string | boolean): GoValue {
  return type === types.string || type === types.bool || type === types.float64 || type === types.int64 ? value : new Scalar(type, value);
}
