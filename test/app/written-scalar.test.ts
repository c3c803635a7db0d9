import { writtenScalar } from "../../src/app/written-scalar.ts";
import { nearestNode } from "../../src/yaml/source-node.ts";
import { assert, table } from "../cases.ts";
import { nodeOf } from "../yaml/nodes.ts";

const rows: readonly (readonly [text: string, written: string | undefined])[] = [
  ["a: 1.30", "1.30"],
  ["a: yes", "yes"],
  ["a: text", undefined],
  ['a: "1"', undefined],
  ["a: null", undefined],
  ["b: &x 0x10\na: *x", "0x10"],
];

table("a number or boolean as it is written", rows, {
  title: ([text]) => JSON.stringify(text),
  run: ([text, written]) => assert.is(writtenScalar(text, nearestNode(nodeOf(text), ["a"])), written),
});
