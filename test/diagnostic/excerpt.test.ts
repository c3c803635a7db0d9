import { excerpt, lineAt } from "../../src/diagnostic/excerpt.ts";
import { assert, suite } from "../cases.ts";

const text = Array.from({ length: 12 }, (_, i) => `line ${i + 1}`).join("\n");

suite("an excerpt", (test) => {
  test("has two lines on either side", () =>
    assert.equal(excerpt(text, 9), ["   7 | line 7", "   8 | line 8", ">  9 | line 9", "  10 | line 10", "  11 | line 11"]));
  test("ends with the text", () => assert.equal(excerpt(text, 12), ["  10 | line 10", "  11 | line 11", "> 12 | line 12"]));
  test("begins with the text", () => assert.equal(excerpt("a\nb", 1), ["> 1 | a", "  2 | b"]));
  test("is of the line that an offset is in", () =>
    assert.equal(
      [0, 6, 7, text.length].map((offset) => lineAt(text, offset)),
      [1, 1, 2, 12],
    ));
});
