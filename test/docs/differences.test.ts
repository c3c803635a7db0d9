import { existsSync, readFileSync } from "node:fs";
import { assert, suite } from "../cases.ts";

suite("docs/DIFFERENCES.md", (test) => {
  const page = readFileSync("docs/DIFFERENCES.md", "utf8");
  const rows = page.split("\n").filter((line) => line.startsWith("| ") && !line.startsWith("| Istio |"));
  test("each row names a case", () => {
    assert.ok(rows.length > 0);
    for (const row of rows) assert.match(row, /`test\/[^`]+` \|$/);
  });
  test("each case is there", () => {
    for (const [, path] of page.matchAll(/`(test\/[^`]+)`/g)) assert.ok(existsSync(path as string), path);
  });
});
