import { isList, isMap, type Value } from "../value/value.ts";

const LONGEST = 60;

/** A value in a few words, for messages: `"text"`, `80`, `null`, `missing`, `a map (image, args)`, `a list of 3`. */
export function describe(value: Value | undefined): string {
  if (value === undefined) return "missing";
  if (isList(value)) return `a list of ${value.length}`;
  if (isMap(value)) return Object.keys(value).length === 0 ? "an empty map" : `a map (${shorten(Object.keys(value).join(", "))})`;
  return typeof value === "string" ? JSON.stringify(shorten(value)) : String(value);
}

function shorten(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}...` : text;
}
