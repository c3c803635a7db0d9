import { isMergeKey, keyText, scalarValue } from "../../src/yaml/tagged.ts";
import { assert, table } from "../cases.ts";

const core = "tag:yaml.org,2002:";

/** A text, its tag, and what sigs.k8s.io/yaml makes of it; undefined if it refuses the text. */
const values: readonly (readonly [text: string, tag: string | undefined, value: unknown])[] = [
  ["12", undefined, 12],
  ["12", `${core}str`, "12"],
  ["12", "!", "12"],
  ["12", "!mine", "12"],
  ["12", `${core}float`, 12],
  ["1.5", `${core}int`, undefined],
  ["0x1F", `${core}int`, 31],
  ["yes", `${core}bool`, true],
  ["maybe", `${core}bool`, undefined],
  ["~", `${core}null`, null],
  ["2001-01-01", `${core}timestamp`, "2001-01-01"],
  ["tomorrow", `${core}timestamp`, undefined],
  ["aGVs\nbG8=", `${core}binary`, "hello"],
  ["/w==", `${core}binary`, undefined],
  ["a", `${core}binary`, undefined],
];

table("a scalar with a tag", values, {
  title: ([text, tag]) => `${tag} ${text}`,
  run: ([text, tag, value]) => assert.is(scalarValue({ text, tag, isPlain: true }), value),
});

const keys: readonly (readonly [text: string, key: string | undefined])[] = [
  ["a", "a"],
  ["y", "true"],
  ["0x10", "16"],
  ["1.10", "1.1"],
  ["-5", "-5"],
  ["1e3", "1000"],
  ["1.2345678", undefined],
  ["1e30", undefined],
  [".inf", undefined],
  ["~", undefined],
  ["", undefined],
  ["99999999999999999999", undefined],
];

table("a key", keys, {
  title: ([text]) => text,
  run: ([text, key]) => assert.is(keyText({ text, tag: undefined, isPlain: true }), key),
});

table("a merge key", [undefined, "!", `${core}merge`, `${core}str`], {
  title: (tag) => `with the tag ${tag}`,
  run: (tag) => {
    assert.is(isMergeKey({ text: "<<", tag, isPlain: true }), tag !== `${core}str`);
    assert.is(isMergeKey({ text: "<<", tag, isPlain: false }), tag !== undefined && tag !== `${core}str`);
  },
});
