import { isList, isMap, type Value } from "../value/value.ts";

const escapes: Readonly<Record<string, string>> = {
  "<": "\\u003c",
  ">": "\\u003e",
  "&": "\\u0026",
  "\u2028": "\\u2028",
  "\u2029": "\\u2029",
};

/**
 * Compact JSON as Go's encoder prints it: the characters that matter to HTML are escaped, a map's keys are in the order
 * given.
 *
 * Source: Go encoding/json Marshal (HTML escaping is on).
 */
export function goJson(value: Value): string {
  if (isList(value)) return `[${value.map(goJson).join(",")}]`;
  if (isMap(value)) {
    const members = Object.keys(value).map((key) => `${goJson(key)}:${goJson(value[key] as Value)}`);
    return `{${members.join(",")}}`;
  }
  if (typeof value === "bigint") return value.toString();
  if (typeof value !== "string") return JSON.stringify(value);
  return JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, (character) => escapes[character] as string);
}

/** The same with the keys of every map sorted, as Go prints maps (not structs). */
export function goJsonSorted(value: Value): string {
  if (isList(value)) return `[${value.map(goJsonSorted).join(",")}]`;
  if (!isMap(value)) return goJson(value);
  const members = Object.keys(value)
    .sort(byCodePoint)
    .map((key) => `${goJson(key)}:${goJsonSorted(value[key] as Value)}`);
  return `{${members.join(",")}}`;
}

/** Go sorts strings by their UTF-8 bytes, which is the order of code points. */
export function byCodePoint(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const left = a.charCodeAt(i);
    const right = b.charCodeAt(i);
    if (left !== right) return placeOf(left) - placeOf(right);
  }
  return a.length - b.length;
}

/** Of a UTF-16 unit among others: halves of a surrogate pair, for code points beyond all others, come last. */
function placeOf(unit: number): number {
  return (unit & 0xf800) === 0xd800 ? unit + 0x10000 : unit;
}

/** A JSON text as a value with maps without prototype, or undefined if it is not JSON. */
export function parseJson(text: string): Value | undefined {
  if (text === "") return undefined;
  try {
    return JSON.parse(text, (_, value: unknown) =>
      typeof value === "object" && value !== null && !Array.isArray(value) ? Object.assign(Object.create(null), value) : value,
    ) as Value;
  } catch {
    return undefined;
  }
}

/**
 * What a Go template ranges over in a JSON text: the entries of an object, sorted, or of an array by their places; nothing of null.
 * Undefined if it fails: the text is not JSON, or a scalar.
 *
 * Source: istio pkg/kube/inject/template.go fromJSON; Go text/template walkRange.
 */
export function rangeJson(text: string): readonly (readonly [string, Value])[] | undefined {
  const value = parseJson(text);
  if (value === null) return [];
  if (isList(value)) return value.map((item, i) => [String(i), item]);
  if (!isMap(value)) return undefined;
  return Object.keys(value)
    .sort(byCodePoint)
    .map((key) => [key, value[key] as Value]);
}
