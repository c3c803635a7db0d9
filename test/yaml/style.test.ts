import { styleOf } from "../../src/yaml/style.ts";
import type { WriteStyle } from "../../src/yaml/write.ts";
import { assert, table } from "../cases.ts";
import { nodeOf } from "./nodes.ts";

const rows: readonly { readonly text: string; readonly style: Partial<WriteStyle> }[] = [
  { text: "a: 1\n", style: {} },
  { text: "a:\n    b:\n      c: 1\n", style: { step: 4 } },
  { text: "a:\n- b:\n    c: 1\n", style: { step: 2 } },
  { text: "a:\n  - b\nc:\n- d\n", style: { indentLists: true } },
  { text: "a: 1\r\nb: 1\n", style: { eol: "\r\n" } },
  { text: '{"a": 1}', style: { json: true } },
  { text: "{a: 1}", style: {} },
  { text: "a: {\n      b: 1}\n", style: {} },
];

table("the style of a document", rows, {
  title: ({ text }) => JSON.stringify(text),
  run: ({ text, style }) => {
    const { eol, step, indentLists, json } = styleOf(text, nodeOf(text));
    assert.equal({ eol, step, indentLists, json }, { eol: "\n", step: 2, indentLists: false, json: false, ...style });
  },
});
