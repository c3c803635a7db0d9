import { jsonText } from "../../src/report/json-text.ts";
import { toValue } from "../../src/value/value.ts";
import { assert, suite, table } from "../cases.ts";

const alike: readonly unknown[] = [null, 1.5, 'a\n"b é', [], {}, [1, [], { a: {} }], { a: [1, { b: null }], __x: false }];

table("JSON as JSON.stringify has it", alike, {
  title: (value) => JSON.stringify(value),
  run: (value) => assert.is(jsonText(toValue(value)), `${JSON.stringify(value, null, 2)}\n`),
});

suite("JSON", (test) => {
  test("of integers beyond a double is written in full", () => assert.is(jsonText([2n ** 64n]), "[\n  18446744073709551616\n]\n"));
  test("has escapes for what would command a terminal or a CI server", () =>
    assert.is(jsonText({ "\u202ea": "\u2028::x ##vso[x] \u007f" }), '{\n  "\\u202ea": "\\u2028::x \\u0023#vso[x] \\u007f"\n}\n'));
  test("leaves out what is undefined", () => assert.is(jsonText({ a: undefined, b: 1 }), '{\n  "b": 1\n}\n'));
});
