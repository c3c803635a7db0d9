import { compare, type ListKeys, noListKeys } from "../../src/change/compare.ts";
import type { Delta } from "../../src/change/delta.ts";
import { isMap, toValue } from "../../src/value/value.ts";
import { isSurelyPutBack } from "../../src/yaml/put-back.ts";
import { readYaml } from "../../src/yaml/read-yaml.chunk.ts";
import { nodeValue } from "../../src/yaml/source-node.ts";
import { assert, table } from "../cases.ts";

const byName: ListKeys = {
  field: () => byName,
  item: () => byName,
  identify: (item) => (isMap(item) ? `name=${String(item.name)}` : undefined),
};

const rows: readonly [text: string, after: unknown, isSure: boolean][] = [
  ["a: 1\n", { a: 1, b: 2 }, true],
  ["a: 1\n", { a: 2 }, true],
  ['a: "1"\n', { a: "2" }, true],
  ["a: '1'\n", { a: "2" }, false],
  ["a: 0644\n", { a: 1 }, false],
  ["a: !t b\n", { a: "c" }, false],
  ["a:\n", { a: 1 }, false],
  ["a: b\n", { a: "c\nd\n" }, false],
  ["a: b\n", { a: { c: 1 } }, false],
  ["a: |\n  b\n", { a: "c" }, false],
  ["a: 1\nb: 2\n", { a: 1 }, false],
  ["a: {b: 1}\n", { a: { b: 1, c: 2 } }, false],
  ["a: {}\n", { a: { b: 1 } }, false],
  ["a:\n- name: x\n", { a: [{ name: "x" }, { name: "y" }] }, true],
  ["a:\n- name: x\n", { a: [{ name: "y" }, { name: "x" }] }, true],
  ["a:\n# c\n- name: x\n", { a: [{ name: "y" }, { name: "x" }] }, false],
  ["a:\n\n- name: x\n", { a: [{ name: "y" }, { name: "x" }] }, false],
  ["a:\n- name: x\n- name: y\n", { a: [{ name: "y" }, { name: "x" }] }, false],
  ["a:\n- name: x\n- name: y\n", { a: [{ name: "y" }] }, false],
  ["a:\n- name: x\n  b: 1\n", { a: [{ name: "x", b: 2 }] }, true],
];

table("what is surely put back", rows, {
  title: ([text, after]) => `${JSON.stringify(text)} to ${JSON.stringify(after)}`,
  run: ([text, after, isSure]) => {
    const { node } = readYaml(text, { start: 0, end: text.length });
    assert.ok(node);
    const delta = compare(nodeValue(node), toValue(after), text.includes("name") ? byName : noListKeys) as Delta;
    assert.is(isSurelyPutBack(text, node, delta), isSure);
  },
});
