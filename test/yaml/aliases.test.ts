import { compare, noListKeys } from "../../src/change/compare.ts";
import { toValue } from "../../src/value/value.ts";
import { expansion } from "../../src/yaml/aliases.ts";
import { nodeValue, walk } from "../../src/yaml/source-node.ts";
import { assert, table } from "../cases.ts";
import { nodeOf } from "./nodes.ts";

/** A text, what it becomes, and how many of its aliases must be written out. */
const rows: readonly { readonly text: string; readonly after: unknown; readonly expanded: number }[] = [
  { text: "a: &x 1\nb: *x\nc: 1\n", after: { a: 1, b: 1, c: 2 }, expanded: 0 },
  { text: "a: &x 1\nb: *x\n", after: { a: 2, b: 1 }, expanded: 1 },
  { text: "a: &x 1\nb: *x\nc: *x\n", after: { b: 1, c: 1 }, expanded: 2 },
  { text: "a: &x {p: 1}\nb: *x\n", after: { a: { p: 1, q: 1 }, b: { p: 1 } }, expanded: 1 },
  { text: "a: {p: &x 1, q: 1}\nb: *x\n", after: { a: { p: 1, q: 2 }, b: 1 }, expanded: 0 },
  { text: "- &x {p: 1}\n- *x\n", after: [{ q: 1 }, { p: 1 }, { p: 1 }], expanded: 0 },
];

table("aliases that would name another value", rows, {
  title: ({ text, after }) => `${JSON.stringify(text)} to ${JSON.stringify(after)}`,
  run: ({ text, after, expanded }) => {
    const root = nodeOf(text);
    const { touched } = expansion(root, { delta: compare(nodeValue(root), toValue(after), noListKeys)!, touched: [] });
    let count = 0;
    walk(root, (node) => {
      if (node.kind === "alias" && touched.has(node)) count++;
    });
    assert.is(count, expanded);
  },
});
