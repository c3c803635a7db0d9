import { listTemplate } from "../../src/template/list-template.ts";
import { assert, table } from "../cases.ts";
import { podData, tools } from "./tools.ts";

interface Row {
  readonly text: string;
  readonly items: unknown;
  /** The line of the template, and that of the rendered text, from which the last item comes. */
  readonly lines?: readonly [number, number];
}

const rows: readonly Row[] = [
  { text: "- a\n{{ if true }}\n- b{{ end }}\n", items: ["a", "b"], lines: [3, 3] },
  { text: "- a\n{{- range until 2 }}\n- {{ . }}\n{{- end }}", items: ["a", 0, 1], lines: [3, 3] },
  { text: '["a", {"b": 1}]', items: ["a", { b: 1 }], lines: [1, 1] },
  { text: "{{ if false }}- a{{ end }}", items: [] },
  { text: "# nothing\n", items: [] },
  { text: "[]", items: [] },
];

table("a template of a list:", rows, {
  title: ({ text }) => JSON.stringify(text),
  run: ({ text, items, lines }) => {
    const render = listTemplate({ name: "t", source: "spec.t", text }, { ...tools, expected: "a list", fix: "write one" });
    if (typeof render !== "function") throw new Error("the template does not compile");
    const rendered = render(podData({ pod: { metadata: {}, spec: {} } }));
    if ("diagnostics" in rendered) throw new Error(rendered.diagnostics[0]?.message);
    assert.is(JSON.stringify(rendered.items), JSON.stringify(items));
    if (!lines) return;
    const { originLine, line, origin } = rendered.placeOf([rendered.items.length - 1]);
    assert.equal([originLine, line, origin], [...lines, "spec.t"]);
  },
});

const wrong = ["a: b", "text", "1"];

table("what is not a list:", wrong, {
  title: (text) => text,
  run: (text) => {
    const render = listTemplate({ name: "t", source: "spec.t", text }, { ...tools, expected: "a list", fix: "write one" });
    if (typeof render !== "function") throw new Error("the template does not compile");
    const rendered = render(podData({ pod: { metadata: {}, spec: {} } }));
    assert.ok("diagnostics" in rendered);
    assert.equal(
      rendered.diagnostics.map(({ code, fix }) => [code, fix]),
      [["InvalidTemplate", "write one"]],
    );
    assert.match(rendered.diagnostics[0]!.message, /; expected a list$/);
  },
});
