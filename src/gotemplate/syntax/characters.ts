import { isPrint } from "../text/unicode.ts";

export const SPACE = 32;
export const QUOTE = 34;
export const DOLLAR = 36;
export const DOT = 46;
/** `.,|:()` */
export const terminators: ReadonlySet<number> = new Set([46, 44, 124, 58, 40, 41]);

export const isSpace = (code: number): boolean => code === 32 || code === 10 || code === 9 || code === 13;
export const isDigit = (code: number): boolean => code >= 48 && code <= 57;
export const isSign = (code: number): boolean => code === 43 || code === 45;

/** A letter, a digit or an underscore. Only what is not ASCII asks for Unicode's classes, which take their time to make. */
export function isWord(code: number): boolean {
  const isAscii = (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || isDigit(code) || code === 95;
  return isAscii || (code >= 128 && /[\p{L}\p{Nd}]/u.test(String.fromCodePoint(code)));
}

/** Where a text ends without the spaces at its end. */
export function trimEnd(text: string, span: { from: number; end: number }): number {
  let end = span.end;
  while (end > span.from && isSpace(text.charCodeAt(end - 1))) end--;
  return end;
}

/** `U+0040 '@'`, as Go's `%#U`; the end of the text is -1 there. */
export function unicodeName(code: number): string {
  if (code === -1) return "U+FFFFFFFFFFFFFFFF";
  const hex = `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
  return isPrint(code) ? `${hex} '${String.fromCodePoint(code)}'` : hex;
}
