import { sprint, sprintln } from "../format/print.ts";
import { sprintf } from "../format/printf.ts";
import { indirect, isTrue } from "../value/inspect.ts";
import { type Type, types } from "../value/type.ts";
import { type CallContext, type Func, type GoValue, goInt, Pointer } from "../value/value.ts";
import { index, length, slice } from "./access.ts";
import { equalsAny, isLess, isLessOrEqual } from "./compare.ts";
import { escapeHtml, escapeJs, escapeQuery } from "./escape.ts";

type Body = (args: readonly GoValue[], context: CallContext) => GoValue;

const value = types.reflectValue;
const fixed = (params: readonly Type[], call: Body): Func => ({ params, variadic: false, call });
const variadic = (params: readonly Type[], call: Body): Func => ({ params, variadic: true, call });
const escaping = (change: (text: string) => string): Func => variadic([types.any], (args, context) => change(sprintValues(args, context)));

/** As an action prints it: what a pointer points to, and `<no value>` for nil. */
function sprintValues(args: readonly GoValue[], context: CallContext): string {
  const followed = args.map((arg) => (arg instanceof Pointer ? indirect(arg).value : arg) ?? "<no value>");
  return sprint(followed, context, { dereferenced: true });
}

/** The functions that every template has. `and`, `or` and `call` are carried out by the executor. */
export const builtins: Readonly<Record<string, Func>> = {
  and: variadic([value, value], (args) => args.at(-1)),
  or: variadic([value, value], (args) => args.at(-1)),
  call: variadic([value, value], () => undefined),
  not: fixed([value], ([arg]) => !isTrue(arg)),
  html: escaping(escapeHtml),
  js: escaping(escapeJs),
  urlquery: escaping(escapeQuery),
  index: variadic([value, value], index),
  slice: variadic([value, value], slice),
  len: fixed([value], ([item]) => goInt(length(item))),
  print: variadic([types.any], (args, context) => sprint(args, context)),
  println: variadic([types.any], sprintln),
  printf: variadic([types.string, types.any], ([format, ...args], context) => sprintf(format as string, args, context)),
  eq: variadic([value, value], equalsAny),
  ne: fixed([value, value], (args, context) => !equalsAny(args, context)),
  lt: fixed([value, value], ([a, b]) => isLess(a, b)),
  le: fixed([value, value], ([a, b], context) => isLessOrEqual(a, b, context)),
  gt: fixed([value, value], ([a, b], context) => !isLessOrEqual(a, b, context)),
  ge: fixed([value, value], ([a, b]) => !isLess(a, b)),
};
