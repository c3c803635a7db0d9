import { Composer } from "../../src/yaml/compose.ts";
import { type SourceNode, walk } from "../../src/yaml/source-node.ts";
import { assert, table } from "../cases.ts";

/** A text, and of each node what is before its content as anchor and tag, with the content itself. */
const rows: readonly (readonly [text: string, nodes: readonly string[]])[] = [
  ["a: &x !!str b # c\n", ["a: &x !!str b", "(&x !!str )b"]],
  ["a: &x\n- b\n- c\n", ["a: &x\n- b\n- c", "(&x\n)- b\n- c", "b", "c"]],
  ["? a\n:\n- b\n", ["? a\n:\n- b", "- b", "b"]],
  ["&k a: {b, c: , [d: e]: f}\n", []],
  ["a: [b: c, d]\n", ["a: [b: c, d]", "[b: c, d]", "b: c", "c", "d"]],
  ["a:   # b\n\nc: |+\n  d\n\n", ["a:   # b\n\nc: |+\n  d\n\n", "", "|+\n  d\n\n"]],
  ["- - a\n  -\n- !t\n", ["- - a\n  -\n- !t", "- a\n  -", "a", "", "(!t)"]],
  ["---\n'a\n b'\n...\n", ["'a\n b'"]],
];

function shown(text: string, node: SourceNode): string {
  const properties = text.slice(node.propsStart, node.start);
  return (properties === "" ? "" : `(${properties})`) + text.slice(node.start, node.end);
}

table("where nodes are", rows, {
  title: ([text]) => JSON.stringify(text),
  run: ([text, nodes]) => {
    const composer = new Composer(text, { start: 0, end: text.length });
    const found: string[] = [];
    walk(composer.document(), (node) => found.push(shown(text, node)));
    if (nodes.length === 0) assert.is(composer.faults.length, 1);
    else assert.equal(found, nodes);
  },
});
