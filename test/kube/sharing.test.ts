import { draftOf, own, reuse, reuseItems, setKey } from "../../src/kube/sharing.ts";
import { toValue, type ValueList, type ValueMap } from "../../src/value/value.ts";
import { assert, suite } from "../cases.ts";

const map = (data: object) => toValue(data) as ValueMap;

suite("a draft", (test) => {
  test("is the map itself until something changes", () => {
    const before = map({ a: 1, b: {} });
    const draft = draftOf(before);
    setKey(draft, "a", 1);
    setKey(draft, "c", undefined);
    assert.is(draft.map, before);
    setKey(draft, "a", 2);
    setKey(draft, "b", undefined);
    assert.equal([{ ...draft.map }, { ...before }], [{ a: 2 }, { a: 1, b: map({}) }]);
  });
});

suite("what is the same twice", (test) => {
  test("is the original's object", () => {
    const original = map({ a: { x: [1, { y: 1 }] }, b: { z: 1 } });
    const next = reuse(original, toValue({ a: { x: [1, { y: 1 }] }, b: { z: 2 } })) as ValueMap;
    assert.is(next.a, original.a);
    assert.is.not(next.b, original.b);
    assert.is(reuse(original, toValue({ a: { x: [1, { y: 1 }] }, b: { z: 1 } })), original);
  });
  test("is the original's list", () => {
    const original = toValue([{}, {}]) as ValueList;
    assert.is(reuseItems(original, [...original]), original);
    assert.is.not(reuseItems(original, original.slice(1)), original);
  });
  test("is not what is in a prototype", () => assert.is(own(map({}), "constructor"), undefined));
});
