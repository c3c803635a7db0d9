import fc from "fast-check";
import { compare, type ListKeys } from "../../src/change/compare.ts";
import { at, equal, isList, isMap, type Value } from "../../src/value/value.ts";
import { put, type Unit } from "../../src/yaml/put.ts";
import { readYaml } from "../../src/yaml/read-yaml.chunk.ts";
import { nodeValue, type SourceNode } from "../../src/yaml/source-node.ts";
import { styleOf } from "../../src/yaml/style.ts";
import { assert, suite } from "../cases.ts";
import { Random } from "../random.ts";
import { runs } from "../runs.ts";
import { type Generated, generate } from "./generate.ts";
import { mutate } from "./mutate.ts";

const RUNS = runs(1000);

const byName: ListKeys = {
  field: () => byName,
  item: () => byName,
  identify: (item) => (isMap(item) && typeof item.name === "string" ? `name=${item.name}` : undefined),
};

function read(text: string): SourceNode {
  const { node, faults } = readYaml(text, { start: 0, end: text.length });
  if (!node) throw new Error(`${faults.map(({ message }) => message).join("; ")} in\n${text}`);
  return node;
}

/** The entry at a keyed path; what an alias or a merge key brings in is not there in the text. */
function valueAt(value: Value | undefined, path: readonly string[]): Value | undefined {
  return path.reduce<Value | undefined>((found, step) => {
    if (step.startsWith("name=")) return isList(found) ? found.find((item, i) => byName.identify(item, i) === step) : undefined;
    if (step.startsWith("#")) return isList(found) ? found[Number(step.slice(1))] : undefined;
    return at(found, step);
  }, value);
}

interface Edit {
  readonly generated: Generated;
  readonly before: Value;
  readonly after: Value;
  readonly output: string;
}

function edit(seed: number, { anchors, wildFlow, additive }: { anchors: boolean; wildFlow: boolean; additive: boolean }): Edit {
  const random = new Random(seed);
  const generated = generate({ random, anchors, wildFlow, cutOff: !additive });
  const { text } = generated;
  const root = read(text);
  const before = nodeValue(root);
  const after = mutate(before, { random, additive });
  const delta = compare(before, after, byName);
  const unit: Unit = { entry: { start: 0, mark: 0, key: "", value: root }, end: text.length };
  return { generated, before, after, output: delta ? put(text, unit, { delta, style: styleOf(text, root) }) : text };
}

function checkValues({ generated, after, output }: Edit): void {
  const found = nodeValue(read(output));
  if (!equal(found, after))
    assert.unreachable(
      `the value is not the computed one\n--- before\n${generated.text}\n--- after\n${output}\n--- want\n${show(after)}\n--- got\n${show(found)}`,
    );
}

const show = (value: Value) => JSON.stringify(value, (_, item: unknown) => (typeof item === "bigint" ? String(item) : item));

function count(text: string, part: string): number {
  return text.split(part).length - 1;
}

/** No comment twice; and none lost whose entry is still there, in lists whose items can be distinguished. */
function checkComments({ generated, before, after, output }: Edit, { anchors }: { anchors: boolean }): void {
  for (const { text, path } of generated.comments) {
    const times = count(output, text);
    const owned = !anchors && path.length > 0 && !path.some((step) => step.startsWith("#")) && valueAt(after, path) !== undefined;
    const parentKept = path.every((_, i) => i === 0 || sameKind(valueAt(after, path.slice(0, i)), valueAt(before, path.slice(0, i))));
    if (times > 1 || (times === 0 && owned && parentKept))
      assert.unreachable(`${text} of ${path.join(" > ")} is ${times} times\n--- before\n${generated.text}\n--- after\n${output}`);
  }
}

function sameKind(a: Value | undefined, b: Value | undefined): boolean {
  return (isMap(a) && isMap(b)) || (isList(a) && isList(b));
}

/** Where nothing but entries was added to block collections, every line is as it was, in order. */
function checkLines({ generated, output }: Edit): void {
  const lines = output.split(/\r?\n/);
  if (lines[0] === "" && !/^\r?\n/.test(generated.text))
    assert.unreachable(`a blank line came first\n--- before\n${generated.text}\n--- after\n${output}`);
  let at = 0;
  for (const line of generated.text.split(/\r?\n/)) {
    const found = lines.indexOf(line, at);
    const changed = /[[{}\]]|:\s*(#.*)?$|:\s+(~|null)\s*(#.*)?$|^\s*-\s*(#.*)?$|\*|<<|^\s*-\s+-/.test(line);
    if (found === -1 && !changed)
      assert.unreachable(`the line ${JSON.stringify(line)} is gone\n--- before\n${generated.text}\n--- after\n${output}`);
    if (found !== -1) at = found + 1;
  }
}

suite("put on generated documents", (test) => {
  const property = (name: string, check: (seed: number) => void) =>
    test(name, () =>
      fc.assert(fc.property(fc.integer({ min: 0 }), check), {
        numRuns: RUNS,
        ...(process.env.PODGRAFT_FUZZ_SEED && { seed: Number(process.env.PODGRAFT_FUZZ_SEED) }),
      }),
    );

  property("any edit gives the computed value, comments once", (seed) => {
    const result = edit(seed, { anchors: false, wildFlow: true, additive: false });
    checkValues(result);
    checkComments(result, { anchors: false });
  });
  property("anchors, aliases and merge keys keep every other value", (seed) => {
    const result = edit(seed, { anchors: true, wildFlow: false, additive: false });
    checkValues(result);
    checkComments(result, { anchors: true });
  });
  property("additions leave every line as it is", (seed) => {
    const result = edit(seed, { anchors: false, wildFlow: false, additive: true });
    checkValues(result);
    checkComments(result, { anchors: false });
    checkLines(result);
  });
});
