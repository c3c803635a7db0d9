import { digest, SHORT_DIGEST, shortDigest, stableJson } from "../../src/graft/digest.ts";
import { toValue } from "../../src/value/value.ts";
import { assert, suite, table } from "../cases.ts";

/** Digests are in manifests: one that changes makes every grafted workload look edited. */
const digests: readonly [text: string, digest: string][] = [
  ["", "D42yo9"],
  ["a", "BnkuXC"],
  ['/image="fluent/fluent-bit:3.1"', "63qsrq"],
  ['/env/~:A/value="1"', "Iez0z4"],
  ["é😀", "O3B2xW"],
  ["x".repeat(1000), "7CclSn"],
];

table("digests stay what they are", digests, {
  title: ([text]) => JSON.stringify(text),
  run: ([text, wanted]) => {
    assert.is(digest(text), wanted);
    assert.is(shortDigest(text), wanted.slice(0, SHORT_DIGEST));
  },
});

const json: readonly [title: string, value: unknown, text: string][] = [
  ["sorted keys, at every depth", { b: { d: 1, c: 2 }, a: [{ z: 1, y: 2 }] }, '{"a":[{"y":2,"z":1}],"b":{"c":2,"d":1}}'],
  ["integers beyond a double", [12345678901234567890n, -(2n ** 63n)], "[12345678901234567890,-9223372036854775808]"],
  ["no number", [Number.NaN, Number.POSITIVE_INFINITY], "[null,null]"],
  ["text", ["\u2028", '"', "\n", "é"], '["\u2028","\\"","\\n","é"]'],
  ["null and nothing", [null, [], {}], "[null,[],{}]"],
  ["__proto__ as a key", JSON.parse('{"a":1,"__proto__":2}'), '{"__proto__":2,"a":1}'],
];

table("JSON that equal values share", json, {
  title: ([title]) => title,
  run: ([, value, text]) => assert.is(stableJson(toValue(value)), text),
});

suite("digests", (test) => {
  test("ten thousand paths and values have digests of their own", () => {
    const found = new Set(Array.from({ length: 10_000 }, (_, i) => digest(`/containers/~:c${i % 100}/env/~:E${i}="${i}"`)));
    assert.is(found.size, 10_000);
  });
});
