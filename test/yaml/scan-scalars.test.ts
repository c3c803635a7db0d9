import { readYaml } from "../../src/yaml/read-yaml.chunk.ts";
import { nodeValue } from "../../src/yaml/source-node.ts";
import { assert, table } from "../cases.ts";

/** A quoted text, and the value of the list's first item; undefined if the quote does not close. */
const rows: readonly (readonly [string, string | undefined])[] = [
  ['"a\\"', undefined],
  ['"a\\\\\\"', undefined],
  ['"a\\\\"', "a\\"],
  ['"a\\""', 'a"'],
  ["'a''", undefined],
  ["'a'''", "a'"],
  ["''", ""],
  ['""', ""],
  ['"', undefined],
];

table("a quote that its line's end closes, or not", rows, {
  title: ([text]) => text,
  run: ([quoted, want]) => {
    const text = `list:\n- ${quoted}\n- b\n`;
    const { node, faults = [] } = readYaml(text, { start: 0, end: text.length });
    assert.is(faults.length > 0, want === undefined);
    if (node) assert.equal(JSON.stringify(nodeValue(node)), JSON.stringify({ list: [want, "b"] }));
  },
});
