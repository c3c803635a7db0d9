import { type KeptLines, keptLines, keptLinesValue, parseKeptLines, withKeptLines } from "../../src/graft/kept-lines.ts";
import type { Value } from "../../src/value/value.ts";
import { assert, table } from "../cases.ts";

const rows: readonly { readonly name: string; readonly printed: string; readonly wanted: string }[] = [
  { name: "nothing", printed: "a b c", wanted: "a b c" },
  { name: "a line", printed: "a b c", wanted: "a x c" },
  { name: "fewer lines", printed: "a b c d", wanted: "a x d" },
  { name: "a line that is gone", printed: "a b c", wanted: "a c" },
  { name: "a line that was lost", printed: "a c", wanted: "a b c" },
  { name: "lines that were lost above the first", printed: "c", wanted: "a b c" },
  { name: "lines that were lost at the end", printed: "a", wanted: "a b c" },
  { name: "several", printed: "a b c d e f", wanted: "x b d e y y f z" },
  { name: "the same line twice", printed: "p q p q p", wanted: "p q p x p" },
  { name: "other order", printed: "a b c", wanted: "c a b" },
];

table("lines that are kept", rows, {
  title: ({ name }) => name,
  run: ({ printed, wanted }) => {
    const [from, to] = [printed.split(" "), wanted.split(" ")];
    const kept = keptLines(from, to);
    const read = JSON.parse(JSON.stringify(kept.map(keptLinesValue))).map((value: Value) => parseKeptLines(value)) as readonly KeptLines[];
    assert.equal(read, kept);
    assert.equal(withKeptLines(from, read, 0), { lines: to, missed: [] });
    // The object moved down; or others wrote lines above, and only lines that occur once can be reported.
    assert.equal(withKeptLines(["v", "w", ...from], read, 2), { lines: ["v", "w", ...to], missed: [] });
    if (new Set(from).size === from.length)
      assert.equal(withKeptLines(["v", "w", ...from], read, 0), { lines: ["v", "w", ...to], missed: [] });
  },
});

table("lines whose place is gone", [["a b c", "a x c"]] as const, {
  title: ([printed]) => printed,
  run: ([printed, wanted]) => {
    const kept = keptLines(printed.split(" "), wanted.split(" "));
    assert.equal(withKeptLines(["a", "edited", "c"], kept, 0), { lines: ["a", "edited", "c"], missed: kept });
  },
});

table("what is not a kept line", [null, 1, [], [1, 1, "abc"], [1, 1, "abc", 3], ["1", 1, "abc", "x"], [1, null, "abc", "x"]] as Value[], {
  title: (value) => JSON.stringify(value),
  run: (value) => assert.is(parseKeptLines(value), undefined),
});
