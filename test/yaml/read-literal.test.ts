import { literalScalar } from "../../src/yaml/read-literal.ts";
import { assert, table } from "../cases.ts";

/** What is behind a key at column 0, its value and what is left behind it; undefined if only the full reader knows. */
const rows: readonly (readonly [text: string, value: string | undefined, rest?: string])[] = [
  ["|\n  a\n  b\nc: 1\n", "a\nb\n", "c: 1\n"],
  ["|-\n  a\n\n\nc: 1\n", "a", "\n\nc: 1\n"],
  ["|+\n  a\n\nc: 1\n", "a\n\n", "c: 1\n"],
  ["| # c\n  a\n    b\n\n  c\n", "a\n  b\n\nc\n", ""],
  ["|\n  a", "a", ""],
  ["|2\n  a\n", undefined],
  ["|\na\n", undefined],
  ["|\n    \n  a\n", undefined],
  [">\n  a\n", undefined],
];

table("a literal", rows, {
  title: ([text]) => JSON.stringify(text),
  run: ([text, value, rest]) => {
    const scalar = literalScalar(text, 0, { parentColumn: 0, end: text.length });
    assert.is(scalar?.value, value);
    assert.is(scalar && text.slice(scalar.end), rest);
  },
});
