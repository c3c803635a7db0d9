import { any, fn, int, nilPointerError, runtimeError, variadic, withMust } from "../define.ts";
import { compareText } from "../text/bytes.ts";
import { indirect, itemsOf, kindOf } from "../value/inspect.ts";
import { anySlice, sliceOf } from "../value/type.ts";
import { type CallContext, type Func, FuncError, type GoList, type GoValue, Nil, TypedList } from "../value/value.ts";
import { isSprigEmpty, toInt64, toText, toTexts } from "./cast.ts";
import { deepEqual } from "./deep-equal.ts";
import { texts } from "./strings.ts";

const nilList = new Nil(anySlice);

/** The items, or sprig's complaint; nil has no type to ask for its kind. */
function list(value: GoValue, complaint: string, context: CallContext): GoList {
  if (value === null || value === undefined) throw nilPointerError();
  const items = itemsOf(value);
  if (items === undefined) throw new FuncError(`${complaint} ${kindOf(value)}`);
  context.budget.spend(items.length);
  return items;
}

/** A function of a list that complains about anything else. */
function ofList(verb: string, body: (items: GoList, context: CallContext) => GoValue): Func {
  return fn([any], ([value], context) => body(list(value, verb, context), context));
}

function unique(items: GoList, context: CallContext): GoList {
  const kept: GoValue[] = [];
  for (const item of items) if (!includes(kept, item, context)) kept.push(item);
  return kept;
}

function includes(items: GoList, needle: GoValue, context: CallContext): boolean {
  return items.some((item) => deepEqual(needle, item ?? null, context));
}

function chunks(items: GoList, size: number): GoValue {
  const count = Math.floor((items.length - 1) / size) + 1;
  if (size <= 0 && count !== 0) throw runtimeError("makeslice: len out of range");
  const parts: GoValue[] = [];
  for (let at = 0; at < items.length && count > 0; at += size) parts.push(items.slice(at, at + size));
  return new TypedList(sliceOf(anySlice), parts);
}

function slice(value: GoValue, indices: readonly GoValue[], context: CallContext): GoValue {
  const items = list(value, "list should be type of slice or array but", context);
  if (items.length === 0) return null;
  const from = indices.length > 0 ? toInt64(indices[0]) : 0n;
  const to = indices.length > 1 ? toInt64(indices[1]) : BigInt(items.length);
  if (from < 0n || to < from || to > BigInt(items.length)) throw new FuncError("reflect.Value.Slice: slice index out of bounds");
  const part = items.slice(Number(from), Number(to));
  return value instanceof TypedList ? new TypedList(value.type, part) : part;
}

function concat(lists: readonly GoValue[], context: CallContext): GoValue {
  const joined = lists.flatMap((value) => {
    if (value === null || value === undefined) throw nilPointerError();
    if (itemsOf(value) === undefined) throw new FuncError(`Cannot concat type ${kindOf(value)} as list`);
    return list(value, "", context);
  });
  return joined.length === 0 ? nilList : joined;
}

function has(needle: GoValue, haystack: GoValue, context: CallContext): boolean {
  return haystack !== null && haystack !== undefined && includes(list(haystack, "Cannot find has on type", context), needle, context);
}

const make = variadic([], any, (_, items) => items);
const push = fn([any, any], ([value, item], context) => [...list(value, "Cannot push on type", context), item]);

export const lists: Readonly<Record<string, Func>> = {
  list: make,
  tuple: make,
  append: push,
  push,
  mustAppend: push,
  mustPush: push,
  ...withMust({
    prepend: fn([any, any], ([value, item], context) => [item, ...list(value, "Cannot prepend on type", context)]),
    first: ofList("Cannot find first on type", (items) => items[0] ?? null),
    last: ofList("Cannot find last on type", (items) => items.at(-1) ?? null),
    rest: ofList("Cannot find rest on type", (items) => (items.length === 0 ? nilList : items.slice(1))),
    initial: ofList("Cannot find initial on type", (items) => (items.length === 0 ? nilList : items.slice(0, -1))),
    reverse: ofList("Cannot find reverse on type", (items) => items.toReversed()),
    compact: ofList("Cannot compact on type", (items) => items.filter((item) => !isSprigEmpty(item))),
    uniq: ofList("Cannot find uniq on type", unique),
    without: variadic([any], any, ([value], omitted, context) =>
      list(value, "Cannot find without on type", context).filter((item) => !includes(omitted, item, context)),
    ),
    has: fn([any, any], ([needle, haystack], context) => has(needle, haystack, context)),
    slice: variadic([any], any, ([value], indices, context) => slice(value, indices, context)),
    chunk: fn([int, any], ([size, value], context) => chunks(list(value, "Cannot chunk type", context), size)),
  }),
  concat: variadic([], any, (_, values, context) => concat(values, context)),
  sortAlpha: fn([any], ([value], context) => {
    const items = itemsOf(indirect(value).value);
    return items === undefined ? texts([toText(value, context)]) : texts(toTexts(items, context).sort(compareText));
  }),
};
