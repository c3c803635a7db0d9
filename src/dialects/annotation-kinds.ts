import { parseDuration } from "../gotemplate/sprig/duration.ts";
import { parseQuantity, wholeAmount } from "../kube/quantity.ts";
import { parseGoBool, parseGoInt } from "../value/go-parse.ts";
import { integerValue, isList, type Value } from "../value/value.ts";

/** How the text of an annotation is read, undefined if it has no effect; and what is expected there. */
export type AnnotationKind = readonly [read: (text: string) => Value | undefined, expected: string];

/** What injectors written in Go read. */
export const annotationKinds = {
  text: [(text) => text, "a text"],
  bool: [parseGoBool, "true or false"],
  switch: [(text) => (text === "enabled" ? true : text === "disabled" ? false : undefined), "enabled or disabled"],
  port: [(text) => integerIn(text, -(2n ** 31n), 2n ** 31n), "a port's number"],
  integer: [(text) => integerIn(text, -(2n ** 63n), 2n ** 63n), "a whole number"],
  wholeSeconds: [(text) => (/^\d/.test(text) ? integerIn(text, 0n, 2n ** 63n) : undefined), "whole seconds"],
  millis: [(text) => secondsOf(text, (count) => `${Math.trunc(count * 1000)}ms`), "a duration such as 500ms"],
  seconds: [(text) => secondsOf(text, (count) => `${Math.trunc(count)}s`), "a duration such as 90s"],
  secondsCount: [(text) => secondsOf(text, Math.trunc), "a duration such as 90s"],
  quantity: [(text) => parseQuantity(text) && text, "a quantity such as 100m"],
  cores: [coresOf, "a quantity such as 100m"],
  ratio: [ratioOf, "a number between 0 and 1"],
  env: [listOf, "a list of variables in JSON"],
} as const satisfies Readonly<Record<string, AnnotationKind>>;

/** One of a few words. */
export function oneOfWords(words: readonly string[], expected: string): AnnotationKind {
  return [(text) => (words.includes(text) ? text : undefined), expected];
}

/** An integer from `least` on and below `beyond`. */
export function integerIn(text: string, least: bigint, beyond: bigint): Value | undefined {
  const number = parseGoInt(text);
  return number === undefined || number < least || number >= beyond ? undefined : integerValue(number);
}

function secondsOf(text: string, of: (seconds: number) => Value): Value | undefined {
  const nanoseconds = parseDuration(text);
  return nanoseconds === undefined ? undefined : of(Number(nanoseconds / 1_000_000_000n) + Number(nanoseconds % 1_000_000_000n) / 1e9);
}

/** Rounded up, as a number of threads; 0 for what is beyond an int64. */
function coresOf(text: string): Value | undefined {
  const quantity = parseQuantity(text);
  return quantity && integerValue(BigInt.asIntN(64, wholeAmount(quantity)) === wholeAmount(quantity) ? wholeAmount(quantity) : 0n);
}

function ratioOf(text: string): Value | undefined {
  return /^\d*\.?\d+$/.test(text) && Number(text) > 0 && Number(text) < 1 ? Number(text) : undefined;
}

function listOf(text: string): Value | undefined {
  try {
    const list: Value = JSON.parse(text);
    return isList(list) ? list : undefined;
  } catch {
    return undefined;
  }
}
