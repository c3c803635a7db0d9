import { excerpt, lineAt } from "../../src/template/excerpt.ts";
import { assert, suite } from "../cases.ts";

const text = Array.from({ length: 12 }, (_, i) => `line ${i + 1}`).join("\n");

suite("an excerpt", (test) => {
  test("has two lines on either side", () =>
    assert.is(excerpt(text, 9), "   7 | line 7\n   8 | line 8\n>  9 | line 9\n  10 | line 10\n  11 | line 11"));
  test("ends with the text", () => assert.is(excerpt(text, 12), "  10 | line 10\n  11 | line 11\n> 12 | line 12"));
  test("begins with the text", () => assert.is(excerpt("a\nb", 1), "> 1 | a\n  2 | b"));
  test("is of the line that an offset is in", () =>
    assert.equal(
      [0, 6, 7, text.length].map((offset) => lineAt(text, offset)),
      [1, 1, 2, 12],
    ));
});
