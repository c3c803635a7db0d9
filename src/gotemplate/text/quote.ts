import { isLoneByte } from "./bytes.ts";
import { isPrint } from "./unicode.ts";

/** What Go writes for some characters: a backslash and a letter. */
export const escapes: ReadonlyMap<number, string> = new Map([
  [7, "\\a"],
  [8, "\\b"],
  [12, "\\f"],
  [10, "\\n"],
  [13, "\\r"],
  [9, "\\t"],
  [11, "\\v"],
  [92, "\\\\"],
]);

/** Printable ASCII without quote and backslash. */
const BARE = /^[ !#-[\]-~]*$/;

/** Go's `%q` of a text; `asciiOnly` writes everything beyond ASCII as an escape (`%+q`). */
export function quote(text: string, asciiOnly = false): string {
  if (BARE.test(text)) return `"${text}"`;
  let quoted = '"';
  for (const char of text) quoted += escapeCode(char.codePointAt(0)!, { delimiter: 34, asciiOnly });
  return `${quoted}"`;
}

/** Go's `%q` of a character; what is not a character is U+FFFD. */
export function quoteRune(code: number, asciiOnly = false): string {
  const valid = code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? code : 0xfffd;
  return `'${escapeCode(valid, { delimiter: 39, asciiOnly })}'`;
}

/** A text that can stand between back quotes: no control character but the tab, no back quote, no byte order mark. */
export function canBackquote(text: string): boolean {
  for (const char of text) {
    const code = char.codePointAt(0)!;
    if ((code < 0x20 && code !== 9) || code === 0x60 || code === 0x7f || code === 0xfeff || isLoneByte(code)) return false;
  }
  return true;
}

function escapeCode(code: number, how: { delimiter: number; asciiOnly: boolean }): string {
  if (isLoneByte(code)) return `\\x${hex(code - 0xdc00, 2)}`;
  if (code === how.delimiter) return `\\${String.fromCharCode(code)}`;
  const short = escapes.get(code);
  if (short !== undefined) return short;
  if (code < 0x80 ? code >= 0x20 && code !== 0x7f : !how.asciiOnly && isPrint(code)) return String.fromCodePoint(code);
  if (code < 0x20 || code === 0x7f) return `\\x${hex(code, 2)}`;
  if (code >= 0xd800 && code <= 0xdfff) return how.asciiOnly ? "\\ufffd" : "\ufffd";
  return code < 0x10000 ? `\\u${hex(code, 4)}` : `\\U${hex(code, 8)}`;
}

function hex(value: number, width: number): string {
  return value.toString(16).padStart(width, "0");
}
