import type { Diagnostic, Location, ResourceIdentity } from "../../src/diagnostic/diagnostic.ts";
import { groupedFindings, placeText, type SummaryOptions, summaryText } from "../../src/report/summary.ts";
import { assert, suite, table } from "../cases.ts";
import { error, info, warning, web } from "./findings.ts";

const at = "    at Deployment shop/web (a b/web.yaml:4:2)\n";

interface Row {
  readonly title: string;
  readonly found: readonly Diagnostic[];
  readonly options: SummaryOptions;
  readonly text: string;
}

const rows: readonly Row[] = [
  { title: "nothing found", found: [], options: { done: "1 injected" }, text: "podgraft: 1 injected\n" },
  { title: "lines of workloads", found: [], options: { done: "1 injected", lines: ["  web"] }, text: "podgraft: 1 injected\n  web\n" },
  { title: "an error", found: [error], options: { done: "" }, text: `podgraft: 1 error\n  error PortConflict: ${error.message}\n${at}` },
  {
    title: "an info is not told, and a control character is shown",
    found: [info, warning],
    options: { done: "x" },
    text: "podgraft: x, 1 warning\n  warning UnknownAnnotation: unknown annotation\\u0007\n    at Deployment shop/web\n",
  },
  {
    title: "an info is reported with -v",
    found: [info],
    options: { done: "x", verbose: true },
    text: "podgraft: x\n  info DeprecatedAnnotation: deprecated\n",
  },
  {
    title: "equal findings are one, with three places",
    found: Array.from({ length: 5 }, (_, line) => ({ ...error, location: { ...error.location, line } })),
    options: { done: "x" },
    text: `podgraft: x, 5 errors\n  error PortConflict: ${error.message}\n${[0, 1, 2].map((line) => at.replace("yaml:4", `yaml:${line}`)).join("")}    and 2 more\n`,
  },
];

table("a summary", rows, { title: ({ title }) => title, run: ({ found, options, text }) => assert.is(summaryText(found, options), text) });

const places: readonly { readonly resource?: ResourceIdentity; readonly location?: Location; readonly text: string }[] = [
  { text: "" },
  { resource: web, text: "Deployment shop/web" },
  { resource: { apiVersion: "v1", kind: "Pod", name: "" }, text: "Pod (no name)" },
  { location: { file: "a.yaml" }, text: "a.yaml" },
  { location: { line: 3 }, text: "" },
  { resource: web, location: { file: "a.yaml", line: 3 }, text: "Deployment shop/web (a.yaml:3)" },
];

table("a place", places, {
  title: ({ text }) => text || "none",
  run: ({ text, ...place }) => assert.is(placeText({ ...info, ...place }), text),
});

suite("findings that say the same", (test) => {
  test("are one group, in the order of the first", () =>
    assert.equal(
      groupedFindings([error, warning, { ...error, resource: { ...web, name: "b" } }]).map((group) => group.length),
      [2, 1],
    ));
});
