import { type Cursor, TextFault } from "./cursor.ts";
import type { Token } from "./token.ts";

const NAME = /[0-9A-Za-z_-]*/y;
const AFTER_NAME = /[\s?:,\]}%@`\u0085]/;

/** Source: go.yaml.in/yaml scannerc.go yaml_parser_scan_anchor */
export function scanAnchor(cursor: Cursor, type: "alias" | "anchor"): Token {
  const { at: start, column } = cursor;
  const name = matched(cursor, NAME, start + 1);
  cursor.at = start + 1 + name.length;
  if (name === "" || !(cursor.endsToken() || AFTER_NAME.test(cursor.text[cursor.at] as string)))
    throw new TextFault({
      offset: start,
      message: `an unquoted value begins with ${type === "alias" ? "*" : "&"}`,
      fix: "put the value in quotes",
    });
  return { type, start, end: cursor.at, column, text: name };
}

const VERBATIM = /!<([0-9A-Za-z_;/?:@&=+$,.!~*'()[\]%-]+)>/y;
const HANDLE = /!(?:[0-9A-Za-z_-]*!)?/y;
const SUFFIX = /[0-9A-Za-z_;/?:@&=+$,.!~*'()[\]%-]*/y;

/**
 * A tag in full; the one that says nothing is `!`.
 *
 * Source: go.yaml.in/yaml scannerc.go yaml_parser_scan_tag
 */
export function scanTag(cursor: Cursor): Token {
  const { at: start, column } = cursor;
  const text = cursor.char(1) === 60 ? verbatim(cursor) : shorthand(cursor);
  if (!cursor.endsToken())
    throw new TextFault({ offset: start, message: "an unquoted value begins with !", fix: "put the value in quotes" });
  return { type: "tag", start, end: cursor.at, column, text };
}

function verbatim(cursor: Cursor): string {
  const { at } = cursor;
  const found = matched(cursor, VERBATIM, at);
  if (found === "") throw new TextFault({ offset: at, message: "an unquoted value begins with !", fix: "put the value in quotes" });
  cursor.at = at + found.length;
  return decoded(at, found.slice(2, -1));
}

function shorthand(cursor: Cursor): string {
  const { at } = cursor;
  const handle = matched(cursor, HANDLE, at);
  const suffix = matched(cursor, SUFFIX, at + handle.length);
  cursor.at = at + handle.length + suffix.length;
  if (handle !== "!" && handle !== "!!")
    throw new TextFault({ offset: at, message: `the tag begins with ${handle}, which nothing defines`, fix: "put the value in quotes" });
  if (handle === "!!" && suffix === "")
    throw new TextFault({ offset: at, message: "an unquoted value begins with !!", fix: "put the value in quotes" });
  return (handle === "!!" ? "tag:yaml.org,2002:" : "!") + decoded(at, suffix);
}

function decoded(at: number, uri: string): string {
  try {
    return decodeURIComponent(uri);
  } catch {
    throw new TextFault({ offset: at, message: "the tag has a % without two hexadecimal digits" });
  }
}

function matched(cursor: Cursor, pattern: RegExp, at: number): string {
  pattern.lastIndex = at;
  const found = pattern.exec(cursor.text)?.[0] ?? "";
  return found.slice(0, Math.max(0, cursor.end - at));
}
