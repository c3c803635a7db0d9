import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parameterTable } from "../../src/cli/parameter-table.ts";
import { assert } from "../cases.ts";
import { hostSuite } from "../hosts/hosts.ts";
import { followPage, root } from "./follow-page.ts";

hostSuite([], "docs/ARGO-CD.md", (test) => {
  test("every command in it works, and gives the output that it shows", () => followPage("docs/ARGO-CD.md"));

  test("its parameters are those that there are", () => {
    const rows = [...readFileSync(join(root, "docs/ARGO-CD.md"), "utf8").matchAll(/^\| `([\w-]+)` \| (string|array|map) \|/gm)];
    const facts = Object.entries(parameterTable).map(([name, { type }]) => [name, type]);
    assert.equal(rows.map(([, name, type]) => [name, type]).sort(), facts.sort());
  });
});
