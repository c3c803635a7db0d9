import {
  at,
  equal,
  integerValue,
  isMap,
  mergeValues,
  newMap,
  sharing,
  toValue,
  type Value,
  withKey,
  withPath,
} from "../../src/value/value.ts";
import { assert, suite, table } from "../cases.ts";

const equalities: { name: string; a: unknown; b: unknown; same: boolean }[] = [
  { name: "maps in another key order", a: { a: 1, b: [2] }, b: { b: [2], a: 1 }, same: true },
  { name: "lists in another order", a: [1, 2], b: [2, 1], same: false },
  { name: "a key more", a: { a: 1 }, b: { a: 1, b: null }, same: false },
  { name: "a missing key against null", a: { a: null }, b: { b: null }, same: false },
  { name: "a list against a map", a: [], b: {}, same: false },
  { name: "1 against '1'", a: 1, b: "1", same: false },
  { name: "not a number", a: Number.NaN, b: Number.NaN, same: true },
  { name: "null against an empty map", a: null, b: {}, same: false },
];

table("equal", equalities, {
  title: (row) => row.name,
  run: ({ a, b, same }) => assert.is(equal(toValue(a), toValue(b)), same),
});

const shared: { name: string; earlier: unknown; data: unknown; same: boolean }[] = [
  { name: "equal maps", earlier: { a: [1, { b: "x" }] }, data: { a: [1, { b: "x" }] }, same: true },
  { name: "an undefined property", earlier: { a: 1 }, data: { a: 1, b: undefined }, same: true },
  { name: "another order of keys", earlier: { a: 1, b: 2 }, data: { b: 2, a: 1 }, same: false },
  { name: "a key more", earlier: { a: 1 }, data: { a: 1, b: 2 }, same: false },
  { name: "a key less", earlier: { a: 1, b: 2 }, data: { a: 1 }, same: false },
  { name: "a longer list", earlier: [1], data: [1, 2], same: false },
  { name: "a shorter list", earlier: [1, 2], data: [1], same: false },
  { name: "a list in place of a map", earlier: {}, data: [], same: false },
];

table("sharing", shared, {
  title: (row) => row.name,
  run: ({ earlier, data, same }) => {
    const before = toValue(earlier);
    const now = sharing(before, data);
    assert.equal(JSON.stringify(now), JSON.stringify(toValue(data)));
    assert.is(now === before, same);
  },
});

suite("sharing in parts", (test) => {
  test("what is alike within what differs is the earlier object", () => {
    const before = toValue({ env: [{ name: "A" }, { name: "B" }], ports: [1] });
    const now = sharing(before, { env: [{ name: "A" }, { name: "C" }], ports: [1] });
    assert.is(at(now, "env", 0), at(before, "env", 0));
    assert.is(at(now, "ports"), at(before, "ports"));
    assert.equal(at(now, "env", 1), toValue({ name: "C" }));
  });
});

suite("maps without prototype", (test) => {
  test("__proto__ and constructor are data", () => {
    const map = toValue(JSON.parse('{"__proto__": {"polluted": true}, "constructor": 1}'));
    assert.ok(isMap(map));
    assert.equal(Object.keys(map as object), ["__proto__", "constructor"]);
    assert.is(at(map, "toString"), undefined);
    assert.is(({} as Record<string, unknown>).polluted, undefined);
  });
  test("withKey keeps the order of keys", () => {
    const map = toValue({ a: 1, b: 2, c: 3 }) as { [key: string]: Value };
    assert.equal(Object.entries(withKey(map, "b", 5)), [
      ["a", 1],
      ["b", 5],
      ["c", 3],
    ]);
    assert.equal(Object.entries(withKey(map, "b", undefined)), [
      ["a", 1],
      ["c", 3],
    ]);
    assert.equal(Object.entries(withKey(newMap(), "x", null)), [["x", null]]);
  });
});

suite("values", (test) => {
  test("withPath makes what is absent on the way, and replaces what is not a map", () => {
    const map = toValue({ a: { b: 1 }, c: 2 }) as { [key: string]: Value };
    assert.equal(withPath(map, ["a", "d"], 3), toValue({ a: { b: 1, d: 3 }, c: 2 }));
    assert.equal(withPath(map, ["c", "d", "e"], 3), toValue({ a: { b: 1 }, c: { d: { e: 3 } } }));
  });
  test("mergeValues merges maps, and null removes", () => {
    const [weaker, stronger] = [toValue({ a: { b: 1, c: 2 }, d: [1] }), toValue({ a: { b: null, e: 3 }, d: [2] })];
    assert.equal(
      mergeValues(weaker as ReturnType<typeof newMap>, stronger as ReturnType<typeof newMap>),
      toValue({ a: { c: 2, e: 3 }, d: [2] }),
    );
  });
});

suite("a number of Go's", (test) => {
  test("is one of podgraft's", () => assert.equal([integerValue(600n), integerValue(2n ** 60n)], [600, 2n ** 60n]));
});
