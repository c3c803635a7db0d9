import { jsonFault } from "../../src/yaml/json-fault.ts";
import { readYaml } from "../../src/yaml/read-yaml.chunk.ts";
import { assert, table } from "../cases.ts";

const follows = "text follows the JSON document, which Kubernetes' readers ignore";
const second = "a second JSON document follows the first";
const comments = "JSON has no comments";

/** A text with one mistake, and what is reported about it: `^` in the text is where. */
const rows: readonly (readonly [text: string, message: string, fix: string])[] = [
  ['{"a": 1} ^trailing\n', follows, "remove the text"],
  ['{"a": 1}\n^b: 2\n', follows, "remove the text"],
  ['[{"a": 1}] ^"b"\n', follows, "remove the text"],
  ['# head\n---\n{"a": 1} ^b\n', follows, "remove the text"],
  ['{"a": 1}\n^{"b": 1}\n', second, "write --- on a line of its own between them"],
  ['{"a": 1}\n^[1]\n', second, "write --- on a line of its own between them"],
  ['{"a": 1}^,\n{"b": 1}\n', "a comma follows the JSON document", "remove it; write --- on a line of its own between documents"],
  ['{"a": 1}^}\n', "this } closes nothing", "remove it, or write the { that it closes"],
  ["[1]^]\n", "this ] closes nothing", "remove it, or write the [ that it closes"],
  ['{\n  "a": 1^\n  "b": 2\n}\n', "a comma is missing", "write , here"],
  ['{"a": [{"b": 1}^ {"c": 1}]}\n', "a comma is missing", "write , here"],
  ['{"a": ["b"^ "c"]}\n', "a comma is missing", "write , here"],
  ['{"a": {"b": null}^ "c": true}\n', "a comma is missing", "write , here"],
  ['{"a"^ 1}\n', "a colon is missing after the key", "write : here"],
  ['{"a": ^"b\n}\n', 'the " is not closed on its line', 'close it with "'],
  ['{"a": ^{"b": 1, "c": [1, 2]\n', "the { is not closed", "close it with }"],
  ['{"a": ^[{"b": 1}}\n', "the [ is not closed", "close it with ]"],
  ['{"a": 1}\n^// why\n', comments, "remove the comment"],
  ['^/* why */\n{"a": 1}\n', comments, "remove the comment"],
  ['{"a": 1, ^// why\n"b": 2}\n', comments, "remove the comment"],
];

table("the first fault of a document in JSON", rows, {
  title: ([text]) => JSON.stringify(text),
  run: ([marked, message, fix]) => {
    const text = marked.replace("^", "");
    const fault = { offset: marked.indexOf("^"), message, fix, language: "JSON" as const };
    assert.equal(readYaml(text, { start: 0, end: text.length }).faults, [fault]);
    const before = "x: 1\n---\n";
    assert.equal(readYaml(before + text, { start: before.length, end: before.length + text.length }).faults, [
      { ...fault, offset: fault.offset + before.length },
    ]);
  },
});

const others = [
  "a: 1\n",
  "{a: 1} b\n",
  "{'a': 1} b\n",
  '{"a": 1, # why\n"b": 2\n',
  "[*a, {b: ]\n",
  '{"a": b}\n',
  '{"a": 1}\n',
  "",
  "---\n",
];
table("what is not JSON, or has no fault of its brackets, commas and quotes", others, {
  title: (text) => JSON.stringify(text.slice(0, 40)),
  run: (text) => assert.is(jsonFault(text), undefined),
});
