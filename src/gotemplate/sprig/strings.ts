import { any, fn, int, runtimeError, str, variadic } from "../define.ts";
import { sprintf } from "../format/printf.ts";
import { byteLength, decode, encode, sliceBytes } from "../text/bytes.ts";
import { quote } from "../text/quote.ts";
import { isSpace, lowerCase, upperCase } from "../text/unicode.ts";
import { stringMap, stringSlice } from "../value/type.ts";
import { type CallContext, type Func, FuncError, type GoValue, newMap, TypedList, TypedMap } from "../value/value.ts";
import { swapCase, title, toCamel, toConnected, uncapitalize } from "./case.ts";
import { toText, toTexts } from "./cast.ts";
import { replaceAll, splitText, trimText } from "./split.ts";
import { wrap } from "./wrap.ts";

export const texts = (items: readonly string[]): TypedList => new TypedList(stringSlice, items);

/** One text to another, character by character: a step for each. */
const map = (body: (text: string) => string): Func =>
  fn([str], ([text], context) => {
    context.budget.spend(text.length);
    return body(text);
  });

function repeat(text: string, count: number, context: CallContext): string {
  if (count < 0) throw new FuncError("strings: negative Repeat count");
  context.budget.fit(text.length * count);
  return text.repeat(count);
}

function indent(spaces: number, text: string, context: CallContext): string {
  const pad = repeat(" ", spaces, context);
  return replaced(pad + text, { from: "\n", to: `\n${pad}` }, context);
}

function replaced(text: string, change: { from: string; to: string }, context: CallContext): string {
  const places = change.from === "" ? text.length + 1 : text.split(change.from).length - 1;
  context.budget.spend(places);
  context.budget.fit(text.length + places * (change.to.length - change.from.length));
  return replaceAll(text, change);
}

/** `_0`, `_1`, ...: the parts of a text as a map, for `$parts._0`. */
function numbered(parts: readonly string[]): GoValue {
  const entries = newMap();
  for (const [i, part] of parts.entries()) entries[`_${i}`] = part;
  return new TypedMap(stringMap, entries);
}

/** Go's s[from:to], with its panic. */
function bytesBetween(text: string, span: { from: number; to: number }): string {
  const length = byteLength(text);
  const { from, to } = span;
  if (to < 0 || to > length)
    throw runtimeError(to < 0 ? `slice bounds out of range [:${to}]` : `slice bounds out of range [:${to}] with length ${length}`);
  if (from > to) throw runtimeError(`slice bounds out of range [${from}:${to}]`);
  return sliceBytes(text, from, to);
}

function substring(text: string, { start, end }: { start: number; end: number }): string {
  const length = byteLength(text);
  if (start < 0) return bytesBetween(text, { from: 0, to: end });
  if (end >= 0 && end <= length) return bytesBetween(text, { from: start, to: end });
  if (start > length) throw runtimeError(`slice bounds out of range [${start}:${length}]`);
  return sliceBytes(text, start, length);
}

function truncate(text: string, count: number): string {
  const length = byteLength(text);
  if (count < 0) return length + count > 0 ? sliceBytes(text, length + count, length) : text;
  return length > count ? sliceBytes(text, 0, count) : text;
}

/** Source: goutils AbbreviateFull */
function abbreviate(text: string, { left, width }: { left: number; width: number }): string {
  const length = byteLength(text);
  if (width < 4) return "";
  if (length <= width) return text;
  const offset = Math.min(left, length, length - left < width - 3 ? length - (width - 3) : left);
  if (offset <= 4) return `${sliceBytes(text, 0, width - 3)}...`;
  if (width < 7) return "";
  if (offset + width - 3 < length) return `...${abbreviate(sliceBytes(text, offset, length), { left: 0, width: width - 3 })}`;
  return `...${sliceBytes(text, length - (width - 3), length)}`;
}

/** Each byte for itself: one beyond ASCII counts as the character of that number. Source: goutils Initials */
function initials(text: string): string {
  let letters = "";
  let afterGap = true;
  for (const byte of encode(text)) {
    const char = String.fromCharCode(byte);
    if (!isSpace(char) && afterGap) letters += char;
    afterGap = isSpace(char);
  }
  return letters;
}

