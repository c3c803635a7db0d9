import { readFileSync } from "node:fs";
import { dialectTexts } from "../../tools/dialect-texts.ts";
import { assert, suite } from "../cases.ts";

suite("src/dialects/*/texts.gen.ts", (test) => {
  test("there are some", () => assert.ok(dialectTexts().size > 0));
  for (const [path, text] of dialectTexts())
    test(`${path} is what the files beside it hold; node --import tsx tools/write-dialect-texts.ts writes it`, () =>
      assert.is(readFileSync(path, "utf8"), text));
});
