import { visible } from "../../src/report/visible.ts";
import { assert, table } from "../cases.ts";

const rows: readonly (readonly [text: string, shown: string])[] = [
  ["plain\n\ttext", "plain\n\ttext"],
  ["é 漢 😀", "é 漢 😀"],
  ["\u001b[2J\u0000\r", "\u241b[2J\u2400\u240d"],
  ["\u007f", "\u2421"],
  ["\u009b1m", "\ufffd1m"],
];

table("a text that commands no terminal", rows, {
  title: ([text]) => JSON.stringify(text),
  run: ([text, shown]) => assert.is(visible(text), shown),
});
