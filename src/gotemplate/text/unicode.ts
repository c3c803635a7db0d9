import { isAscii } from "./bytes.ts";

/**
 * Go's unicode package as far as templates can see it: classes and simple (one to one) case mappings. The patterns are where
 * they are used, because making one takes its time.
 */
export const isLetter = (char: string): boolean => /^\p{L}$/u.test(char);
export const isDigit = (char: string): boolean => /^\p{Nd}$/u.test(char);
export const isNumber = (char: string): boolean => /^\p{N}$/u.test(char);
export const isPunct = (char: string): boolean => /^\p{P}$/u.test(char);
export const isUpper = (char: string): boolean => /^\p{Lu}$/u.test(char);
export const isLower = (char: string): boolean => /^\p{Ll}$/u.test(char);
export const isTitle = (char: string): boolean => /^\p{Lt}$/u.test(char);

/** What `%q` shows as it is: letters, marks, numbers, punctuation, symbols and the space. */
export function isPrint(code: number): boolean {
  if (code < 0x7f) return code >= 0x20;
  if (code >= 0xd800 && code <= 0xdfff) return false;
  return /^[\p{L}\p{M}\p{N}\p{P}\p{S}]$/u.test(String.fromCodePoint(code));
}

const spaces = new Set(
  "\t\n\v\f\r \u0085\u00a0\u1680\u2028\u2029\u202f\u205f\u3000\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a",
);

export function isSpace(char: string): boolean {
  return spaces.has(char);
}

/** Digraphs whose title case is neither upper nor lower case. */
const digraphTitles: ReadonlyMap<string, string> = new Map(
  ["ǄǅǄ", "ǆǅǄ", "ǅǅǄ", "ǇǈǇ", "ǉǈǇ", "ǈǈǇ", "ǊǋǊ", "ǌǋǊ", "ǋǋǊ", "ǱǲǱ", "ǳǲǱ", "ǲǲǱ"].map((row) => [row[0]!, row[1]!]),
);

/** The upper case of one character; one whose upper case is several characters stays as it is, as in Go. */
export function toUpper(char: string): string {
  return single(char.toUpperCase()) ?? iotaSubscript(char) ?? char;
}

export function toLower(char: string): string {
  return char === "İ" ? "i" : (single(char.toLowerCase()) ?? char);
}

/** A whole text in upper case, character by character. */
export function upperCase(text: string): string {
  return isAscii(text) ? text.toUpperCase() : mapChars(text, toUpper);
}

export function lowerCase(text: string): string {
  return isAscii(text) ? text.toLowerCase() : mapChars(text, toLower);
}

export function toTitle(char: string): string {
  const code = char.codePointAt(0)!;
  if (code >= 0x10d0 && code <= 0x10ff) return char;
  return digraphTitles.get(char) ?? toUpper(char);
}

export function mapChars(text: string, map: (char: string) => string): string {
  let mapped = "";
  for (const char of text) mapped += map(char);
  return mapped;
}

function single(mapped: string): string | undefined {
  return mapped.length === 1 || [...mapped].length === 1 ? mapped : undefined;
}

/** Greek letters with iota subscript: JavaScript writes the iota out, Go has a letter for it. */
function iotaSubscript(char: string): string | undefined {
  const code = char.codePointAt(0)!;
  const low = code & 0xff;
  if (code >= 0x1f80 && code <= 0x1faf) return (code & 8) === 0 ? String.fromCharCode(code + 8) : char;
  return code >> 8 === 0x1f && (low === 0xb3 || low === 0xc3 || low === 0xf3) ? String.fromCharCode(code + 9) : undefined;
}
