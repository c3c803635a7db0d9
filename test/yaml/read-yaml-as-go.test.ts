import { readYaml } from "../../src/yaml/read-yaml.chunk.ts";
import { plainValue } from "../../src/yaml/scalar.ts";
import { nodeValue } from "../../src/yaml/source-node.ts";
import { assert, table } from "../cases.ts";
import { runs } from "../runs.ts";

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

/** What it makes of texts; undefined if it refuses them. */
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
  ['a: "b\u2028 c\u2028\u2028d\u0085e"\n', { a: "b\u2028c\u2028\u2028d e" }],
  ["a: b\u2028c: d\n", undefined],
  ["# c\u0085a: b\n", undefined],
  ["a: |\n  b\u2029  c\n", undefined],
  ["a: \"x\"#comment\nb: 'y'#\nc: [d]#e\n", { a: "x", b: "y", c: ["d"] }],
  ["a: |#c\n  b\n", { a: "b\n" }],
  ['a: [b: c, ? d, "e":f, {g}, h, : ]\n', undefined],
  ['a: [b: c, ? d, "e":f, {g}, h]\n', { a: [{ b: "c" }, { d: null }, { e: "f" }, { g: null }, "h"] }],
  ["a: [b?c]\n", undefined],
  ["yes: 1\n0x10: 2\n1.10: 3\n-5: 4\n1e3: 5\n", { true: 1, 16: 2, 1.1: 3, "-5": 4, 1000: 5 }],
  ["~: 1\n", undefined],
  ["? [a]\n: 1\n", undefined],
  ["? a\n? b\n", { a: null, b: null }],
  ['a: ! 12\nb: !!int "12"\nc: !!float 1\nd: !foo 12\n', { a: "12", b: 12, c: 1, d: "12" }],
  ["a: .inf\n", undefined],
  ["a: [.NaN]\n", undefined],
  ["a: !!int b\n", undefined],
  ["a: !!null b\n", undefined],
  ["a: !e!b c\n", undefined],
  ["{a: 1}\nb: 2\n", undefined],
  ["a: |\n    \n  x\n", undefined],
  ["a: |\n \t\n  x\n", undefined],
  ['a: "b\\\n  c \\\n  \\  d"\n', { a: "bc   d" }],
  ['a: "\\/"\n', undefined],
  ['{"a": "\\/ \\ud83d\\ude00"}\n', { a: "/ 😀" }],
  ["a: \u0007\n", undefined],
  ["a: &b [*b]\n", undefined],
  ["a: &b 1\nc: &b 2\nd: *b\n", { a: 1, c: 2, d: 2 }],
  ["a: &a [{b: c}]\nd: {<<: *a}\n", undefined],
  ["b: {q: 2, <<: [{q: 3, r: 1}]}\n", undefined],
  [`${"k".repeat(1025)}: 1\n`, undefined],
  [`? ${"k".repeat(1025)}\n: 1\n`, { ["k".repeat(1025)]: 1 }],
];

table("texts", texts, {
  title: ([text]) => JSON.stringify(text),
  run: ([text, value]) => {
    const { node } = readYaml(text, { start: 0, end: text.length });
    assert.equal(node && JSON.parse(JSON.stringify(nodeValue(node))), value);
  },
});

interface Shared {
  readonly title: string;
  readonly text: (count: number) => string;
  /** The largest count that sigs.k8s.io/yaml 1.6 reads. */
  readonly most: number;
}

const each = (count: number, line: (i: number) => string) => Array.from({ length: count }, (_, i) => line(i)).join("");
const large = `b: &b {${each(300, (i) => `k${i}: 1, `)}}\n`;
const shared: readonly Shared[] = [
  { title: "a list", text: (count) => `a: &a [${"x, ".repeat(500)}]\n${each(count, (i) => `k${i}: *a\n`)}`, most: 164 },
  { title: "a map", text: (count) => `${large}l:\n${"- *b\n".repeat(count)}`, most: 119 },
  {
    title: "merge keys, each of the one before",
    text: (count) => each(count, (i) => `k${i}: &a${i} {${i > 0 ? `<<: *a${i - 1}, ` : ""}x${i}: 1}\n`),
    most: 248,
  },
  { title: "merge keys of one map", text: (count) => large + each(count, (i) => `m${i}: {<<: *b}\n`), most: 196 },
  {
    title: "merge keys of lists",
    text: (count) => `${large}c: &c {d: }\n${each(count, (i) => `m${i}: {<<: [*b, *c, {e: f}], ? g}\n`)}`,
    most: 691,
  },
  {
    title: "aliases in what others name",
    text: (count) => `a: &a [${"x, ".repeat(40)}]\nb: &b [${"*a, ".repeat(40)}]\nl:\n${"- *b\n".repeat(count)}`,
    most: 4,
  },
];

table("copies that aliases make", shared, {
  title: ({ title }) => title,
  run: ({ text, most }) => {
    const isRead = [most, most + 1].map((count) => readYaml(text(count), { start: 0, end: text(count).length }).node !== undefined);
    assert.equal(isRead, [true, false]);
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
    const messages = (readYaml(text, { start: 0, end: text.length }).faults ?? []).map(({ message }) => message);
    assert.equal([...new Set(messages)], part === "? " ? ["a key is not text; Kubernetes manifests have no others"] : []);
  },
});

table("many nodes", [1_100_000], {
  title: (count) => `${count} items`,
  run: (count) => {
    const text = `[${"x,".repeat(count)}]`;
    const { node } = readYaml(text, { start: 0, end: text.length });
    assert.is(node?.kind === "list" ? node.entries.length : 0, count);
  },
});

/** Comparing each key with every other one would take minutes. */
table("many keys", [Math.min(runs(200), 200) * 1000], {
  title: (count) => `${count} keys with anchors`,
  run: (count) => {
    const text = Array.from({ length: count }, (_, i) => `k${i}: &a${i} v\n`).join("");
    const { node } = readYaml(text, { start: 0, end: text.length });
    assert.is(node?.kind === "map" ? node.entries.length : 0, count);
  },
});
