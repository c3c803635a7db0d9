import { parsePatch } from "diff";
import { provenanceLines } from "../../src/report/folded.ts";
import { linesOf } from "../../src/report/line-changes.ts";
import { foldedDiff } from "../../src/report/unified-diff.ts";
import { assert, suite, table } from "../cases.ts";

const block = (lines: string) => `metadata:\n  annotations:\n    podgraft.dev/provenance: |-\n${lines}  name: web\nspec: {}\n`;

interface Row {
  readonly title: string;
  readonly before: string;
  readonly after: string;
  readonly diff: readonly string[];
}

const rows: readonly Row[] = [
  { title: "nothing", before: block("      a\n"), after: block("      a\n"), diff: [] },
  {
    title: "an annotation that comes",
    before: "metadata:\n  name: web\nspec: {}\n",
    after: block("      a\n       b\n"),
    diff: ["@@ -1,3 +1,7 @@", " metadata:", "+  annotations:", "# podgraft.dev/provenance: +3 lines", "   name: web", " spec: {}"],
  },
  {
    title: "one that changes in the middle of many lines, and nothing else",
    before: block(`${"      a\n".repeat(9)}      b\n${"      a\n".repeat(9)}`),
    after: block(`${"      a\n".repeat(9)}      c\n      d\n${"      a\n".repeat(9)}`),
    diff: ["@@ -10,7 +10,8 @@", "# podgraft.dev/provenance: +2 -1 lines"],
  },
  {
    title: "one that stays beside what changes",
    before: block("      a\n"),
    after: block("      a\n").replace("web", "api"),
    diff: ["@@ -2,5 +2,5 @@", "   annotations:", "# podgraft.dev/provenance: unchanged", "-  name: web", "+  name: api", " spec: {}"],
  },
  {
    title: "one on a line, at the end of JSON",
    before: '{"annotations":{\n"podgraft.dev/provenance": "a"}}',
    after: '{"annotations":{\n"podgraft.dev/provenance": "b"}}',
    diff: ["@@ -1,2 +1,2 @@", ' {"annotations":{', "# podgraft.dev/provenance: +1 -1 lines"],
  },
  {
    title: "not one among others on a line",
    before: "metadata: {annotations: {podgraft.dev/provenance: a}}\n",
    after: "metadata: {annotations: {podgraft.dev/provenance: b}}\n",
    diff: [
      "@@ -1,1 +1,1 @@",
      "-metadata: {annotations: {podgraft.dev/provenance: a}}",
      "+metadata: {annotations: {podgraft.dev/provenance: b}}",
    ],
  },
];

table("a diff for people", rows, {
  title: ({ title }) => title,
  run: ({ before, after, diff }) => {
    const text = foldedDiff({ file: "f", before, after });
    assert.is(text, diff.length === 0 ? "" : `--- a/f\n+++ b/f\n${diff.join("\n")}\n`);
  },
});

suite("a folded diff", (test) => {
  test("is refused where it is taken for a patch", () => {
    const { before, after } = rows[1] as Row;
    assert.throws(() => parsePatch(foldedDiff({ file: "f", before, after })));
  });
  test("folds what is deeper than the annotation's key, and blank lines in it", () =>
    assert.equal(
      [...provenanceLines(linesOf("- a:\n    'podgraft.dev/provenance': \"b\n\n      c\"\n    d: e\n    podgraft.dev/provenance-of: f\n"))],
      [1, 2, 3],
    ));
});
