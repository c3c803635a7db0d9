import { keyedPath, replaceAt } from "../../src/graft/replace-at.ts";
import { toValue, type ValueMap } from "../../src/value/value.ts";
import { assert, suite } from "../cases.ts";

suite("a value with another at a path", (test) => {
  const value = toValue({ a: [{ b: 1 }, { b: { c: 1 } }], d: {} }) as ValueMap;
  test("is new along the path alone", () => {
    const next = replaceAt(value, ["a", 1, "b"], 2) as ValueMap;
    assert.equal(JSON.parse(JSON.stringify(next)), { a: [{ b: 1 }, { b: 2 }], d: {} });
    assert.is(next.d, value.d);
  });
  test("is itself where that is there already", () => assert.is(replaceAt(value, ["a", 0, "b"], 1), value));
  test("is the other where the path is empty", () => assert.is(replaceAt(value, [], 3), 3));
  test("an index becomes an item", () =>
    assert.equal(keyedPath(["spec", "tasks", 1, "template"]), ["spec", "tasks", { item: "1" }, "template"]));
});
