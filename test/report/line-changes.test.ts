import { lineChanges, linesOf } from "../../src/report/line-changes.ts";
import { assert, suite, table } from "../cases.ts";

/** Each letter is a line; a change as what is replaced, at which line, by what. */
const rows: readonly { readonly before: string; readonly after: string; readonly changes: readonly string[] }[] = [
  { before: "abc", after: "abc", changes: [] },
  { before: "", after: "ab", changes: ["0:>ab"] },
  { before: "ab", after: "", changes: ["0:ab>"] },
  { before: "abc", after: "axc", changes: ["1:b>x"] },
  { before: "abcd", after: "xabdy", changes: ["0:>x", "2:c>", "4:>y"] },
  { before: "aaa", after: "aaaa", changes: ["3:>a"] },
  { before: "ab", after: "ba", changes: ["0:a>", "2:>a"] },
];

table("the lines that differ", rows, {
  title: ({ before, after }) => `${before} and ${after}`,
  run: ({ before, after, changes }) =>
    assert.equal(
      lineChanges([...before], [...after]).map(
        (change) =>
          `${change.before.from}:${before.slice(change.before.from, change.before.to)}>${after.slice(change.after.from, change.after.to)}`,
      ),
      changes,
    ),
});

suite("the lines of a text", (test) => {
  test("have their breaks, except for a last one that has none", () => assert.equal(linesOf("a\n\r\nb"), ["a\n", "\r\n", "b"]));
  test("are empty for an empty one", () => assert.equal(linesOf(""), []));
});
