import { builtins } from "../../../src/gotemplate/builtins/builtins.ts";
import { defaultLimits } from "../../../src/gotemplate/limits.ts";
import { sprig } from "../../../src/gotemplate/sprig/sprig.ts";
import type { ListNode } from "../../../src/gotemplate/syntax/nodes.ts";
import { parse } from "../../../src/gotemplate/syntax/parse.ts";
import { printNode } from "../../../src/gotemplate/syntax/print-node.ts";
import { compile } from "../../../src/gotemplate/template.ts";
import { assert, suite, table } from "../../cases.ts";
import { runs, sampled } from "../../runs.ts";
import { generateRow } from "../generate.ts";
import { type Row, render } from "../render.ts";
import { storedRows } from "../stored.ts";

/** The tree of a text without definitions; undefined for another. */
function treeOf(text: string): ListNode | undefined {
  if (compile("row", text, { functions: sprig }).error !== undefined) return undefined;
  const hasFunction = (name: string) => Object.hasOwn(sprig, name) || Object.hasOwn(builtins, name);
  const trees = parse({ name: "row", text }, { hasFunction, nesting: defaultLimits.nesting });
  return trees.size > 1 ? undefined : trees.get("row")!.root;
}

/** Parse and print: what the row renders must be the same, and printing again must change nothing. */
function roundTrip(row: Row): void {
  const tree = treeOf(row.template);
  if (tree === undefined) return;
  const printed = printNode(tree);
  const again = treeOf(printed);
  assert.ok(again, printed);
  assert.is(printNode(again), printed);
  const first = render(row);
  const second = render({ ...row, template: printed });
  if ("text" in first) assert.equal(second, first);
  else assert.ok("error" in second);
}

suite("print what was parsed", (test) => {
  test("every stored row", () => {
    const rows = storedRows().flatMap((stored) => stored.rows);
    for (const row of sampled(rows)) if (row.left === undefined && row.right === undefined) roundTrip(row);
  });
  test("generated templates", () => {
    for (let number = 0; number < runs(2000); number++) roundTrip(generateRow(number));
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
