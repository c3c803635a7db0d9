import { unquote } from "../../../src/gotemplate/text/unquote.ts";
import { assert, table } from "../../cases.ts";

const rows: readonly (readonly [literal: string, text: string | undefined])[] = [
  ['"a"', "a"],
  ["`a\\n\r`", "a\\n"],
  [String.raw`"\x41\101\u0041\U00000041"`, "AAAA"],
  [String.raw`"\xc3\xa9"`, "é"],
  [String.raw`"\'"`, undefined],
  [String.raw`"\q"`, undefined],
  [String.raw`"\x4"`, undefined],
  [String.raw`"\ud800"`, undefined],
  [String.raw`"\400"`, undefined],
  ['"a', undefined],
  ['"a"b"', undefined],
  ["'a'", undefined],
  ['"', undefined],
];

table("a string literal of Go's", rows, { title: ([literal]) => literal, run: ([literal, text]) => assert.is(unquote(literal), text) });