function deleteSpace(text: string): string {
  const bytes = [...encode(text)];
  const kept = bytes.filter((byte) => !isSpace(String.fromCharCode(byte)));
  return kept.length === bytes.length ? decode(Uint8Array.from(bytes)) : String.fromCharCode(...kept);
}

function trimAll(cutset: string, text: string): string {
  const cut = new Set(cutset);
  return trimText(text, (char) => cut.has(char));
}

function cutPrefix(prefix: string, text: string): string {
  return text.startsWith(prefix) ? text.slice(prefix.length) : text;
}

function cutSuffix(suffix: string, text: string): string {
  return suffix !== "" && text.endsWith(suffix) ? text.slice(0, -suffix.length) : text;
}

const isGiven = (value: GoValue): boolean => value !== null && value !== undefined;
const spaced = (parts: readonly string[]): string => parts.join(" ");

export const strings: Readonly<Record<string, Func>> = {
  hello: fn([], () => "Hello!"),
  abbrev: fn([int, str], ([width, text]) => (width < 4 ? text : abbreviate(text, { left: 0, width }))),
  abbrevboth: fn([int, int, str], ([left, width, text]) =>
    width < 4 || (left > 0 && width < 7) ? text : abbreviate(text, { left, width }),
  ),
  trunc: fn([int, str], ([count, text]) => truncate(text, count)),
  trim: map((text) => trimText(text, isSpace)),
  upper: map(upperCase),
  lower: map(lowerCase),
  title: map(title),
  untitle: map(uncapitalize),
  substr: fn([int, int, str], ([start, end, text]) => substring(text, { start, end })),
  repeat: fn([int, str], ([count, text], context) => repeat(text, count, context)),
  trimall: fn([str, str], ([cutset, text]) => trimAll(cutset, text)),
  trimAll: fn([str, str], ([cutset, text]) => trimAll(cutset, text)),
  trimSuffix: fn([str, str], ([suffix, text]) => cutSuffix(suffix, text)),
  trimPrefix: fn([str, str], ([prefix, text]) => cutPrefix(prefix, text)),
  nospace: map(deleteSpace),
  initials: map(initials),
  swapcase: map(swapCase),
  snakecase: map((text) => toConnected(text, "_")),
  kebabcase: map((text) => toConnected(text, "-")),
  camelcase: map(toCamel),
  wrap: fn([int, str], ([width, text]) => wrap(text, { width, newline: "", breakWords: false })),
  wrapWith: fn([int, str, str], ([width, newline, text], context) => {
    context.budget.fit(text.length + (byteLength(text) / Math.max(width, 1)) * newline.length);
    return wrap(text, { width, newline, breakWords: true });
  }),
  contains: fn([str, str], ([part, text]) => text.includes(part)),
  hasPrefix: fn([str, str], ([prefix, text]) => text.startsWith(prefix)),
  hasSuffix: fn([str, str], ([suffix, text]) => text.endsWith(suffix)),
  quote: variadic([], any, (_, values, context) => spaced(values.filter(isGiven).map((value) => quote(toText(value, context))))),
  squote: variadic([], any, (_, values, context) => spaced(values.filter(isGiven).map((value) => sprintf("'%v'", [value], context)))),
  cat: variadic([], any, (_, values, context) => spaced(values.filter(isGiven).map((value) => sprintf("%v", [value], context)))),
  indent: fn([int, str], ([spaces, text], context) => indent(spaces, text, context)),
  nindent: fn([int, str], ([spaces, text], context) => `\n${indent(spaces, text, context)}`),
  replace: fn([str, str, str], ([from, to, text], context) => replaced(text, { from, to }, context)),
  plural: fn([str, str, int], ([one, many, count]) => (count === 1 ? one : many)),
  toString: fn([any], ([value], context) => toText(value, context)),
  split: fn([str, str], ([separator, text]) => numbered(splitText(text, separator))),
  splitList: fn([str, str], ([separator, text], context) => {
    context.budget.spend(text.length);
    return texts(splitText(text, separator));
  }),
  splitn: fn([str, int, str], ([separator, limit, text]) => numbered(splitText(text, separator, limit))),
  toStrings: fn([any], ([value], context) => texts(toTexts(value, context))),
  join: fn([str, any], ([separator, value], context) => {
    const parts = toTexts(value, context);
    context.budget.fit(parts.reduce((length, part) => length + part.length + separator.length, 0));
    return parts.join(separator);
  }),
};
