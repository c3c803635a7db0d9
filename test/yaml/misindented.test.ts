import { misindented } from "../../src/yaml/misindented.ts";
import { assert, table } from "../cases.ts";

/** Where the first line in wrong place begins (`^`), and the indentations that would fit. */
const rows: readonly (readonly [text: string, expected: readonly number[] | undefined])[] = [
  ["a:\n  b: 1\n ^c: 2\n", [0, 2]],
  ["a:\n  b:\n  - c: 1\n   ^d: 2\n", [2, 4]],
  ["a:\n  - b: 1\n   ^c: 2\n", [0, 4]],
  ["a:\n- b: 1\n   ^c: 2\n", [2]],
  ["a:\n    b: 1\n  ^c: 1\n", [0, 4]],
  ["a: 1\n  ^b: 2\n", [0]],
  ["a:\n  - b\n ^- c\n", [2]],
  ["a:\n  b:\n ^- c\n", [2]],
  ["a: |\n  text: {\n  - more\nb:\n  c: 1\n ^d: 1\n", [0, 2]],
  ["# head\na:\n  # note\n  b: 1\n\n ^c: 2\n", [0, 2]],
  ["---\na:\n  b: 1\n...\n---\nc:\n    d: 1\n  ^e: 1\n", [0, 4]],
  ['a: &x\n  "b": 1\n ^c: 1\n', [0, 2]],
  ["a:\r\n  b: 1\r\n ^c: 2\r\n", [0, 2]],
  ["a: b\n  goes on\nc: 1\n", undefined],
  ["a:\n- b\n- - c: 1\n    d: 1\n", undefined],
  ["a: {b: 1,\n c: 2}\nd: 1\n", undefined],
  ["- a: 1\n  b:\n  - c\n- d\n", undefined],
];

table("the first line in wrong place", rows, {
  title: ([text]) => JSON.stringify(text),
  run: ([marked, expected]) => {
    const text = marked.replace("^", "");
    const found = misindented(text, text.length);
    assert.equal(found && [found.offset, found.expected], expected && [marked.indexOf("^"), expected]);
  },
});
