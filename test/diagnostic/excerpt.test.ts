import { excerpt } from "../../src/diagnostic/excerpt.ts";
import { assert, suite } from "../cases.ts";

const text = Array.from({ length: 12 }, (_, i) => `line ${i + 1}`).join("\n");

suite("an excerpt", (test) => {
  test("has two lines on either side", () =>
    assert.equal(excerpt(text, 9), ["   7 | line 7", "   8 | line 8", ">  9 | line 9", "  10 | line 10", "  11 | line 11"]));
  test("ends with the text", () => assert.equal(excerpt(text, 12), ["  10 | line 10", "  11 | line 11", "> 12 | line 12"]));
  test("begins with the text", () => assert.equal(excerpt("a\nb", 1), ["> 1 | a", "  2 | b"]));
  test("shows no line behind a line break at the end", () => assert.equal(excerpt("a\nb\n", 1), ["> 1 | a", "  2 | b"]));
  test("of no text is an empty line", () => assert.equal(excerpt("", 1), ["> 1 | "]));
});
