import { parsePayload, payloadText } from "../../src/graft/payload.ts";
import { toValue, type Value } from "../../src/value/value.ts";
import { assert, table } from "../cases.ts";

const written: readonly [value: Value, text: string][] = [
  [null, "null"],
  [toValue({ b: [1, "x", true], a: {} }), '{"a":{},"b":[1,"x",true]}'],
  [toValue([12345678901234567890n, -1n]), '[{"$integer":"12345678901234567890"},{"$integer":"-1"}]'],
  ["é \u2028\u007f\n\ud83d\ude00", '"\\u00e9 \\u2028\\u007f\\n\\ud83d\\ude00"'],
  [toValue(JSON.parse('{"__proto__":1}')), '{"__proto__":1}'],
];

table("a value as a payload", written, {
  title: ([, text]) => text,
  run: ([value, text]) => {
    assert.is(payloadText(value), text);
    assert.equal(parsePayload(text), value);
  },
});

const unreadable = ["", "{", "oops", "1 2", '{"a":}', "[".repeat(100_000), `${"[".repeat(221)}${"]".repeat(221)}`];

table("no payload", unreadable, {
  title: (text) => `${text.length} ${text.slice(0, 9)}`,
  run: (text) => assert.is(parsePayload(text), undefined),
});
