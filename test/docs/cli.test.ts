import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { cliPage } from "../../tools/cli-page.ts";
import { assert, suite } from "../cases.ts";

suite("docs/CLI.md", (test) => {
  test("is what the tables of commands and options say", () =>
    assert.is(readFileSync(join(resolve(import.meta.dirname, "../.."), "docs/CLI.md"), "utf8"), cliPage()));
});
