import { lineStarts, positionOf } from "../../src/diagnostic/lines.ts";
import { assert, suite, table } from "../cases.ts";

table(
  "where lines begin",
  [
    { title: "in no text", text: "", starts: [0] },
    { title: "without a line break at the end", text: "ab\n\nc", starts: [0, 3, 4] },
    { title: "with one", text: "ab\n\ncd\n", starts: [0, 3, 4, 7] },
  ],
  { title: ({ title }) => title, run: ({ text, starts }) => assert.equal(lineStarts(text), starts) },
);

suite("places in a text", (test) => {
  test("line and column of each offset", () =>
    assert.equal(
      [0, 1, 2, 3, 4, 5, 7].map((offset) => positionOf("ab\n\ncd\n", offset)).map(({ line, column }) => `${line}:${column}`),
      ["1:1", "1:2", "1:3", "2:1", "3:1", "3:2", "4:1"],
    ));
  test("of one text after another", () => {
    assert.equal(positionOf("a\nb", 2), { line: 2, column: 1 });
    assert.equal(positionOf("a b", 2), { line: 1, column: 3 });
    assert.equal(positionOf("a\nb", 2), { line: 2, column: 1 });
  });
});
