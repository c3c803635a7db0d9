import { sprig } from "../../src/gotemplate/sprig/sprig.ts";
import { parse } from "../../src/gotemplate/syntax/parse.ts";
import { printNode } from "../../src/gotemplate/syntax/print-node.ts";
import { compile } from "../../src/gotemplate/template.ts";
import { assert, suite, table } from "../cases.ts";
import { generateRow } from "./generate.ts";
import { type Row, render } from "./render.ts";
import { storedRows } from "./stored.ts";

/** Parse and print: what the row renders must be the same, and printing once more must change nothing. */
function roundTrip(row: Row): void {
  const options = { functions: sprig };
  const { template } = compile("row", row.template, options);
  if (template === undefined || template.defined.length > 1) return;
  const printed = printNode(template.tree.root);
  const again = compile("row", printed, options);
  assert.is(again.error, undefined);
  assert.is(printNode(again.template!.tree.root), printed);
  const first = render(row);
  const second = render({ ...row, template: printed });
  if ("text" in first) assert.equal(second, first);
  else assert.ok("error" in second);
}

suite("print what was parsed", (test) => {
  test("every stored row", () => {
    for (const { rows } of storedRows()) for (const row of rows) if (row.left === undefined && row.right === undefined) roundTrip(row);
  });
  test("generated templates", () => {
    for (let number = 0; number < 2000; number++) roundTrip(generateRow(number));
  });
  test("comments are kept where they are asked for", () => {
    const options = { comments: true, hasFunction: () => true, nesting: 10 };
    const root = parse({ name: "t", text: "a{{/* note */}}b" }, options).get("t")!.root;
    assert.is(printNode(root), "a{{/* note */}}b");
  });
});

table(
  "printed forms",
  [
    { text: '{{  .a.b   |  printf `%s`  "x" }}', printed: '{{.a.b | printf `%s` "x"}}' },
    { text: "a {{- if .x -}} b {{- else if .y -}} c {{- end -}} d", printed: "a{{if .x}}b{{else}}{{if .y}}c{{end}}{{end}}d" },
    { text: "{{range $i,$v:=.l}}{{break}}{{else}}{{.}}{{end}}", printed: "{{range $i, $v := .l}}{{break}}{{else}}{{.}}{{end}}" },
    {
      text: "{{with $x := (index .m 1).y}}{{$x = nil | print}}{{end}}",
      printed: "{{with $x := (index .m 1).y}}{{$x = nil | print}}{{end}}",
    },
    { text: "{{template `t` (list 1 0x1F 'a' true)}}", printed: "{{template \"t\" (list 1 0x1F 'a' true)}}" },
    { text: "{{/* gone */}}x", printed: "x" },
  ],
  {
    title: ({ text }) => text,
    run: ({ text, printed }) => {
      const { root } = parse({ name: "t", text }, { hasFunction: (name) => !["break", "continue"].includes(name), nesting: 10 }).get("t")!;
      assert.is(printNode(root), printed);
    },
  },
);
