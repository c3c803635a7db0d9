import { any, bool, fn, str, variadic } from "../define.ts";
import { type Func, FuncError, type GoValue } from "../value/value.ts";
import { isSprigEmpty } from "./cast.ts";
import { readJson } from "./json-read.ts";
import { type JsonStyle, writeJson } from "./json-write.ts";

const compact: JsonStyle = { indent: "", escapeHtml: true };
const pretty: JsonStyle = { indent: "  ", escapeHtml: true };
const raw: JsonStyle = { indent: "", escapeHtml: false };

/** What the body gives, or the other value where it fails as a Go function does. */
function ignoring<T extends GoValue>(body: () => T, otherwise: T): T {
  try {
    return body();
  } catch (error) {
    if (error instanceof FuncError) return otherwise;
    throw error;
  }
}

const strictly = (style: JsonStyle): Func => fn([any], ([value], context) => writeJson(value, style, context));
const loosely = (style: JsonStyle): Func => fn([any], ([value], context) => ignoring(() => writeJson(value, style, context), ""));

function fallback(value: GoValue, given: readonly GoValue[]): GoValue {
  return given.length === 0 || isSprigEmpty(given[0]) ? value : given[0];
}

export const defaults: Readonly<Record<string, Func>> = {
  default: variadic([any], any, ([value], given) => fallback(value, given)),
  empty: fn([any], ([value]) => isSprigEmpty(value)),
  coalesce: variadic([], any, (_, values) => values.find((value) => !isSprigEmpty(value)) ?? null),
  all: variadic([], any, (_, values) => values.every((value) => !isSprigEmpty(value))),
  any: variadic([], any, (_, values) => values.some((value) => !isSprigEmpty(value))),
  ternary: fn([any, any, bool], ([yes, no, condition]) => (condition ? yes : no)),
  fail: fn([str], ([message]) => {
    throw new FuncError(message);
  }),
  fromJson: fn([str], ([text]) => ignoring(() => readJson(text), null)),
  mustFromJson: fn([str], ([text]) => readJson(text)),
  toJson: loosely(compact),
  mustToJson: strictly(compact),
  toPrettyJson: loosely(pretty),
  mustToPrettyJson: strictly(pretty),
  toRawJson: strictly(raw),
  mustToRawJson: strictly(raw),
};
