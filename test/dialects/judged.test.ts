import { readdirSync } from "node:fs";
import { join } from "node:path";
import { dialectTable } from "../../src/dialects/table.ts";
import { assert, suite } from "../cases.ts";
import { sampled } from "../runs.ts";
import { difference, judgedRows } from "./judged-rows.ts";

/** Fewer would leave too much to chance. */
const LEAST = 500;

const judged = readdirSync(join(import.meta.dirname, "../data/dialects")).map((file) => file.replace(".jsonl.gz", ""));

suite("the vendor's own injector makes the same pods as", (test) => {
  for (const name of judged)
    test(name, () => {
      assert.ok(dialectTable.some((dialect) => dialect.name === name));
      const rows = judgedRows(name);
      assert.ok(rows.length >= LEAST, `${rows.length} rows`);
      assert.ok(rows.filter(({ made }) => made).length > rows.length / 2, "most pods are injected");
      assert.equal(
        sampled(rows)
          .flatMap((row) => difference(name, row) ?? [])
          .slice(0, 3),
        [],
      );
    });
});
