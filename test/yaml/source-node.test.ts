import { entryOf, nearestNode, nodeValue, walk } from "../../src/yaml/source-node.ts";
import { assert, suite, table } from "../cases.ts";
import { nodeOf } from "./nodes.ts";

const values: readonly { readonly text: string; readonly value: unknown }[] = [
  { text: "a: &x [1]\nb: *x\n", value: { a: [1], b: [1] } },
  { text: "a: &x {p: 1, q: 1}\nb: {<<: *x, q: 2}\n", value: { a: { p: 1, q: 1 }, b: { p: 1, q: 2 } } },
  { text: "b: {<<: [{q: 3, r: 1}, {r: 2, s: 1}], q: 2}\n", value: { b: { q: 2, r: 1, s: 1 } } },
  { text: "- &x {p: 1}\n- &y {<<: *x, q: 1}\n- {<<: *y}\n", value: [{ p: 1 }, { q: 1, p: 1 }, { q: 1, p: 1 }] },
];

table("the value of a node", values, {
  title: ({ text }) => JSON.stringify(text),
  run: ({ text, value }) => assert.equal(JSON.parse(JSON.stringify(nodeValue(nodeOf(text)))), value),
});

suite("nodes", (test) => {
  const text = "a: &x\n- b: 1\n- c\nd: *x\n<<: {e: 1}\n";
  const root = nodeOf(text);
  const nearest = (...path: readonly (string | number)[]) => text.slice(nearestNode(root, path).start, nearestNode(root, path).end);
  test("at a path, aliases followed", () => {
    assert.is(nearest("a", 0, "b"), "1");
    assert.is(nearest("d", 1), "c");
  });
  test("nearest to what is not there", () => {
    assert.is(nearest("a", 0, "x", "y"), "b: 1");
    assert.is(nearest("a", 7), "- b: 1\n- c");
  });
  test("by key, merged ones left out", () => {
    assert.is(entryOf(root, "a")?.key, "a");
    assert.equal([entryOf(root, "e"), entryOf(root, "<<"), entryOf(undefined, "a")], [undefined, undefined, undefined]);
  });
  test("are walked in the text's order", () => {
    const starts: number[] = [];
    walk(root, ({ start }) => starts.push(start));
    assert.equal(
      starts,
      [...starts].sort((a, b) => a - b),
    );
    assert.is(starts.length, 8);
  });
});
