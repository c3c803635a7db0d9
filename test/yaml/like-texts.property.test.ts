import { inspect } from "node:util";
import fc from "fast-check";
import type { Value } from "../../src/value/value.ts";
import { LikeTexts } from "../../src/yaml/like-texts.ts";
import { readCanonical } from "../../src/yaml/read-canonical.ts";
import { readYaml } from "../../src/yaml/read-yaml.chunk.ts";
import { nodeValue, type SourceNode } from "../../src/yaml/source-node.ts";
import { assert, suite, table } from "../cases.ts";
import { Random } from "../random.ts";
import { generate } from "./generate.ts";

const RUNS = Number(process.env.PODGRAFT_FUZZ_RUNS ?? 1000);

function quickly(text: string): SourceNode | undefined {
  return readCanonical(text, { start: 0, end: text.length });
}

/** A value in words, with the order of its keys and the type of each scalar. */
function shown(value: Value): string {
  return inspect(value, { depth: Number.POSITIVE_INFINITY, maxArrayLength: null, maxStringLength: null });
}

/** What a reader that knows `first` makes of `second`: the value, or nothing where it has to be read as a whole. */
function likeFirst(first: string, second: string): Value | undefined {
  const alike = new LikeTexts();
  const node = quickly(first);
  assert.ok(node, `the quick reader takes ${JSON.stringify(first)}`);
  alike.keep(first, node, nodeValue(node));
  return alike.read(second);
}

interface Row {
  readonly first: string;
  readonly second: string;
  /** Only the lines that differ are read. */
  readonly isQuick: boolean;
}

const rows: readonly Row[] = [
  { first: "a: 1\nb: x\n", second: "a: 1\nb: y # c\n", isQuick: true },
  { first: "a: x\n", second: 'a: "1"\n', isQuick: true },
  { first: "a: 0\n", second: "a: -0\n", isQuick: true },
  { first: "- a: x\n  b: 1\n", second: "- a: y\n  b: 12345678901234567890\n", isQuick: true },
  { first: "- - x\n  - y\n", second: "- - x\n  - z z\n", isQuick: true },
  { first: "a: {\n  b: x,\n  c: 'y',\n  }\n", second: "a: {\n  b: \"x, y: z\",\n  c: 'it''s',\n  }\n", isQuick: true },
  { first: "a: |\n  x\n\n    y\nb: |-\n  z\n", second: "a: |\n  - x\n\n    # y\nb: |-\n  z: z\n", isQuick: true },
  { first: "a: |+\n   x\n\n", second: "a: |+\n   x \n\n", isQuick: true },
  { first: "a: x\n", second: "a: x\nb: y\n", isQuick: false },
  { first: "a: x\n", second: "b: x\n", isQuick: false },
  { first: "- x\n", second: "- x: y\n", isQuick: false },
  { first: "- x\n", second: "-  x\n", isQuick: false },
  { first: "- x\n", second: "- - x\n", isQuick: false },
  { first: "- x\n", second: '- "": x\n', isQuick: false },
  { first: "a: x\n", second: "a: {x: y}\n", isQuick: false },
  { first: "a: x\n", second: "a: &x y\n", isQuick: false },
  { first: "a: x\n", second: "a: 'x\n", isQuick: false },
  { first: "a: x\nb: y\n", second: "a: x\r\nb: z\n", isQuick: false },
  { first: "a: x\n", second: "a:\n", isQuick: false },
  { first: "a:\n  b: x\n", second: "a:\n   b: x\n", isQuick: false },
  { first: "a: [x, y]\n", second: "a: [x, z]\n", isQuick: false },
  { first: "a: [x]\n", second: "a: [x, y]\n", isQuick: false },
  { first: 'a: ["x"]\n', second: 'a: ["x", "y"]\n', isQuick: false },
  { first: 'a: {b: "x"}\n', second: 'a: {b: "x", c: "y"}\n', isQuick: false },
  { first: 'a: {b: "x", c: "y"}\n', second: 'a: {b: "z", c: "y"}\n', isQuick: false },
  { first: 'a: {b: "x"}\n', second: 'a: {c: "x"}\n', isQuick: false },
  { first: "a: |\n  x\nb: y\n", second: "a: |\n x\nb: y\n", isQuick: false },
  { first: "a: |\n  x\n  y\n", second: "a: |\n  x\n\n", isQuick: false },
  { first: "a: |\n  x\n", second: "a: |\n  \tx\n", isQuick: false },
  { first: "a: |\n  x\n", second: "a: |-\n  x\n", isQuick: false },
  { first: "a: x\n# c\n", second: "a: x\n# d\n", isQuick: false },
];

table("reading only the lines that differ", rows, {
  title: ({ first, second }) => `${JSON.stringify(first)} then ${JSON.stringify(second)}`,
  run: ({ first, second, isQuick }) => {
    const value = likeFirst(first, second);
    assert.is(value !== undefined, isQuick);
    if (value !== undefined) assert.is(shown(value), shown(nodeValue(quickly(second) as SourceNode)));
  },
});

const TOKENS = [
  "x",
  "",
  " ",
  "'",
  '"',
  "#",
  " # c",
  ":",
  ": ",
  "- ",
  "{",
  "}",
  "[",
  "]",
  ",",
  "|",
  "&a ",
  "*a",
  "\t",
  "\\",
  "0",
  "-0",
  "~",
];
const SCALARS = ["web-2", "8080", "0x1F", "true", '"a, b: c"', "'it''s'", '"\\u263a"', "~", "-", "12345678901234567890", '"', "x: y", "{}"];

/** The text with some lines changed: mostly in their last word, sometimes anyhow. */
function edited(text: string, random: Random): string {
  const lines = text.split("\n");
  for (let count = 1 + random.below(3); count > 0; count--) {
    const i = random.below(lines.length);
    const line = lines[i] as string;
    const at = random.below(line.length + 1);
    if (random.chance(0.6)) lines[i] = line.replace(/[^ ,]+(?=[ ,]*$)/, () => random.pick(SCALARS));
    else if (random.chance(0.8)) lines[i] = line.slice(0, at) + random.pick(TOKENS) + line.slice(at + random.below(3));
    else lines[i] = random.pick(lines);
  }
  return lines.join("\n");
}

/** The value that reading all of the text gives; undefined for a fault. */
function wholly(text: string): Value | undefined {
  const node = quickly(text) ?? readYaml(text, { start: 0, end: text.length, lastKeyWins: true }).node;
  return node && nodeValue(node);
}

suite("texts like one before", (test) => {
  test("reading what differs gives what reading all of it gives", () => {
    let answered = 0;
    fc.assert(
      fc.property(fc.integer({ min: 0 }), (seed) => {
        const random = new Random(seed);
        const { text } = generate({ random, anchors: false, wildFlow: false, cutOff: true });
        const node = quickly(text);
        if (!node) return;
        const alike = new LikeTexts();
        alike.keep(text, node, nodeValue(node));
        // Each after the other, so that what was read by lines is what the next text is held against.
        for (let i = 0, last = text; i < 4; i++) {
          const next = edited(last, random);
          const value = alike.read(next);
          if (value === undefined) continue;
          answered++;
          const whole = wholly(next);
          assert.ok(whole !== undefined, `what is no YAML was read:\n${next}`);
          assert.is(shown(value), shown(whole as Value));
          last = next;
        }
      }),
      { numRuns: RUNS },
    );
    assert.ok(answered > RUNS / 10, `${answered} texts were read by lines, in ${RUNS} runs`);
  });
});
