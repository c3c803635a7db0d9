import { assert, suite } from "../../cases.ts";
import { isRefused, type JudgedRow, judgedRows } from "./judged-pods.ts";

const rows = judgedRows();

suite("pods as Kubernetes' API server judges them", (test) => {
  for (const [what, of] of byField(rows))
    test(`${what}: ${of.length} pods`, () => {
      for (const row of of) assert.is(isRefused(row), row.server !== undefined, JSON.stringify(row));
    });
  test("there are thousands of either", () => {
    const refused = rows.filter(({ server }) => server !== undefined).length;
    assert.ok(refused > 3000 && rows.length - refused > 2000, `${refused} of ${rows.length}`);
  });
});

/** By the first two fields of what is tried. */
function byField(all: readonly JudgedRow[]): ReadonlyMap<string, readonly JudgedRow[]> {
  const groups = new Map<string, JudgedRow[]>();
  for (const row of all) {
    const name = row.what.split(/[. ]/, 3).join(".");
    groups.set(name, [...(groups.get(name) ?? []), row]);
  }
  return groups;
}
