import { visible, visibleLine } from "../../src/diagnostic/visible.ts";
import { assert, table } from "../cases.ts";

const rows: readonly (readonly [text: string, shown: string])[] = [
  ["plain\ttext ~", "plain\ttext ~"],
  ["é 漢 😀 ⚠️", "é 漢 😀 ⚠️"],
  ["a\nb\r\nc", "a\\nb\\r\\nc"],
  ["\u001b[2J\u0000", "\\u001b[2J\\u0000"],
  ["\u007f\u0085\u009b1m", "\\u007f\\u0085\\u009b1m"],
  ["\u2028\u2029", "\\u2028\\u2029"],
  ["\u202ecod.\u2066\u200f\u061c", "\\u202ecod.\\u2066\\u200f\\u061c"],
  ["a\u200bb\u200d\u2060\ufeff\u00ad", "a\\u200bb\\u200d\\u2060\\ufeff\\u00ad"],
  ["\u3164\u115f\u034f", "\\u3164\\u115f\\u034f"],
  ["\ud800", "\\ud800"],
  ["\u{e0041}", "\\udb40\\udc41"],
];

table("a text whose every character is seen", rows, {
  title: ([text]) => JSON.stringify(text),
  run: ([text, shown]) => assert.is(visible(text), shown),
});

const lines: readonly (readonly [text: string, shown: string])[] = [
  ["::error::x", "\\u003a:error::x"],
  [" \t::error::x", " \t\\u003a:error::x"],
  ["at ::1", "at ::1"],
  ["a: ##vso[task.complete]", "a: \\u0023#vso[task.complete]"],
  ["###[error]x ##teamcity[a]", "#\\u0023#[error]x \\u0023#teamcity[a]"],
  ["##\u200bvso[x]", "##\\u200bvso[x]"],
  ["## Heading [link]", "## Heading [link]"],
  ["x\n::error::y", "x\\n::error::y"],
];

table("a line that commands no CI server", lines, {
  title: ([text]) => JSON.stringify(text),
  run: ([text, shown]) => assert.is(visibleLine(text), shown),
});
