import { readYaml } from "../../src/yaml/read-yaml.chunk.ts";
import { plainValue } from "../../src/yaml/scalar.ts";
import { nodeValue } from "../../src/yaml/source-node.ts";
import { assert, table } from "../cases.ts";

/** What sigs.k8s.io/yaml 1.6 makes of plain scalars. */
const scalars: readonly [text: string, value: unknown][] = [
  ["y", true],
  ["Y", true],
  ["n", false],
  ["N", false],
  ["tRue", "tRue"],
  ["1_000", 1000],
  ["0_8", 8],
  ["0X1F", 31],
  ["0B11", 3],
  ["0O17", 15],
  ["017", 15],
  ["08", 8],
  ["-_1", -1],
  ["+_58", 58],
  ["_1", "_1"],
  ["._5", "._5"],
  ["1_.5", 1.5],
  ["1e400", "1e400"],
  ["0xfffffffffffffffff", "0xfffffffffffffffff"],
  ["190:20:30", "190:20:30"],
  ["2001-01-01", "2001-01-01"],
  ["=", "="],
];

table("plain scalars", scalars, {
  title: ([text]) => text,
  run: ([text, value]) => assert.is(plainValue(text), value),
});

/** What it makes of texts; undefined where it refuses them. */
const texts: readonly [text: string, value: unknown][] = [
  ["- |2\n    x\n    \n", ["  x\n  \n"]],
  ["- |\n  x\n   \n- y\n", ["x\n \n", true]],
  ["- >1-\n  x\n y\n\n z\n", [" x\ny\nz"]],
  ["- >\n  a\n  b\n\n   c\n  d\n", ["a b\n\n c\nd\n"]],
  ["- >+\n\n  a\n\n\n  b\n\n", ["\na\n\nb\n\n"]],
  ["- |+\n\n\n- |\n", ["\n\n", ""]],
  ["- |\n  x\n   ", ["x\n "]],
  ["- |\n  x\n  ", ["x\n"]],
  ["- |\r\n  x\r\n  y\r\n", ["x\ny\n"]],
  ["|1\n  x\n", " x\n"],
  ["a: b\t# c\n", { a: "b" }],
  ["a:\tb\n", { a: "b" }],
  ["a: [b,\n\tc]\n", { a: ["b", "c"] }],
  ["a: b\n \t\nc: d\n", { a: "b", c: "d" }],
  ['a: "x\ny"\nb: c\n', { a: "x y", b: "c" }],
  ["a:\n  b: 'x\n\n y'\n", { a: { b: "x\ny" } }],
  ["a:\n  - [b,\nc]\n", { a: [["b", "c"]] }],
  ["a: [\n# c\nb]\n", { a: ["b"] }],
  ['a: "x\n\ty"\n', { a: "x y" }],
  ['a: ["x\ny"]\n', { a: ["x y"] }],
  ["a: &x ['b\nc']\nd: *x\n", { a: ["b c"], d: ["b c"] }],
  ['a: "x\n', undefined],
  ["a: {b\n : c}\n", undefined],
  ["a: {\n\tb: c\n\t}\n", undefined],
  ["- a\n-\tb\n", undefined],
  ["?\ta\n: b\n", undefined],
  ["? a\n:\tb\n", undefined],
  ["a: 'b'\n\t\nc: d\n", undefined],
  ["a: 'b'\n\t# c\nd: e\n", undefined],
  ["a: 1\na: 2\n", undefined],
];

table("texts", texts, {
  title: ([text]) => JSON.stringify(text),
  run: ([text, value]) => {
    const { node } = readYaml(text, { start: 0, end: text.length });
    assert.equal(node && JSON.parse(JSON.stringify(nodeValue(node))), value);
  },
});

/** Each of these once ended the process. */
const nested = ["[", "{a: ", "? ", "- ", "- ? ", "[{a: "];

table("what is nested too deep is a fault, however deep", nested, {
  title: (part) => part,
  run: (part) => {
    const faults = [250, 1000, 20_000].map((depth) => {
      const text = part.repeat(depth);
      return readYaml(text, { start: 0, end: text.length }).faults?.map(({ message }) => message);
    });
    assert.equal(faults, Array(3).fill(["collections are nested more than 200 deep"]));
  },
});

table("nested as deep as may be", ["[", "- ", "? "], {
  title: (part) => part,
  run: (part) => {
    const text = part === "[" ? "[".repeat(200) + "]".repeat(200) : `${part.repeat(200)}a`;
    assert.equal(
      readYaml(text, { start: 0, end: text.length }).faults,
      part === "? " ? readYaml("? [a]\n", { start: 0, end: 6 }).faults : undefined,
    );
  },
});

/** Comparing each key with every other one would take minutes. */
table("many keys", [200_000], {
  title: (count) => `${count} keys with anchors`,
  run: (count) => {
    const text = Array.from({ length: count }, (_, i) => `k${i}: &a${i} v\n`).join("");
    const { node } = readYaml(text, { start: 0, end: text.length });
    assert.is(node?.kind === "map" ? node.entries.length : 0, count);
  },
});
