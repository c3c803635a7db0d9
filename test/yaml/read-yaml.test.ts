import { readYaml } from "../../src/yaml/read-yaml.chunk.ts";
import { nodeValue } from "../../src/yaml/source-node.ts";
import { assert, suite, table } from "../cases.ts";

const read = (text: string, lastKeyWins = false) => readYaml(text, { start: 0, end: text.length, ...(lastKeyWins && { lastKeyWins }) });
const valueRead = (text: string, lastKeyWins = false) => {
  const { node } = read(text, lastKeyWins);
  return node && JSON.parse(JSON.stringify(nodeValue(node)));
};

const values: readonly (readonly [text: string, value: unknown])[] = [
  ["a: >-\n  x\n  y\n\n  z\n", { a: "x y\nz" }],
  ["? a\n: 1\n", { a: 1 }],
  ['a: !!str 1\nb: !!binary "eA=="\n', { a: "1", b: "x" }],
  ['"a\\x41": "\\u0042"\n', { aA: "B" }],
  ["a: &x 1\nb: *x\n", { a: 1, b: 1 }],
  ["a: 0644\nb: yes\n1: c\n", { a: 420, b: true, 1: "c" }],
  ["a:\n", { a: null }],
];

table("what the full reader reads", values, {
  title: ([text]) => JSON.stringify(text),
  run: ([text, value]) => assert.equal(valueRead(text), value),
});

const faults: readonly (readonly [text: string, offset: number])[] = [
  ["a: 1\na: 2\n", 5],
  ["a: [1\n", 3],
  ["a: *x\n", 3],
  ["a: 1\n b: 1\n", 6],
];

table("what is wrong, and where", faults, {
  title: ([text]) => JSON.stringify(text),
  run: ([text, offset]) => assert.equal(read(text).faults?.[0]?.offset, offset),
});

suite("the full reader", (test) => {
  test("takes the last of two keys where it is asked to", () => assert.equal(valueRead("a: 1\na: 2\n", true), { a: 2 }));
  test("tells ten faults at most", () => assert.is(read("a: 1\n".repeat(20)).faults?.length, 10));
  test("refuses aliases that hardly leave anything else", () => {
    const lines = Array.from({ length: 12 }, (_, i) => `a${i}: &a${i} [${i === 0 ? "x" : Array(10).fill(`*a${i - 1}`)}]\n`);
    assert.is(read(lines.join("")).faults?.length, 1);
  });
  test("refuses what is nested more than 200 deep", () => assert.is(read(`${"[".repeat(300)}${"]".repeat(300)}`).faults?.length, 1));
});
