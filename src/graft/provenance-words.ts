import { asciiOf } from "./payload.ts";

/**
 * A name as one word that no tool changes: characters that are not printable ASCII, and a beginning with another
 * meaning, are escaped.
 */
export function wordOf(name: string): string {
  if (PLAIN.test(name)) return name;
  if (name === "") return NOTHING;
  const spelt = asciiOf(name.replaceAll("\\", "\\u005c").replaceAll(" ", "\\u0020"));
  return PLAIN.test(spelt[0] as string) || spelt[0] === "\\" ? spelt : `\\u00${spelt.charCodeAt(0).toString(16)}${spelt.slice(1)}`;
}

const PLAIN = /^[\w.~-][!-[\]-~]*$/;
const NOTHING = "\\";

/** The name that {@link wordOf} writes as this word. */
export function nameOf(word: string): string {
  if (word === NOTHING) return "";
  return word.replace(/\\u([0-9a-f]{4})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}
