import { readFileSync } from "node:fs";
import { commandTable } from "../../src/cli/command-table.ts";
import { takeTour } from "../../tools/tour-page.ts";
import { assert, suite } from "../cases.ts";

suite("the tour", (test) => {
  const page = takeTour();
  test("docs/TOUR.md is what the commands print", () => assert.is(readFileSync("docs/TOUR.md", "utf8"), page));
  test("it comes to every command, except for what only the executable has", () => {
    for (const name of Object.keys(commandTable).filter((name) => name !== "copy")) assert.match(page, `\n$ podgraft ${name} `.trimEnd());
  });
});
