import { blockScalar } from "../../src/yaml/block-scalar.ts";
import { assert, table } from "../cases.ts";

/** Each text is the value of a key in column 0; `rest` is what is below it. */
const rows: readonly { name: string; text: string; value: string; rest?: string }[] = [
  { name: "lines", text: "|\n  a\n  b\n", value: "a\nb\n" },
  { name: "without the last line break", text: "|-\n  a\n\n", value: "a" },
  { name: "with all of them", text: "|+\n  a\n\n\nb: c\n", value: "a\n\n\n", rest: "b: c\n" },
  { name: "up to the next key", text: "|\n  a\n\nb: c\n", value: "a\n", rest: "b: c\n" },
  { name: "folded lines", text: ">\n  a\n  b\n\n  c\n", value: "a b\nc\n" },
  { name: "folded, with an indented line", text: ">\n  a\n    b\n  c\n", value: "a\n  b\nc\n" },
  { name: "an indentation that is given", text: "|1\n   a\n  b\n", value: "  a\n b\n" },
  { name: "an indicator of each kind, and a comment", text: "|2- # why\n   a\n", value: " a" },
  { name: "CRLF", text: "|\r\n  a\r\n  b\r\n", value: "a\nb\n" },
  { name: "no line break at the end", text: "|\n  a", value: "a" },
  { name: "nothing", text: "|\nb: c\n", value: "", rest: "b: c\n" },
];

table("a block scalar", rows, {
  title: ({ name }) => name,
  run: ({ text, value, rest = "" }) => {
    const read = blockScalar(text, 0, { column: 0, end: text.length });
    assert.is(read.value, value);
    assert.is(text.slice(read.next), rest);
  },
});

table(
  "what is not a block scalar",
  [
    { text: "| a\n  b\n", says: "text follows | or > on its line" },
    { text: "|0\n  a\n", says: "not a digit from 1 to 9" },
    { text: "|-+\n  a\n", says: "not a digit from 1 to 9" },
    { text: "|\n\ta\n", says: "tab" },
  ],
  {
    title: ({ text }) => JSON.stringify(text),
    run: ({ text, says }) => assert.throws(() => blockScalar(text, 0, { column: 0, end: text.length }), says),
  },
);
