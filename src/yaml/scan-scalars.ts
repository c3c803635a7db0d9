import { CHAR } from "./characters.ts";
import { type Cursor, TAB_FAULT, TextFault } from "./cursor.ts";
import { type Token, unclosed } from "./token.ts";

/** Blanks and line breaks between two words of a scalar, and what they mean there. */
class Gap {
  blanks = "";
  /** The first line break; undefined before it. */
  first: string | undefined;
  further = "";

  get isEmpty(): boolean {
    return this.first === undefined && this.blanks === "";
  }

  takeBreak(text: string): void {
    this.blanks = "";
    if (this.first === undefined) this.first = text;
    else this.further += text;
  }

  /** One line break is a space, of several all but the first stay; other breaks stay as they are. */
  joined(): string {
    if (this.first === undefined) return this.blanks;
    if (this.first !== "\n") return this.first + this.further;
    return this.further === "" ? " " : this.further;
  }
}

/** The characters that end a plain scalar in a flow collection: `,`, `?`, brackets and braces. */
const FLOW_END: ReadonlySet<number> = new Set([..."?,[]{}"].map((char) => char.charCodeAt(0)));

/** Source: go.yaml.in/yaml scannerc.go yaml_parser_scan_plain_scalar */
export function plainScalar(cursor: Cursor, { indent, isFlow }: { indent: number; isFlow: boolean }): { token: Token; endsLine: boolean } {
  const { text, at: start, column } = cursor;
  let value = "";
  let end = start;
  let gap = new Gap();
  while (!cursor.isMarker() && cursor.char() !== CHAR.HASH) {
    const word = cursor.at;
    while (!cursor.endsToken() && !(cursor.char() === CHAR.COLON && cursor.endsToken(1)) && !(isFlow && FLOW_END.has(cursor.char())))
      cursor.at++;
    if (cursor.at > word) {
      value += gap.joined() + text.slice(word, cursor.at);
      end = cursor.at;
      gap = new Gap();
    }
    if (!cursor.isBlank() && !cursor.isBreak()) break;
    plainGap(cursor, gap, indent);
    if (!isFlow && cursor.column < indent) break;
  }
  const token: Token = { type: "scalar", start, end, column, text: value, style: "plain" };
  return { token, endsLine: gap.first !== undefined };
}

function plainGap(cursor: Cursor, gap: Gap, indent: number): void {
  while (cursor.isBlank() || cursor.isBreak()) {
    if (cursor.isBreak()) {
      cursor.takeLine();
      gap.takeBreak("\n");
      continue;
    }
    if (gap.first === undefined) gap.blanks += cursor.text[cursor.at] as string;
    else if (cursor.char() === CHAR.TAB && cursor.column < indent) throw new TextFault({ offset: cursor.at, ...TAB_FAULT });
    cursor.at++;
  }
}

/** Source: go.yaml.in/yaml scannerc.go yaml_parser_scan_flow_scalar */
export function quotedScalar(cursor: Cursor, isJson: boolean): Token {
  const { text, at: start, column } = cursor;
  const quote = cursor.char();
  const isSingle = quote === CHAR.SINGLE;
  cursor.at++;
  let value = "";
  for (;;) {
    if (cursor.isMarker() || cursor.char() === CHAR.END) throw new TextFault(unclosed(start, text[start] as string));
    const gap = new Gap();
    let from = cursor.at;
    while (!cursor.endsToken()) {
      const char = cursor.char();
      if (char === quote && isSingle && cursor.char(1) === CHAR.SINGLE) {
        value += text.slice(from, cursor.at + 1);
        cursor.at += 2;
        from = cursor.at;
      } else if (char === quote) break;
      else if (char === CHAR.BACKSLASH && !isSingle) {
        value += text.slice(from, cursor.at);
        if (cursor.isBreak(1)) {
          cursor.at++;
          cursor.takeBreak();
          from = cursor.at;
          gap.first = "";
          break;
        }
        value += escaped(cursor, isJson);
        from = cursor.at;
      } else cursor.at++;
    }
    value += text.slice(from, cursor.at);
    if (cursor.char() === quote && gap.first === undefined) break;
    quotedGap(cursor, gap);
    value += gap.joined();
  }
  cursor.at++;
  return { type: "scalar", start, end: cursor.at, column, text: value, style: isSingle ? "single" : "double" };
}

function quotedGap(cursor: Cursor, gap: Gap): void {
  while (cursor.isBlank() || cursor.isBreak()) {
    if (cursor.isBreak()) gap.takeBreak(cursor.takeBreak());
    else {
      if (gap.first === undefined) gap.blanks += cursor.text[cursor.at] as string;
      cursor.at++;
    }
  }
}

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ["0", "\0"],
  ["a", "\x07"],
  ["b", "\b"],
  ["t", "\t"],
  ["\t", "\t"],
  ["n", "\n"],
  ["v", "\v"],
  ["f", "\f"],
  ["r", "\r"],
  ["e", "\x1b"],
  [" ", " "],
  ['"', '"'],
  ["'", "'"],
  ["\\", "\\"],
  ["N", "\u0085"],
  ["_", "\u00a0"],
  ["L", "\u2028"],
  ["P", "\u2029"],
]);
const HEX_DIGITS: ReadonlyMap<string, number> = new Map([
  ["x", 2],
  ["u", 4],
  ["U", 8],
]);

function escaped(cursor: Cursor, isJson: boolean): string {
  const { text, at } = cursor;
  const name = text[at + 1] ?? "";
  const ofJson = isJson ? jsonEscape(text.slice(at, Math.min(at + 12, cursor.end))) : undefined;
  if (ofJson) {
    cursor.at += ofJson.length;
    return JSON.parse(`"${ofJson}"`) as string;
  }
  const known = ESCAPES.get(name);
  const digits = HEX_DIGITS.get(name) ?? 0;
  const end = at + 2 + digits;
  const hex = text.slice(at + 2, Math.min(end, cursor.end));
  const code = Number.parseInt(hex, 16);
  const isCode = hex.length === digits && /^[0-9A-Fa-f]+$/.test(hex) && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
  if (known === undefined && !isCode)
    throw new TextFault({
      offset: at,
      message: `text in double quotes has the escape ${text.slice(at, Math.min(Math.max(end, at + 2), cursor.end))}, which YAML does not have`,
      fix: "use single quotes, or write \\\\ for a backslash",
    });
  cursor.at = end;
  return known ?? String.fromCodePoint(code);
}

/** Escapes that JSON has and YAML does not: kubectl reads JSON as JSON. */
function jsonEscape(text: string): string | undefined {
  return /^\\(?:\/|u[dD][89ABab][0-9A-Fa-f]{2}\\u[dD][C-Fc-f][0-9A-Fa-f]{2})/.exec(text)?.[0];
}
