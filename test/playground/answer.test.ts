import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Answer, answerOf } from "../../docs/playground/answer.ts";
import { verdictOf } from "../../docs/playground/verdict.ts";
import { inject } from "../../src/index.ts";
import { assert, suite, table } from "../cases.ts";
import { root } from "../files.ts";

const read = (path: string) => readFileSync(join(root, path), "utf8");
const shipper = { manifests: read("examples/log-shipper/app.yaml"), config: read("examples/log-shipper/injector.yaml") };
const mistakes = { manifests: read("docs/playground/mistakes/app.yaml"), config: read("docs/playground/mistakes/injector.yaml") };
const misspelt = { ...mistakes, config: read("docs/playground/mistakes/misspelt-injector.yaml") };

const told = ({ findings }: Answer) =>
  findings.map(
    ([first]) =>
      `${first?.code} ${first?.originLocation?.file ?? first?.location?.file}:${first?.originLocation?.line ?? first?.location?.line}`,
  );

table(
  "what the playground says about an input",
  [
    {
      input: { ...shipper, manifests: `${read("examples/log-shipper/namespaces.yaml")}---\n${shipper.manifests}` },
      verdict: { words: "1 of 3 workloads are injected", look: "yes" },
      findings: [],
    },
    { input: { ...shipper, manifests: "" }, verdict: { words: "0 of 0 workloads are injected", look: "no" }, findings: [] },
    {
      input: mistakes,
      verdict: { words: "1 of 1 workload is injected, 2 warnings", look: "warning" },
      findings: ["UnknownNamespace manifests.yaml:6", "UnknownAnnotation manifests.yaml:14"],
    },
    {
      input: misspelt,
      verdict: { words: "Nothing is changed, 1 error", look: "error" },
      findings: ["InvalidTemplate injector.yaml:19"],
    },
    {
      input: { ...mistakes, manifests: "a: [b" },
      verdict: { words: "Nothing is changed, 1 error", look: "error" },
      findings: ["InvalidInput manifests.yaml:1"],
    },
  ],
  {
    title: ({ verdict }) => verdict.words,
    run: async ({ input, verdict, findings }) => {
      const answer = await answerOf(input);
      assert.equal(verdictOf(answer), verdict);
      assert.equal(told(answer), findings);
    },
  },
);

suite("the playground's text", (test) => {
  test("is what the library writes", async () => {
    const { texts } = await inject([{ file: "a", text: mistakes.manifests }], { file: "b", text: mistakes.config });
    assert.is((await answerOf(mistakes)).text, texts[0]?.text);
  });
  test("is the input where there are errors", async () => assert.is((await answerOf(misspelt)).text, misspelt.manifests));
});
