import { any, float, fn, int, runtimeError, str, variadic } from "../define.ts";
import { sprint } from "../format/print.ts";
import { parseInt64 } from "../number/parse-number.ts";
import { intSlice } from "../value/type.ts";
import { type CallContext, type Func, type GoValue, goInt, TypedList } from "../value/value.ts";
import { toFloat64, toInt64 } from "./cast.ts";
import { add, type Decimal, divide, fromFloat, multiply, subtract, toFloat } from "./decimal.ts";

const wrap = (value: bigint): bigint => BigInt.asIntN(64, value);

// Math.max and Math.min take no bigint.
const larger = (a: bigint, b: bigint): bigint => {
  const isLarger = b > a;
  return isLarger ? b : a;
};
const smaller = (a: bigint, b: bigint): bigint => {
  const isSmaller = b < a;
  return isSmaller ? b : a;
};
/** Integers folded from the left, each any value that says a number. */
function fold(body: (a: bigint, b: bigint) => bigint): Func {
  return variadic([any], any, ([first], more) => more.map(toInt64).reduce((a, b) => wrap(body(a, b)), toInt64(first)));
}

function foldFloats(body: (...values: number[]) => number): Func {
  return variadic([any], any, ([first], more) => more.map(toFloat64).reduce((a, b) => body(a, b), toFloat64(first)));
}

function foldDecimals(body: (a: Decimal, b: Decimal) => Decimal): Func {
  return variadic([any], any, ([first], more) => decimals(first, more, body));
}

function decimals(first: GoValue, more: readonly GoValue[], body: (a: Decimal, b: Decimal) => Decimal): number {
  return toFloat(more.map((value) => fromFloat(toFloat64(value))).reduce(body, fromFloat(toFloat64(first))));
}

function divisor(value: GoValue): bigint {
  const number = toInt64(value);
  if (number === 0n) throw runtimeError("integer divide by zero");
  return number;
}

/** The numbers from start up or down to stop, which is left out. */
function steps(range: { start: number; stop: number; step: number }, context: CallContext): number[] {
  const { start, stop, step } = range;
  if (stop < start ? step >= 0 : step <= 0) return [];
  const count = Math.max(0, Math.ceil((stop - start) / step));
  context.budget.spend(count);
  return Array.from({ length: count }, (_, i) => start + i * step);
}

function ints(numbers: readonly number[]): TypedList {
  return new TypedList(intSlice, numbers.map(goInt));
}

/** As the command seq: `seq LAST`, `seq FIRST LAST`, `seq FIRST STEP LAST`. */
function sequence(params: readonly number[], context: CallContext): string {
  if (params.length === 0 || params.length > 3) return "";
  const start = params.length === 1 ? 1 : params[0]!;
  const end = params.at(-1)!;
  const direction = end < start ? -1 : 1;
  const step = params.length === 3 ? params[1]! : direction;
  if (params.length === 3 && end < start && step > 0) return "";
  return steps({ start, stop: end + direction, step }, context).join(" ");
}

/** Half goes up unless another threshold is given. */
function round(value: GoValue, places: number, threshold = 0.5): number {
  const power = Number(`1e${places}`);
  const digit = power * toFloat64(value);
  const fraction = digit - Math.trunc(digit);
  return (fraction >= threshold ? Math.ceil(digit) : Math.floor(digit)) / power;
}

function octal(value: GoValue, context: CallContext): bigint {
  const parsed = parseInt64(sprint([value], context), 8);
  return parsed.problem === undefined ? parsed.value : 0n;
}

/** An int from a text, 0 where it is not a number; out of range gives the nearest. */
function atoi(text: string): bigint {
  return parseInt64(text).value ?? 0n;
}

export const math: Readonly<Record<string, Func>> = {
  add: variadic([], any, (_, values) => values.map(toInt64).reduce((a, b) => wrap(a + b), 0n)),
  add1: fn([any], ([value]) => wrap(toInt64(value) + 1n)),
  sub: fn([any, any], ([a, b]) => wrap(toInt64(a) - toInt64(b))),
  div: fn([any, any], ([a, b]) => wrap(toInt64(a) / divisor(b))),
  mod: fn([any, any], ([a, b]) => wrap(toInt64(a) % divisor(b))),
  mul: fold((a, b) => a * b),
  max: fold(larger),
  biggest: fold(larger),
  min: fold(smaller),
  maxf: foldFloats(Math.max),
  minf: foldFloats(Math.min),
  add1f: fn([any], ([value]) => decimals(value, [1], add)),
  addf: variadic([], any, (_, values) => decimals(0, values, add)),
  subf: foldDecimals(subtract),
  mulf: foldDecimals(multiply),
  divf: foldDecimals(divide),
  ceil: fn([any], ([value]) => Math.ceil(toFloat64(value))),
  floor: fn([any], ([value]) => Math.floor(toFloat64(value))),
  round: variadic([any, int], float, ([value, places], [threshold]) => round(value, places, threshold)),
  int: fn([any], ([value]) => goInt(toInt64(value))),
  int64: fn([any], ([value]) => toInt64(value)),
  float64: fn([any], ([value]) => toFloat64(value)),
  atoi: fn([str], ([text]) => goInt(atoi(text))),
  toDecimal: fn([any], ([value], context) => octal(value, context)),
  until: fn([int], ([count], context) => ints(steps({ start: 0, stop: count, step: count < 0 ? -1 : 1 }, context))),
  untilStep: fn([int, int, int], ([start, stop, step], context) => ints(steps({ start, stop, step }, context))),
  seq: variadic([], int, (_, params, context) => sequence(params, context)),
};
