import { at, equal, isMap, newMap, toValue, type Value, withKey } from "../../src/value/value.ts";
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
