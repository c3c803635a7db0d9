import { assertFunctionArguments, assertParameter } from "./arguments.ts";
import { entriesOf, floatOf, integerOf, textOf } from "./value/inspect.ts";
import { anyMap, stringMap, type Type, types } from "./value/type.ts";
import { type CallContext, type Func, FuncError, type GoValue, type PlainMap } from "./value/value.ts";

/** A parameter: its Go type and how its argument, checked by then, is read. */
export interface Param<T> {
  readonly type: Type;
  readonly read: (value: GoValue) => T;
}

export const str: Param<string> = { type: types.string, read: (value) => textOf(value)! };
/** A Go int; beyond 2^53 it is rounded. */
export const int: Param<number> = { type: types.int, read: (value) => Number(integerOf(value)!) };
export const float: Param<number> = { type: types.float64, read: (value) => floatOf(value)! };
export const bool: Param<boolean> = { type: types.bool, read: (value) => value as boolean };
export const any: Param<GoValue> = { type: types.any, read: (value) => value };
/** A `map[string]interface {}`; a nil one reads as a new map. */
export const dict: Param<PlainMap> = { type: anyMap, read: (value) => entriesOf(value)! };

/** A `map[string]string`; a nil one reads as a new map. */
export const stringDict: Param<PlainMap> = { type: stringMap, read: (value) => entriesOf(value)! };

type Read<Params extends readonly unknown[]> = { [Index in keyof Params]: Params[Index] extends Param<infer T> ? T : never };

/**
 * A function of fixed parameters.
 *
 * @example fn([str, any], ([prefix, value], context) => prefix + sprintf("%v", [value], context))
 */
export function fn<const Params extends readonly Param<never>[] | readonly Param<unknown>[]>(
  params: Params,
  body: (args: Read<Params>, context: CallContext) => GoValue,
): Func {
  assertFunctionArguments(params, body);
  const readers = params as readonly Param<unknown>[];
  return {
    params: readers.map(({ type }) => type),
    variadic: false,
    call: (args, context) => body(readAll(readers, args) as Read<Params>, context),
  };
}

function readAll(readers: readonly Param<unknown>[], args: readonly GoValue[]): readonly unknown[] {
  const values: unknown[] = [];
  for (let i = 0; i < readers.length; i++) values.push((readers[i] as Param<unknown>).read(args[i]));
  return values;
}

/** A function of fixed parameters and any number of one more. */
export function variadic<const Params extends readonly Param<never>[] | readonly Param<unknown>[], Rest>(
  params: Params,
  rest: Param<Rest>,
  body: (args: Read<Params>, more: readonly Rest[], context: CallContext) => GoValue,
): Func {
  assertFunctionArguments(params, body);
  assertParameter("rest", rest);
  const readers = params as readonly Param<unknown>[];
  return {
    params: [...readers.map(({ type }) => type), rest.type],
    variadic: true,
    call: (args, context) => body(readAll(readers, args) as Read<Params>, args.slice(readers.length).map(rest.read), context),
  };
}

/** A function's name with a prefix: `mustFirst`. */
export const prefixed = (prefix: string, name: string): string => `${prefix}${name.charAt(0).toUpperCase()}${name.slice(1)}`;

/** Functions that sprig has twice, the second time with `must` before the name. */
export function withMust(functions: Readonly<Record<string, Func>>): Record<string, Func> {
  return Object.fromEntries(
    Object.entries(functions).flatMap(([name, func]) => [
      [name, func],
      [prefixed("must", name), func],
    ]),
  );
}

/** The error that Go's runtime panics with. */
export function runtimeError(what: string): FuncError {
  return new FuncError(`runtime error: ${what}`);
}
export const nilPointerError = (): FuncError => runtimeError("invalid memory address or nil pointer dereference");
