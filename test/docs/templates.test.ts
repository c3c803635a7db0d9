import { readFileSync } from "node:fs";
import { join } from "node:path";
import { injectTexts } from "../../src/app/inject/texts.ts";
import { istioFunctions } from "../../src/istio/template/istio-functions.ts";
import { podFunctions } from "../../src/template/functions.ts";
import { assert, suite, table } from "../cases.ts";

const page = readFileSync(join(import.meta.dirname, "../../docs/TEMPLATES.md"), "utf8");

/** The files that the page shows. */
const files = new Map([...page.matchAll(/^```yaml\n# file: (\S+)\n([\s\S]*?)^```$/gm)].map(([, name, text]) => [name, text]));
const file = (name: string) => ({ file: name, text: files.get(name) as string });
const provenance = / {2}annotations:\n {4}podgraft\.dev\/provenance: .*\n(?: {6}.*\n)+/;

/** The files of its examples, and the codes of what is reported of them. */
const examples = [
  { config: "config.yaml", input: "web.yaml", output: "expected.yaml", told: [] },
  { config: "patch.yaml", input: "jvm.yaml", output: "patched.yaml", told: ["FieldConflict"] },
];

table("the page on templates: an example gives what it says:", examples, {
  title: ({ input }) => input,
  run: ({ config, input, output, told }) => {
    const { texts, diagnostics } = injectTexts({ inputs: [file(input)], config: file(config) });
    const found = diagnostics.filter(({ severity }) => severity !== "info");
    assert.equal(
      found.map(({ code }) => code),
      told,
    );
    assert.match(texts![0]!, provenance);
    assert.is(texts![0]!.replace(provenance, ""), file(output).text);
  },
});

suite("the page on templates", (test) => {
  test("it names every function", () => {
    const names = Object.keys({ ...podFunctions, ...istioFunctions });
    assert.equal(
      names.filter((name) => !page.includes(`\`${name}`)),
      [],
    );
  });
});
