import { applyPatch } from "diff";
import fc from "fast-check";
import { compareLines, hunksOf } from "../../src/report/hunks.ts";
import { lineChanges, linesOf } from "../../src/report/line-changes.ts";
import { unifiedDiff } from "../../src/report/unified-diff.ts";
import { assert, suite, table } from "../cases.ts";
import { runs } from "../runs.ts";

interface Row {
  readonly title: string;
  readonly before: string;
  readonly after: string;
  readonly diff: string;
}

const rows: readonly Row[] = [
  { title: "nothing", before: "a\n", after: "a\n", diff: "" },
  { title: "all of it", before: "", after: "a\n", diff: "@@ -0,0 +1,1 @@\n+a\n" },
  { title: "a line", before: "a\nb\nc\n", after: "a\nB\nc\n", diff: "@@ -1,3 +1,3 @@\n a\n-b\n+B\n c\n" },
  {
    title: "no line break at the end",
    before: "a\nb",
    after: "a\nb\nc",
    diff: "@@ -1,2 +1,3 @@\n a\n-b\n\\ No newline at end of file\n+b\n+c\n\\ No newline at end of file\n",
  },
  {
    title: "two places with more than six lines between",
    before: "1\n2\n3\n4\n5\n6\n7\n8\n9\n",
    after: "2\n3\n4\n5\n6\n7\n8\n",
    diff: "@@ -1,4 +1,3 @@\n-1\n 2\n 3\n 4\n@@ -6,4 +5,3 @@\n 6\n 7\n 8\n-9\n",
  },
];

table("a unified diff", rows, {
  title: ({ title }) => title,
  run: ({ before, after, diff }) => assert.is(unifiedDiff({ file: "f", before, after }), diff === "" ? "" : `--- a/f\n+++ b/f\n${diff}`),
});

const RUNS = runs(1000);
const text = fc
  .tuple(fc.array(fc.constantFrom("a", "b", "", "c: d", "name: x", "name: y", "---", "- +"), { maxLength: 30 }), fc.boolean())
  .map(([lines, isEnded]) => lines.join("\n") + (isEnded ? "\n" : ""));

suite("diffs of any texts", (test) => {
  test("applied to the one, they give the other", () =>
    fc.assert(
      fc.property(text, text, (before, after) => {
        if (before !== after)
          assert.is(applyPatch(before, unifiedDiff({ file: "f", before, after }), { autoConvertLineEndings: false }), after);
      }),
      { numRuns: RUNS },
    ));
  test("each change is in the hunks of one of the ranges into which the lines are cut", () =>
    fc.assert(
      fc.property(text, text, fc.array(fc.nat(30)), (before, after, cuts) => {
        const compared = compareLines(before, after);
        const end = Math.max(1, compared.before.length);
        const borders = [...new Set([0, ...cuts.filter((cut) => cut < end), end])].sort((a, b) => a - b);
        const ranges = borders.slice(1).map((to, i) => ({ from: borders[i] as number, to }));
        const marks = (hunks: ReturnType<typeof hunksOf>) => hunks.flatMap(({ lines }) => lines.filter((line) => /^[-+]/.test(line)));
        assert.equal(
          ranges.flatMap((range) => marks(hunksOf(compared, range))),
          marks(hunksOf(compared)),
        );
      }),
      { numRuns: RUNS },
    ));
  test("of thousands of equal pieces each is compared with its own", () => {
    const piece = (i: number, more: string) => `name: ${i}\nspec:\n  containers:\n  - image: a\n${more}`;
    const all = (more: string) => Array.from({ length: 3000 }, (_, i) => piece(i, more)).join("---\n");
    const added = Array.from({ length: 100 }, (_, i) => `  - line ${i}\n`).join("");
    const changes = lineChanges(linesOf(all("")), linesOf(all(added)));
    assert.is(changes.length, 3000);
    assert.ok(changes.every(({ before, after }) => before.from === before.to && after.to - after.from === 100));
  });
});
