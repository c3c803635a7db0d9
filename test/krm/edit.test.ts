import { compare, noListKeys } from "../../src/change/compare.ts";
import { type Edit, nest, spliced } from "../../src/krm/edit.ts";
import { toValue, type Value } from "../../src/value/value.ts";
import { assert, table } from "../cases.ts";

const splices: readonly { readonly splices: readonly (readonly [start: number, end: number, text: string])[]; readonly text: string }[] = [
  { splices: [], text: "abcdef" },
  { splices: [[2, 4, "X"]], text: "abXef" },
  {
    splices: [
      [4, 6, "Z"],
      [0, 1, ""],
    ],
    text: "bcdZ",
  },
  {
    splices: [
      [3, 3, "+"],
      [6, 6, "."],
    ],
    text: "abc+def.",
  },
];

table("splices in a text", splices, {
  title: ({ text }) => text,
  run: ({ splices: given, text }) =>
    assert.is(
      spliced(
        "abcdef",
        given.map(([start, end, inserted]) => ({ start, end, text: inserted })),
      ),
      text,
    ),
});

interface Row {
  readonly title: string;
  readonly before: unknown;
  /** What becomes of the values at some paths. */
  readonly edits: readonly { readonly path: Edit["path"]; readonly to: unknown }[];
  readonly after: unknown;
}

const rows: readonly Row[] = [
  { title: "of the whole", before: { a: 1 }, edits: [{ path: [], to: { a: 2 } }], after: { a: 2 } },
  { title: "below a key", before: { a: { b: 1 }, c: 1 }, edits: [{ path: ["a"], to: { b: 2 } }], after: { a: { b: 2 }, c: 1 } },
  {
    title: "of two items",
    before: { items: [{ n: 1 }, { n: 2 }, { n: 3 }] },
    edits: [
      { path: ["items", 2], to: { n: 4 } },
      { path: ["items", 0], to: {} },
    ],
    after: { items: [{}, { n: 2 }, { n: 4 }] },
  },
];

table("several edits as one", rows, {
  title: ({ title }) => title,
  run: ({ before, edits, after }) => {
    const value = toValue(before);
    const at = (path: Edit["path"]) => path.reduce((found: Value, step) => (found as Record<string | number, Value>)[step] as Value, value);
    const delta = nest(
      value,
      edits.map(({ path, to }) => ({ path, delta: compare(at(path), toValue(to), noListKeys)! })),
    );
    assert.equal(JSON.parse(JSON.stringify(delta.after)), after);
  },
});
