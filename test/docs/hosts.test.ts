import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { hostRows } from "../../tools/host-rows.ts";
import { versionOf } from "../../tools/hosts.ts";
import { withHostTable } from "../../tools/hosts-page.ts";
import { assert, suite } from "../cases.ts";
import { root } from "../files.ts";
import { hostSuite } from "../hosts/hosts.ts";

suite("the table of hosts", (test) => {
  test("is fresh; node --import tsx tools/host-table.ts writes it", () => {
    const page = readFileSync(join(root, "docs/HOSTS.md"), "utf8");
    assert.is(page, withHostTable(page));
  });
  for (const { name, host, tests, example } of hostRows)
    test(`${name}: its example is there, and its tests run it`, () => {
      assert.ok(existsSync(join(root, example)), example);
      const texts = tests.map((file) => readFileSync(join(root, "test", file), "utf8"));
      if (host) for (const text of texts) assert.match(text, `"${host}"`);
    });
});

for (const { host, tested } of hostRows)
  if (host)
    hostSuite([host], `the version of ${host} in the table`, (test) => {
      test("is not newer than the one here, and of the same major", () => {
        const here = versionOf(host);
        if (here === undefined) return;
        const numbers = (version: string) => version.split(".").map(Number) as [number, number];
        assert.is(numbers(here)[0], numbers(tested)[0]);
        assert.ok(numbers(here)[1] >= numbers(tested)[1], `${here} here, ${tested} recorded`);
      });
    });
