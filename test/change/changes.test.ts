import { changes } from "../../src/change/changes.ts";
import { compare, type ListKeys, noListKeys } from "../../src/change/compare.ts";
import { pathText } from "../../src/graft/path.ts";
import { isMap, toValue } from "../../src/value/value.ts";
import { assert, table } from "../cases.ts";

const byName: ListKeys = {
  field: () => byName,
  item: () => byName,
  identify: (item) => (isMap(item) && typeof item.name === "string" ? item.name : undefined),
};

interface Row {
  readonly title: string;
  readonly before: unknown;
  readonly after: unknown;
  /** Each change as `op path: before > after`. */
  readonly changes: readonly string[];
  readonly unkeyed?: true;
}

const rows: readonly Row[] = [
  { title: "equal", before: { a: [1, { b: 2 }] }, after: { a: [1, { b: 2 }] }, changes: [] },
  { title: "the order of keys", before: { a: 1, b: 2 }, after: { b: 2, a: 1 }, changes: [] },
  {
    title: "keys of a map",
    before: { a: 1, b: 2, d: 4 },
    after: { b: 3, c: null, d: 4 },
    changes: ["remove a: 1", "set b: 2 > 3", "add c: > null"],
  },
  { title: "another type", before: { a: { b: 1 } }, after: { a: [1] }, changes: ['set a: {"b":1} > [1]'] },
  { title: "null for a map", before: { a: null }, after: { a: { b: 1 } }, changes: ['set a: null > {"b":1}'] },
  { title: "an empty map filled", before: { a: {} }, after: { a: { b: 1 } }, changes: ["add a/b: > 1"] },
  { title: "zero and false", before: { a: 0 }, after: { a: false }, changes: ["set a: 0 > false"] },
  { title: "keys that need escapes", before: { "a/b": { "~": 1 } }, after: { "a/b": { "~": 2 } }, changes: ["set a~1b/~0: 1 > 2"] },
  { title: "__proto__ as a key", before: JSON.parse('{"__proto__":1}'), after: {}, changes: ["remove __proto__: 1"] },
  { title: "an item at the end", before: [{ name: "a" }], after: [{ name: "a" }, { name: "b" }], changes: ['add ~:b: > {"name":"b"}'] },
  { title: "an item at the start", before: [{ name: "a" }], after: [{ name: "b" }, { name: "a" }], changes: ['add ~:b: > {"name":"b"}'] },
  {
    title: "an item gone",
    before: [{ name: "a" }, { name: "b" }],
    after: [{ name: "b" }],
    changes: ['remove ~:a: {"name":"a"}', "order : a b"],
  },
  { title: "two items swapped", before: [{ name: "a" }, { name: "b" }], after: [{ name: "b" }, { name: "a" }], changes: ["order : a b"] },
  {
    title: "an item changed within",
    before: [{ name: "a", v: 1 }],
    after: [{ name: "x" }, { name: "a", v: 2 }],
    changes: ['add ~:x: > {"name":"x"}', "set ~:a/v: 1 > 2"],
  },
  {
    title: "two items of one name",
    before: [{ name: "a" }, { name: "a", v: 1 }],
    after: [{ name: "a" }],
    changes: ['set : [{"name":"a"},{"name":"a","v":1}] > [{"name":"a"}]'],
  },
  { title: "items without names", before: [1, 2], after: [1, 3, 2], changes: ["set : [1,2] > [1,3,2]"] },
  { title: "an empty list filled", before: { l: [] }, after: { l: [{ name: "a" }] }, changes: ['add l/~:a: > {"name":"a"}'] },
  {
    title: "a list of which nothing is known",
    before: { l: [{ name: "a" }] },
    after: { l: [{ name: "a" }, { name: "b" }] },
    changes: ['set l: [{"name":"a"}] > [{"name":"a"},{"name":"b"}]'],
    unkeyed: true,
  },
];

table("changes", rows, {
  title: ({ title }) => title,
  run: ({ before, after, changes: wanted, unkeyed }) => {
    const delta = compare(toValue(before), toValue(after), unkeyed ? noListKeys : byName);
    assert.equal(
      changes(delta).map((change) => {
        const at = `${change.op} ${pathText(change.path)}:`;
        if (change.op === "order") return `${at} ${change.before.join(" ")}`;
        const old = "before" in change ? ` ${JSON.stringify(change.before)}` : "";
        return at + old + ("after" in change ? ` > ${JSON.stringify(change.after)}` : "");
      }),
      wanted,
    );
  },
});
