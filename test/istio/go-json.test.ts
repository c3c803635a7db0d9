import { byCodePoint, goJson, goJsonSorted, parseJson, rangeJson } from "../../src/istio/go-json.ts";
import { toValue } from "../../src/value/value.ts";
import { assert, suite } from "../cases.ts";

suite("JSON as Go prints it", (test) => {
  test("escapes what matters to HTML", () =>
    assert.is(goJson(toValue({ "<a>": ["&", "\u2028", "é"] })), '{"\\u003ca\\u003e":["\\u0026","\\u2028","é"]}'));
  test("has integers in full", () => assert.is(goJson([2n ** 63n, 1.5, null, true]), "[9223372036854775808,1.5,null,true]"));
  test("of a map has its keys sorted by code points", () =>
    assert.is(
      goJsonSorted(toValue({ b: 1, "\u{1f600}": 1, "\uff5e": 1, a: { d: 1, c: 1 } })),
      '{"a":{"c":1,"d":1},"b":1,"\uff5e":1,"\u{1f600}":1}',
    ));
  test("a shorter text comes first", () => assert.equal(["ab", "a", "b"].sort(byCodePoint), ["a", "ab", "b"]));
});

suite("a JSON text", (test) => {
  const plain = (value: unknown) => value && JSON.parse(JSON.stringify(value));
  test("is read without prototypes", () => {
    const value = parseJson('{"__proto__": 1}') as Readonly<Record<string, unknown>>;
    assert.is(Object.getPrototypeOf(value), null);
    assert.equal(Object.keys(value), ["__proto__"]);
  });
  test("is nothing where it is not JSON", () => assert.equal([parseJson(""), parseJson("{")], [undefined, undefined]));
  test("is ranged over as a template does", () => {
    assert.equal(plain(rangeJson('{"b": 1, "a": 2}')), [
      ["a", 2],
      ["b", 1],
    ]);
    assert.equal(plain(rangeJson("[5, 6]")), [
      ["0", 5],
      ["1", 6],
    ]);
    assert.equal([rangeJson("null"), rangeJson("1"), rangeJson("{")], [[], undefined, undefined]);
  });
});
