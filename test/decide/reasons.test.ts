import { briefReasons, reasons } from "../../src/decide/reasons.ts";
import { assert, suite } from "../cases.ts";

suite("reasons", (test) => {
  test("in few words are fewer words, and each another", () => {
    const brief = Object.values(briefReasons);
    assert.is(new Set(brief).size, Object.keys(reasons).length);
    for (const text of brief) assert.ok(text.length <= 30, text);
  });
});
