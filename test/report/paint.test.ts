import { inColour } from "../../src/report/paint.ts";
import { assert, suite } from "../cases.ts";

suite("words in colour", (test) => {
  test("have the colour of their style, and none of their own", () => {
    assert.is(inColour("a\u001b[31m", "error"), "\u001b[1;31ma\\u001b[31m\u001b[0m");
    assert.is(inColour("a"), "a");
  });
});
