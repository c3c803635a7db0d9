import { readYaml } from "../../src/yaml/read-yaml.chunk.ts";
import { repeatedKeys } from "../../src/yaml/repeated-keys.ts";
import { nodeValue } from "../../src/yaml/source-node.ts";
import { assert, table } from "../cases.ts";

const rows = [
  { text: "a: 1\nb: 2\n", value: { a: 1, b: 2 }, lost: [] },
  { text: "a: 1\nb: 2\na: 3\n", value: { a: 3, b: 2 }, lost: [{ path: ["a"], lost: 1 }] },
  {
    text: "l:\n- {a: {b: 1, b: 2}}\n- {a: 1, a: 2, a: 3}\n",
    value: { l: [{ a: { b: 2 } }, { a: 3 }] },
    lost: [
      { path: ["l", 0, "a", "b"], lost: 1 },
      { path: ["l", 1, "a"], lost: 1 },
      { path: ["l", 1, "a"], lost: 2 },
    ],
  },
  { text: "[1, 1]\n", value: [1, 1], lost: [] },
];

table("keys that are repeated", rows, {
  title: ({ text }) => JSON.stringify(text),
  run: ({ text, value, lost }) => {
    const { node } = readYaml(text, { start: 0, end: text.length, lastKeyWins: true });
    assert.ok(node);
    assert.equal(JSON.parse(JSON.stringify(nodeValue(node))), value);
    assert.equal(repeatedKeys(node), lost);
  },
});
