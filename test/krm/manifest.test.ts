import { lineCounter, positionOf } from "../../src/krm/manifest.ts";
import { assert, suite } from "../cases.ts";

const text = "ab\n\ncd\n";

suite("places in a text", (test) => {
  test("line and column of each offset", () =>
    assert.equal(
      [0, 1, 2, 3, 4, 5, 7].map((offset) => positionOf(text, offset)).map(({ line, column }) => `${line}:${column}`),
      ["1:1", "1:2", "1:3", "2:1", "3:1", "3:2", "4:1"],
    ));
  test("lines asked for in rising order, and in any other", () => {
    const lineOf = lineCounter(text);
    assert.equal([0, 3, 4, 7, 1, 4, 6].map(lineOf), [1, 2, 3, 4, 1, 3, 3]);
  });
});
