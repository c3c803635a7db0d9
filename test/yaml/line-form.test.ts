import { type LineForm, lineForm } from "../../src/yaml/line-form.ts";
import { assert, table } from "../cases.ts";

/** A form in short: `key a 3 = 1`: what it is, its key, where its value begins, and that value where it is whole. */
function short({ kind, key, at, inner, scalar }: LineForm): string {
  const value = scalar === undefined ? "" : ` = ${JSON.stringify(scalar.value)}`;
  return `${kind}${key === "" ? "" : ` ${key}`}${at === -1 ? "" : ` ${at}`}${value}${inner === undefined ? "" : `, ${short(inner)}`}`;
}

const rows: readonly (readonly [line: string, form: string])[] = [
  ["", "blank"],
  ["   # c", "blank"],
  ["a: 1", "key a 3 = 1"],
  ["  a: x y # c", 'key a 5 = "x y"'],
  ["a:", "key a"],
  ["a: # c", "key a"],
  ['"a b": 1', "key a b 7 = 1"],
  ["a: |", "key a 3"],
  ["a: {b: 1}", "key a 3"],
  ['a: "x', "key a 3"],
  ["- x", 'dash, value 2 = "x"'],
  ["-", "dash"],
  ["- a: 1", "dash, key a 5 = 1"],
  ["- - x", 'dash, dash, value 4 = "x"'],
  ["-x", 'value 0 = "-x"'],
  ["a:b", 'value 0 = "a:b"'],
  ["a #: b", 'value 0 = "a"'],
  ["<<: *x", "value 0"],
];

table("what is on a line", rows, {
  title: ([line]) => JSON.stringify(line),
  run: ([line, form]) => assert.is(short(lineForm(line)), form),
});
