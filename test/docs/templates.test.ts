import { readFileSync } from "node:fs";
import { join } from "node:path";
import { injectTexts } from "../../src/app/inject/texts.ts";
import { istioFunctions } from "../../src/istio/template/istio-functions.ts";
import { podFunctions } from "../../src/template/functions.ts";
import { assert, suite } from "../cases.ts";

const page = readFileSync(join(import.meta.dirname, "../../docs/TEMPLATES.md"), "utf8");

/** The files that the page shows. */
const files = new Map([...page.matchAll(/^```yaml\n# file: (\S+)\n([\s\S]*?)^```$/gm)].map(([, name, text]) => [name, text]));
const file = (name: string) => ({ file: name, text: files.get(name) as string });
const provenance = / {2}annotations:\n {4}podgraft\.dev\/provenance: .*\n(?: {6}.*\n)+/;

suite("the page on templates", (test) => {
  test("its example gives what it says", async () => {
    const { texts, diagnostics } = await injectTexts({ inputs: [file("web.yaml")], config: file("config.yaml") });
    assert.equal(
      diagnostics.filter(({ severity }) => severity !== "info"),
      [],
    );
    assert.match(texts![0]!, provenance);
    assert.is(texts![0]!.replace(provenance, ""), file("expected.yaml").text);
  });
  test("it names every function", () => {
    const names = Object.keys({ ...podFunctions, ...istioFunctions });
    assert.equal(
      names.filter((name) => !page.includes(`\`${name}`)),
      [],
    );
  });
});
