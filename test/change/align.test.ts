import { alignEqual } from "../../src/change/align.ts";
import { assert, suite, table } from "../cases.ts";

const rows: readonly [before: string, after: string, matches: readonly number[]][] = [
  ["", "", []],
  ["", "ab", [-1, -1]],
  ["ab", "", []],
  ["abc", "abc", [0, 1, 2]],
  ["abc", "xabc", [-1, 0, 1, 2]],
  ["abc", "abcx", [0, 1, 2, -1]],
  ["abc", "axbc", [0, -1, 1, 2]],
  ["abc", "ac", [0, 2]],
  ["abcd", "badc", [1, -1, 3, -1]],
  ["aa", "a", [0]],
  ["a", "aa", [0, -1]],
  ["abcab", "abab", [0, 1, 3, 4]],
];

table("equal items in rising order", rows, {
  title: ([before, after]) => `${before || "nothing"} to ${after || "nothing"}`,
  run: ([before, after, matches]) => assert.equal(alignEqual([...before], [...after]), matches),
});

suite("long lists", (test) => {
  test("beyond the limit only beginning and end are matched", () => {
    const before = ["first", ...Array.from({ length: 600 }, (_, i) => `old ${i}`), "middle", "last"];
    const after = ["first", "middle", ...Array.from({ length: 600 }, (_, i) => `new ${i}`), "last"];
    const matches = alignEqual(before, after);
    assert.is(matches[0], 0);
    assert.is(matches[1], -1);
    assert.is(matches.at(-1), before.length - 1);
  });
});
