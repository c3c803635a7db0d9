import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse, parseAllDocuments } from "yaml";
import { assert, suite, table } from "../cases.ts";
import { deployment, istioSidecar, namespace, ownSidecar } from "../cli/manifests.ts";
import { podgraft, withFiles } from "../cli/run.ts";

const ns = namespace("shop", "logging: enabled, istio-injection: enabled");
const web = deployment("web");
const indented = (text: string) => `- ${text.trimEnd().replaceAll("\n", "\n  ")}\n`;

/** One input in each form that manifests come in. */
const forms: Readonly<Record<string, (...objects: readonly string[]) => string>> = {
  documents: (...objects) => objects.join("---\n"),
  List: (...objects) => `apiVersion: v1\nkind: List\nitems:\n${objects.map(indented).join("")}`,
  "list of its kind": (...objects) => `apiVersion: apps/v1\nkind: DeploymentList\nitems:\n${objects.map(indented).join("")}`,
  ResourceList: (...objects) => `apiVersion: config.kubernetes.io/v1\nkind: ResourceList\nitems:\n${objects.map(indented).join("")}`,
  "List as JSON": (...objects) =>
    `${JSON.stringify({ apiVersion: "v1", kind: "List", items: objects.map((text) => parse(text)) }, null, 2)}\n`,
};

interface Row {
  readonly form: string;
  readonly command: string;
  readonly input: string;
  readonly args?: readonly string[];
  readonly code: number;
  readonly told: RegExp;
}

const rows: readonly Row[] = Object.entries(forms).flatMap(([form, of]) => [
  { form, command: "explain", input: of(ns, web), code: 0, told: /^Deployment shop\/web \(in.yaml:\d+\): shipper 3 is injected/ },
  { form, command: "explain", input: of(ns, web), args: ["--format", "json"], code: 0, told: /"inject": true/ },
  { form, command: "diff", input: of(ns, web), code: 1, told: /^\+.*fluent-bit:3/m },
  { form, command: "diff", input: of(ns, web), args: ["--summary"], code: 1, told: /^containers +\+1$/m },
  {
    form,
    command: "check",
    input: of(ns, web),
    args: ["--require-injected"],
    code: 1,
    told: /MissingInjection[^\n]*\n {2}at Deployment shop\/web \(in.yaml:\d+\)/,
  },
]);

table("what is asked of", rows, {
  title: ({ form, command, args = [] }) => `${form}: ${[command, ...args].join(" ")}`,
  run: ({ command, input, args = [], code, told }) =>
    withFiles({ "c.yaml": ownSidecar, "in.yaml": input }, (cwd) => {
      const run = podgraft([command, "-f", "in.yaml", "-c", "c.yaml", ...args], { cwd });
      assert.is(run.code, code, run.err);
      assert.match(run.out, told);
    }),
});

/** The objects of a text, and what kind of list it is. */
function shapeOf(text: string): { readonly kind: string; readonly items: readonly { readonly kind: string; readonly spec?: unknown }[] } {
  const documents = parseAllDocuments(text).map((document) => document.toJS());
  return documents.length === 1 ? documents[0] : { kind: "documents", items: documents };
}

const images = (text: string) => text.match(/image"?: "?[^\s",]+/g)?.map((line) => line.replace(/^image"?: "?/, ""));

suite("what is given back of", (test) => {
  for (const [form, of] of Object.entries(forms)) {
    const input = of(ns, web);
    test(`${form}: inject, and uninject gives back its bytes`, () =>
      withFiles({ "c.yaml": ownSidecar }, (cwd) => {
        const { out, code, err } = podgraft(["inject", "-f", "-", "-c", "c.yaml"], { cwd, input });
        assert.is(code, 0, err);
        const { kind, items } = shapeOf(out);
        assert.is(kind, shapeOf(input).kind);
        assert.equal(
          items.map((item) => item.kind),
          ["Namespace", "Deployment"],
        );
        assert.equal(images(out), ["nginx:1.27.3", "fluent-bit:3"]);
        assert.is(podgraft(["uninject", "-f", "-"], { cwd, input: out }).out, input);
      }));
    const misspelt = (name: string) => web.replace("    spec:\n", `      annotations:\n        ${name}: info\n    spec:\n`);
    test(`${form}: check --fix`, () =>
      withFiles({ "in.yaml": of(ns, misspelt("sidecar.istio.io/logLevl")), "c.yaml": istioSidecar }, (cwd) => {
        const { code, err } = podgraft(["check", "--fix", "-f", "in.yaml", "-c", "c.yaml"], { cwd });
        assert.is(code, 0, err);
        assert.is(readFileSync(join(cwd, "in.yaml"), "utf8"), of(ns, misspelt("sidecar.istio.io/logLevel")));
      }));
  }
});
