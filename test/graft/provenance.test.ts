import { parseHome, parseProvenance, provenanceText } from "../../src/graft/provenance.ts";
import { toValue, type Value, type ValueMap } from "../../src/value/value.ts";
import { assert, table } from "../cases.ts";

const unreadable: readonly [title: string, value: Value][] = [
  ["no JSON", "oops"],
  ["JSON cut off", '{"a":{'],
  ["a list", "[]"],
  ["null", "null"],
  ["a layer that is text", '{"a":"b"}'],
  ["a layer that is null", '{"a":null}'],
  ["a number instead of text", 7],
  ["a map instead of text", toValue({ a: {} })],
  ["null instead of text", null],
];

table("provenance that cannot be read", unreadable, {
  title: ([title]) => title,
  run: ([, value]) => assert.is(parseProvenance(value), undefined),
});

/** Annotations as podgraft writes them: they come back as the same text. */
const texts: readonly [title: string, text: string, layers: readonly string[], home?: object][] = [
  ["what was added, with the digests of its leaves", '{"a":{"added":{"spec/x":"AAAAAABBBBBB"},"grafts":["s"]}}', ["a"]],
  ["old values", '{"a":{"grafts":[],"set":{"x":[null,"AAAAAA"],"y":[{"k":[1,"2"]},"BBBBBB"]}}}', ["a"]],
  ["an integer beyond a double", '{"a":{"grafts":[],"set":{"x":[{"$integer":"12345678901234567890"},"AAAAAA"]}}}', ["a"]],
  ["what was removed, and an order", '{"a":{"grafts":["s"],"order":{"l":["1","2"]},"removed":{"l/~:3":{"name":"3"}}}}', ["a"]],
  ["what stood there empty", '{"a":{"added":{"m/k":"AAAAAA"},"empty":{"l":[],"m":{},"n":null},"grafts":[]}}', ["a"]],
  ["layers in their order", '{"b":{"added":{"x":"AAAAAA"},"grafts":[]},"a":{"added":{"y":"AAAAAA"},"grafts":[]}}', ["b", "a"]],
  [
    "layers named by whole numbers, in their order",
    '{"":{},"b":{"added":{"x":"AAAAAA"},"grafts":[]},"2":{"added":{"y":"AAAAAA"},"grafts":["{\\"1\\":["]},"1":{"added":{"z":"AAAAAA"},"grafts":[]}}',
    ["b", "2", "1"],
    {},
  ],
  ["the annotation's own place", '{"":{"annotations":null},"a":{"added":{"x":"AAAAAA"},"grafts":[]}}', ["a"], { annotations: null }],
  ["names of prototypes", '{"__proto__":{"added":{"constructor/__proto__":"AAAAAA"},"grafts":[]}}', ["__proto__"]],
];

table("provenance as text", texts, {
  title: ([title]) => title,
  run: ([, text, layers, home]) => {
    const parsed = parseProvenance(text);
    assert.equal([...(parsed ?? new Map()).keys()], layers);
    assert.equal(parseHome(text), home && toValue(home));
    assert.is(parsed && provenanceText(parsed, home && (toValue(home) as ValueMap)), text);
  },
});

const none: readonly [title: string, value: Value | undefined][] = [
  ["no annotation", undefined],
  ["no layer", "{}"],
  ["a layer in which nothing was done", '{"a":{"grafts":["s"]}}'],
];

table("no provenance", none, {
  title: ([title]) => title,
  run: ([, value]) => assert.is(provenanceText(parseProvenance(value) ?? new Map([["unread", undefined as never]]), undefined), undefined),
});
