import { deepStrictEqual } from "node:assert/strict";
import fc from "fast-check";
import { readCanonical } from "../../src/yaml/read-canonical.ts";
import { readYaml } from "../../src/yaml/read-yaml.chunk.ts";
import { assert, suite, table } from "../cases.ts";
import { Random } from "../random.ts";
import { runs } from "../runs.ts";
import { generate } from "./generate.ts";

const RUNS = Math.max(100, runs(1000));

/** Texts at the edge of what the quick reader takes, and whether it does. */
const edges: [text: string, canonical: boolean][] = [
  ["a: 1 # c\n", true],
  ["- a\n- 'x y' # c\n-\n- b: c\n  d:\n  - 1\n  -   - 2\n      - 3\n", true],
  ['a: {b: 1, c: [x, "y"], d: {}}\nb: []\n', true],
  ["k: |\n  x\n\n   y\n\n# c\nl: |+\n  z\n\nm: |-\n  q\n", true],
  ["x", true],
  ["'a b': 1\n\"c\": 2\nurl: http://x:80/#a\nt: a:b\n", true],
  ["- - a\n  - b\n- c\n", true],
  ["a:\n- b\nc: 0644\n", true],
  ["{a: b}\n", true],
  ['{"a":1}\n', true],
  ["a: [a,b]\n", true],
  ["a: |\n  x", true],
  ["a: |+\n  x\n\n  y", true],
  ["- |-\n  x", true],
  ["a: b: c\n", false],
  ["a: x\n  y\n", false],
  ["a: [a: b]\n", false],
  ["a: -\n", false],
  ["a: - b\n", false],
  ["d: 'x'#c\n", false],
  ["? a\n", false],
  ["a: &x b\n", false],
  ["a:\tb\n", false],
  ["a : b\n", false],
  ["a: {a,b}\n", false],
  ["a: {a: }\n", false],
  ["a: 1\na: 2\n", false],
  ["<<: {a: 1}\n", false],
  ["a: 1\r\n", false],
  ["a: >\n  x\n", false],
  ["a: |2\n  x\n", false],
  ["a: |\n  x\n  ", false],
  ["a:\n   b: 1\n  c: 2\n", false],
  ["a: 'x\n  y'\n", false],
  ["a: !t b\n", false],
  ["a: |\n  x\n y\n", false],
  ["a: @b\n", false],
  ["a: %b\n", false],
  ["a: b\n--- x\n", false],
];

table("the quick reader's edges", edges, {
  title: ([text]) => JSON.stringify(text),
  run: ([text, canonical]) => {
    const quick = readCanonical(text, { start: 0, end: text.length });
    assert.is(quick !== undefined, canonical);
    if (quick) deepStrictEqual(quick, readYaml(text, { start: 0, end: text.length }).node);
  },
});

suite("both readers on generated documents", (test) => {
  test("where the quick reader answers, the full one says the same", () => {
    let answered = 0;
    fc.assert(
      fc.property(fc.integer({ min: 0 }), (seed) => {
        const { text } = generate({ random: new Random(seed), anchors: false, wildFlow: false, cutOff: true });
        const quick = readCanonical(text, { start: 0, end: text.length });
        if (!quick) return;
        answered++;
        // uvu's own would take a value's key `constructor` for the value's class.
        deepStrictEqual(quick, readYaml(text, { start: 0, end: text.length }).node);
      }),
      { numRuns: RUNS },
    );
    assert.ok(answered > RUNS / 10, `the quick reader answered ${answered} of ${RUNS}`);
  });
});
