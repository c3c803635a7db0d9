import { readFileSync } from "node:fs";
import { annotations, labels } from "../../src/istio/names.ts";
import { assert, suite } from "../cases.ts";

suite("docs/ANNOTATIONS.md", (test) => {
  test("has a row for each annotation and label, and only for those", () => {
    const rows = readFileSync("docs/ANNOTATIONS.md", "utf8").split("\n");
    const named = rows.flatMap((row) => /^\| `([^`]+)`/.exec(row)?.[1] ?? []);
    assert.equal(named.sort(), [...Object.values(annotations), ...Object.values(labels)].sort());
  });
});
