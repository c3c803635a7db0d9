import { parse } from "yaml";
import type { Diagnostic } from "../../src/diagnostic/diagnostic.ts";
import { resultsText } from "../../src/krm/results.ts";
import { assert, table } from "../cases.ts";

const base = { code: "PortConflict", severity: "error", message: "m: n" } as const;
const resource = { apiVersion: "apps/v1", kind: "Deployment", name: "web" };
const tags = { code: "PortConflict" };

const rows: readonly { readonly title: string; readonly found: Diagnostic; readonly result: object }[] = [
  { title: "a message", found: base, result: { message: "m: n", severity: "error", tags } },
  { title: "a resource", found: { ...base, resource }, result: { message: "m: n", severity: "error", resourceRef: resource, tags } },
  {
    title: "a field",
    found: { ...base, field: { path: "spec.a[0]", current: 1 } },
    result: { message: "m: n", severity: "error", field: { path: "spec.a[0]", currentValue: 1 }, tags },
  },
  {
    title: "an object of a file",
    found: { ...base, location: { file: "a.yaml", index: 1 } },
    result: { message: "m: n", severity: "error", file: { path: "a.yaml", index: 1 }, tags },
  },
  {
    title: "a line of the list itself is left out",
    found: { ...base, location: { file: "stdin", line: 3 } },
    result: { message: "m: n", severity: "error", tags },
  },
];

table("a diagnostic as a result", rows, {
  title: ({ title }) => title,
  run: ({ found, result }) => {
    const text = resultsText([found], { eol: "\n", step: 2, indentLists: false, json: false });
    assert.ok(text.startsWith("results:\n- "), text);
    assert.equal(parse(text), { results: [result] });
  },
});
