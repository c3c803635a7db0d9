import { decode, encode } from "./bytes.ts";
import { escapes } from "./quote.ts";

/** Go's error for an invalid literal; it says nothing more. */
export const invalidSyntax = "invalid syntax";

const simple: ReadonlyMap<string, number> = new Map(Array.from(escapes, ([code, written]) => [written.charAt(1), code]));

interface Character {
  readonly code: number;
  /** The code is a byte (`\xff`, `\377`), not a character. */
  readonly isByte: boolean;
  /** The offset after it. */
  readonly end: number;
}

/** The text of a Go string literal in double or back quotes, or undefined if its syntax is invalid. */
export function unquote(literal: string): string | undefined {
  const mark = literal[0];
  if (literal.length < 2 || mark !== literal.at(-1)) return undefined;
  if (mark === "`") return literal.slice(1, -1).includes("`") ? undefined : literal.slice(1, -1).replaceAll("\r", "");
  if (mark !== '"') return undefined;
  if (!literal.includes("\\")) return literal.slice(1, -1).includes('"') ? undefined : literal.slice(1, -1);
  return unescapeAll(literal);
}

/** The character at the start of a literal's inside, `mark` being the quote around it; undefined if it is invalid. */
export function unquoteChar(literal: string, at: number): Character | undefined {
  const mark = literal[0];
  const char = String.fromCodePoint(literal.codePointAt(at) ?? 0);
  if (at >= literal.length || char === mark || char === "\n") return undefined;
  if (char !== "\\") return { code: char.codePointAt(0)!, isByte: false, end: at + char.length };
  return escapeAt(literal, at + 1);
}

function unescapeAll(literal: string): string | undefined {
  let text = "";
  let bytes: number[] = [];
  const flush = () => {
    if (bytes.length > 0) text += decode(Uint8Array.from(bytes));
    bytes = [];
  };
  for (let at = 1; at < literal.length - 1; ) {
    const char = unquoteChar(literal, at);
    if (char === undefined) return undefined;
    if (char.isByte) bytes.push(char.code);
    else if (bytes.length > 0) bytes.push(...encode(String.fromCodePoint(char.code)));
    else text += String.fromCodePoint(char.code);
    if (!char.isByte) flush();
    at = char.end;
    if (at > literal.length - 1) return undefined;
  }
  flush();
  return text;
}

function escapeAt(literal: string, at: number): Character | undefined {
  const letter = literal[at] ?? "";
  const plain = simple.get(letter);
  if (plain !== undefined) return { code: plain, isByte: false, end: at + 1 };
  if (letter === "'" || letter === '"')
    return letter === literal[0] ? { code: letter.charCodeAt(0), isByte: false, end: at + 1 } : undefined;
  const digits = { x: 2, u: 4, U: 8 }[letter];
  if (digits !== undefined) return number(literal, { at: at + 1, digits, base: 16, isByte: letter === "x" });
  return letter >= "0" && letter <= "7" ? number(literal, { at, digits: 3, base: 8, isByte: true }) : undefined;
}

function number(literal: string, how: { at: number; digits: number; base: number; isByte: boolean }): Character | undefined {
  const end = how.at + how.digits;
  const text = literal.slice(how.at, end);
  if (text.length < how.digits || !(how.base === 16 ? /^[0-9a-fA-F]+$/ : /^[0-7]+$/).test(text)) return undefined;
  const code = Number.parseInt(text, how.base);
  if (how.isByte ? code > 255 : code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return undefined;
  return { code, isByte: how.isByte, end };
}
