import { lineCounter } from "../../src/krm/manifest.ts";
import { assert, suite } from "../cases.ts";

suite("lines of a text", (test) => {
  test("asked for in rising order, and in any other", () => {
    const lineOf = lineCounter("ab\n\ncd\n");
    assert.equal([0, 3, 4, 7, 1, 4, 6].map(lineOf), [1, 2, 3, 4, 1, 3, 3]);
  });
});
