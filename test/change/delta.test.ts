import { compare, noListKeys } from "../../src/change/compare.ts";
import { type Delta, withAfter } from "../../src/change/delta.ts";
import { equal, toValue, type Value } from "../../src/value/value.ts";
import { assert, table } from "../cases.ts";

const rows: readonly {
  readonly name: string;
  readonly before: unknown;
  readonly after: unknown;
  readonly path: string[];
  readonly want?: unknown;
}[] = [
  { name: "an added key", before: { a: 1 }, after: { a: 1, b: 2 }, path: ["b"], want: { a: 1, b: "x" } },
  { name: "within an added map", before: {}, after: { a: { b: 2, c: 3 } }, path: ["a", "b"], want: { a: { b: "x", c: 3 } } },
  { name: "within a map in the place of null", before: { a: null }, after: { a: { b: 2 } }, path: ["a", "b"], want: { a: { b: "x" } } },
  { name: "a changed value, deep", before: { a: { b: 1 } }, after: { a: { b: 2 } }, path: ["a", "b"], want: { a: { b: "x" } } },
  { name: "what did not change", before: { a: 1, b: 1 }, after: { a: 1, b: 2 }, path: ["a"] },
  { name: "what is gone", before: { a: 1, b: 1 }, after: { b: 1 }, path: ["a"] },
  { name: "what is not there", before: { a: {} }, after: { a: { b: 1 } }, path: ["a", "c"] },
  { name: "within a list", before: { a: [1] }, after: { a: [2] }, path: ["a", "0"] },
];

table("another value in a delta", rows, {
  title: ({ name }) => name,
  run: ({ before, after, path, want }) => {
    const [old, now] = [toValue(before), toValue(after)];
    const changed = withAfter(compare(old, now, noListKeys) as Delta, path, "x");
    assert.is(changed === undefined, want === undefined);
    if (!changed) return;
    assert.ok(equal(changed.after, toValue(want)));
    // Its parts say the same as the whole.
    assert.ok(equal(changed.after, (compare(old, toValue(want), noListKeys) as { after: Value }).after));
  },
});
