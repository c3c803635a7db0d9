import { isList, isMap, newMap, toValue, type Value } from "../value/value.ts";
import { shortDigest, stableJson } from "./digest.ts";

/** Deeper than what is in a manifest that can be read. */
const MOST_LEVELS = 220;

/** A value as JSON of printable ASCII, with sorted keys, the same for equal values. */
export function payloadText(value: Value): string {
  return asciiOf(stableJson(encoded(value)));
}

/** Undefined for what is not JSON, or nested too deep to be looked at. */
export function parsePayload(text: string): Value | undefined {
  const value = parseJson(text);
  return value === undefined ? undefined : decoded(value);
}

/** The value after its digest; undefined if the digest does not match. */
export function checkedPayload(digest: string, json: string | undefined, parse = parsePayload): Value | undefined {
  return json !== undefined && shortDigest(json) === digest ? parse(json) : undefined;
}

/** Plain JSON: {@link payloadText} writes what JSON cannot express in another way. */
export function parseJson(text: string): Value | undefined {
  if (levelsOf(text) > MOST_LEVELS) return undefined;
  try {
    return toValue(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** Characters that some tools change, escaped as in JSON. */
export function asciiOf(text: string): string {
  return text.replace(/[^ -~]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** How deep JSON is nested, found without recursion. */
function levelsOf(json: string): number {
  let levels = 0;
  let most = 0;
  let isText = false;
  for (let i = 0; i < json.length; i++) {
    const character = json[i];
    if (isText) {
      if (character === "\\") i++;
      else if (character === '"') isText = false;
    } else if (character === '"') isText = true;
    else if (character === "{" || character === "[") most = Math.max(most, ++levels);
    else if (character === "}" || character === "]") levels--;
  }
  return most;
}

const BIG = "$integer";

/** JSON has no integers beyond a double. */
function encoded(value: Value): Value {
  if (typeof value === "bigint") return Object.assign(newMap(), { [BIG]: String(value) });
  return rebuilt(value, encoded);
}

/** A JSON value with the integers that it spells out. */
export function decoded(value: Value): Value {
  const digits = isMap(value) && Object.keys(value).length === 1 ? value[BIG] : undefined;
  if (typeof digits === "string" && /^-?\d+$/.test(digits)) return BigInt(digits);
  return rebuilt(value, decoded);
}

function rebuilt(value: Value, each: (value: Value) => Value): Value {
  if (isList(value)) return value.map(each);
  if (!isMap(value)) return value;
  const out = newMap();
  for (const key of Object.keys(value)) out[key] = each(value[key] as Value);
  return out;
}
