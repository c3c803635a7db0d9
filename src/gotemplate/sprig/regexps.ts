import { fn, int, type Param, str } from "../define.ts";
import type { Regexp } from "../regexp.ts";
import { stringSlice, types } from "../value/type.ts";
import { type CallContext, type Func, FuncError, type GoValue, Nil } from "../value/value.ts";
import { texts } from "./strings.ts";

function compile(pattern: string, context: CallContext): { readonly regexp: Regexp } | { readonly problem: string } {
  if (context.regexp === undefined) throw new FuncError("no regular expression engine was given to this template");
  return context.regexp.compile(pattern);
}

const wording = (problem: string): string => `error parsing regexp: ${problem}`;

/** Successive matches, none of them empty at the end of the one before, as Go finds them. */
function* matches(regexp: Regexp, text: string, context: CallContext): Generator<readonly number[]> {
  let previousEnd = -1;
  for (let from = 0; from <= text.length; ) {
    // A match may look at all that follows.
    context.budget.spend(1 + ((text.length - from) >> 3));
    const match = regexp.match(text, from);
    if (match === undefined) return;
    const [start = 0, end = 0] = match;
    const isEmptyAgain = start === end && start === previousEnd;
    if (!isEmptyAgain) yield match;
    previousEnd = end;
    from = end > from ? end : from + ((text.codePointAt(from) ?? 0) > 0xffff ? 2 : 1);
  }
}

function findAll(regexp: Regexp, text: string, how: { limit: number; context: CallContext }): GoValue {
  const found: string[] = [];
  for (const match of matches(regexp, text, how.context)) {
    if (how.limit >= 0 && found.length >= how.limit) break;
    found.push(text.slice(match[0], match[1]));
  }
  return found.length === 0 ? new Nil(stringSlice) : texts(found);
}

/** Source: go regexp Regexp.Split */
function split(regexp: Regexp, text: string, how: { pattern: string; limit: number; context: CallContext }): GoValue {
  const { limit } = how;
  if (limit === 0) return new Nil(stringSlice);
  if (how.pattern !== "" && text === "") return texts([""]);
  const parts: string[] = [];
  let start = 0;
  let end = 0;
  for (const match of matches(regexp, text, how.context)) {
    if (limit > 0 && parts.length === limit - 1) break;
    end = match[0]!;
    if (match[1] !== 0) parts.push(text.slice(start, end));
    start = match[1]!;
  }
  if (end !== text.length) parts.push(text.slice(start));
  return texts(parts);
}

function replace(regexp: Regexp, text: string, how: { expand: (match: readonly number[]) => string; context: CallContext }): string {
  let result = "";
  let last = 0;
  for (const match of matches(regexp, text, how.context)) {
    result += text.slice(last, match[0]) + how.expand(match);
    how.context.budget.fit(result.length);
    last = match[1]!;
  }
  return result + text.slice(last);
}

/** Go's replacement syntax: `$1`, `$name`, `${1}`, `${name}`, `$$`; a group that is not there gives nothing. */
function expander(regexp: Regexp, { text, template }: { text: string; template: string }): (match: readonly number[]) => string {
  const group = (match: readonly number[], name: string): string => {
    const number = /^[0-9]+$/.test(name) ? Number(name) : (regexp.groups.get(name) ?? -1);
    const start = match[number * 2] ?? -1;
    return start < 0 ? "" : text.slice(start, match[number * 2 + 1]);
  };
  return (match) =>
    template.replace(/\$(?:\$|([\p{L}\p{Nd}_]+)|\{([\p{L}\p{Nd}_]+)\})/gu, (whole, bare?: string, braced?: string) =>
      whole === "$$" ? "$" : group(match, bare ?? braced ?? ""),
    );
}

type Body = (regexp: Regexp, args: readonly (string | number)[], context: CallContext) => GoValue;

/**
 * A function of a pattern and more, twice: `regexX` panics for a wrong pattern, `mustRegexX` returns the error. Both end
 * the template, with different words.
 */
function pair(name: string, params: readonly Param<string | number>[], body: Body): Record<string, Func> {
  const make = (panics: boolean): Func => ({
    params: [types.string, ...params.map(({ type }) => type)],
    variadic: false,
    call: (args, context) => {
      const pattern = args[0] as string;
      const compiled = compile(pattern, context);
      const rest = params.map(({ read }, i) => read(args[i + 1]));
      if ("regexp" in compiled) return body(compiled.regexp, [pattern, ...rest], context);
      if (!panics) throw new FuncError(wording(compiled.problem));
      throw new FuncError(`regexp: Compile(${quotePattern(pattern)}): ${wording(compiled.problem)}`);
    },
  });
  return { [`regex${name}`]: make(true), [`mustRegex${name}`]: make(false) };
}

function quotePattern(pattern: string): string {
  return pattern.includes("`") ? JSON.stringify(pattern) : `\`${pattern}\``;
}

/** No match, where the pattern is wrong. */
const regexMatch: Func = {
  params: [types.string, types.string],
  variadic: false,
  call: ([pattern, text], context) => {
    const compiled = compile(pattern as string, context);
    return "regexp" in compiled && compiled.regexp.match(text as string, 0) !== undefined;
  },
};

export const regexps: Readonly<Record<string, Func>> = {
  ...pair("Match", [str], (regexp, [, text]) => regexp.match(text as string, 0) !== undefined),
  regexMatch,
  ...pair("FindAll", [str, int], (regexp, [, text, limit], context) =>
    findAll(regexp, text as string, { limit: limit as number, context }),
  ),
  ...pair("Find", [str], (regexp, [, text]) => {
    const match = regexp.match(text as string, 0);
    return match === undefined ? "" : (text as string).slice(match[0], match[1]);
  }),
  ...pair("ReplaceAll", [str, str], (regexp, [, text, template], context) =>
    replace(regexp, text as string, { expand: expander(regexp, { text: text as string, template: template as string }), context }),
  ),
  ...pair("ReplaceAllLiteral", [str, str], (regexp, [, text, literal], context) =>
    replace(regexp, text as string, { expand: () => literal as string, context }),
  ),
  ...pair("Split", [str, int], (regexp, [pattern, text, limit], context) =>
    split(regexp, text as string, { pattern: pattern as string, limit: limit as number, context }),
  ),
  regexQuoteMeta: fn([str], ([text]) => text.replace(/[\\.+*?()|[\]{}^$]/g, "\\$&")),
};
