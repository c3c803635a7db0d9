import { readFileSync } from "node:fs";
import { join } from "node:path";
import { assert, suite } from "../../cases.ts";
import { runs, sampled } from "../../runs.ts";
import { hasDialects } from "./guard-configs.ts";
import { differences, digestOf, type GuardRow, guarded, guardedPolicy } from "./guarded.ts";

/** What the server grants an expression of a policy. Source: apiserver pkg/apis/cel/config.go PerCallLimit. */
const GRANTED = 1_000_000;
/** The configurations whose pods are generated and checked again; the others' are when the rows are written. */
const CHECKED = 4;
const AGAIN = "run tools/guard-judge/write-rows.ts again";

const rows: readonly GuardRow[] = readFileSync(join(import.meta.dirname, "../../data/guard-judged/rows.jsonl"), "utf8")
  .trimEnd()
  .split("\n")
  .map((line) => JSON.parse(line));

suite("the API server's own code, asked about generated policies and pods,", (test) => {
  test("was asked about 5,000 pods, some of them refused and more of them taken", () => {
    const all = rows.map(({ refused }) => refused).join("");
    const refused = all.replaceAll("0", "").length;
    assert.ok(all.length >= 5000, String(all.length));
    assert.ok(refused > 500 && refused < all.length / 2, String(refused));
  });
  test("was asked about 5,000 pods with other vendors' injectors, some of them refused", () => {
    const all = rows.flatMap(({ seed, refused }) => (hasDialects(seed) ? [refused] : [])).join("");
    assert.ok(all.length >= 5000 && all.replaceAll("0", "").length > 500, String(all.length));
  });
  test("finds nothing wrong with a policy", () =>
    assert.equal(
      rows.flatMap(({ faults }) => faults),
      [],
    ));
  test("evaluates them for pods of any size within what it grants", () => {
    const costs = rows.flatMap(({ cost }) => cost ?? []);
    assert.ok(costs.length >= 4);
    // They were a tenth of the largest pod, and what counts grows evenly.
    assert.ok(Math.max(...costs) * 10 < GRANTED, String(Math.max(...costs)));
  });
  test("was asked about these policies", () => {
    for (const { seed, policy } of sampled(rows)) assert.is(digestOf(guardedPolicy(seed).text), policy, `${seed}: ${AGAIN}`);
  });
  for (const row of rows.slice(0, Math.ceil((CHECKED * runs(100)) / 100)))
    test(`refuses the pods that check --require-injected finds, for configuration ${row.seed}`, () => {
      const made = guarded(row.seed);
      assert.is(digestOf(made.cases), row.pods, AGAIN);
      assert.equal(differences(made, row), []);
    });
});
