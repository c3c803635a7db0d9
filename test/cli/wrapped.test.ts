import { wrapped } from "../../src/cli/wrapped.ts";
import { assert, table } from "../cases.ts";

const words = (count: number) => Array(count).fill("word").join(" ");
const rows: readonly { readonly name: string; readonly text: string; readonly columns?: number; readonly want: string }[] = [
  { name: "without a width it stays", text: words(40), want: words(40) },
  { name: "in a very narrow window it stays", text: words(40), columns: 39, want: words(40) },
  { name: "a line that fits stays", text: `${words(8)}\n`, columns: 40, want: `${words(8)}\n` },
  { name: "a longer one goes on, indented", text: `  ${words(10)}\n`, columns: 40, want: `  ${words(7)}\n    ${words(3)}\n` },
  { name: "and on", text: words(20), columns: 40, want: `${words(8)}\n  ${words(7)}\n  ${words(5)}` },
  { name: "a long word is not cut", text: `at ${"x".repeat(50)}`, columns: 40, want: `at\n  ${"x".repeat(50)}` },
  {
    name: "colours have no width",
    text: `\u001b[1;31m${words(8)}\u001b[0m`,
    columns: 40,
    want: `\u001b[1;31m${words(8)}\u001b[0m`,
  },
  { name: "an excerpt stays", text: `      > 18 | ${words(10)}`, columns: 40, want: `      > 18 | ${words(10)}` },
  { name: "several blanks stay together", text: `${words(7)}  ${words(2)}`, columns: 40, want: `${words(7)}  word\n  word` },
];

table("a report in a terminal", rows, {
  title: ({ name }) => name,
  run: ({ text, columns, want }) => assert.is(wrapped(text, columns), want),
});
