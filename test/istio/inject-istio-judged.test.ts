import { type Edited, inject } from "../../src/index.ts";
import { at, isMap, newMap, toValue, type Value, type ValueMap } from "../../src/value/value.ts";
import { assert, suite } from "../cases.ts";
import { sampled } from "../runs.ts";
import { normal } from "./judged/normal.ts";
import { type Case, judgedRows, type Row } from "./judged/rows.ts";
import { differences } from "./normalise.ts";
import { documents } from "./yaml.ts";

/** What is at hand of a workload: its configuration and manifest as text, and the codes that were reported of it. */
interface Concerned {
  readonly text: string;
  readonly codes: readonly string[];
}

/** What differs on purpose, by its case in docs/DIFFERENCES.md: which workloads it concerns, and how many of these rows. */
const onPurpose: readonly { name: string; concerns: (given: Concerned) => boolean; count: number }[] = [
  { name: "status-port", concerns: ({ text }) => /proxy\.istio\.io\/config: .*"statusPort": 15099/.test(text), count: 3 },
  {
    name: "native-custom-template",
    concerns: ({ text }) => /"templates":\{"extra":|inject\.istio\.io\/templates: sidecar,grpc-agent/.test(text),
    count: 13,
  },
  { name: "auto-images", concerns: ({ codes }) => codes.includes("ImageAuto"), count: 12 },
];

const counts = new Map<string, number>();

suite("what Istio's own injector makes of generated workloads", (test) => {
  const rows = sampled(judgedRows);
  for (const row of rows) test(`${row.minor} ${row.setting}`, () => runRow(row));
  if (rows.length === judgedRows.length)
    test("how many differ on purpose", () => {
      for (const { name, count } of onPurpose) assert.is(counts.get(name) ?? 0, count, name);
    });
  test("how many rows there are", () =>
    assert.is(
      judgedRows.reduce((sum, { cases }) => sum + cases.length, 0),
      381,
    ));
});

async function runRow({ config, context, cases }: Row): Promise<void> {
  const texts = cases.map(({ input }, i) => ({ file: `${i}.yaml`, text: input }));
  const result = await inject(texts, config as Parameters<typeof inject>[1], {
    context: context.map((text, i) => ({ file: `context-${i}.yaml`, text })),
  });
  for (const [i, given] of cases.entries()) {
    const found = check(given, { result, i });
    const text = `${JSON.stringify(config)}\n${given.input}`;
    const codes = result.diagnostics.filter(({ location }) => location?.file === `${i}.yaml`).map(({ code }) => code);
    const purpose = found.length === 0 ? undefined : onPurpose.find(({ concerns }) => concerns({ text, codes }));
    if (purpose) counts.set(purpose.name, (counts.get(purpose.name) ?? 0) + 1);
    else assert.is(found.join("\n"), "", given.input);
  }
}

function check(given: Case, { result, i }: { readonly result: Edited; readonly i: number }): readonly string[] {
  const text = result.texts[i]!.text;
  const isUntouched = text === given.input;
  const told = result.diagnostics.filter(({ location }) => location?.file === `${i}.yaml`);
  const messages = told.map(({ message }) => message).join(" / ");
  if (given.error !== undefined) {
    return isUntouched && told.some(({ severity }) => severity !== "info") ? [] : [`Istio fails the pod: ${given.error}`];
  }
  if (given.skipped) return isUntouched ? [] : ["Istio leaves the pod alone"];
  if (isUntouched) return [`Istio injects the pod: ${messages}`];
  return differences(normal(templateOf(documents(text).find(isMap) as ValueMap)), toValue(given.expected));
}

function templateOf(object: ValueMap): ValueMap {
  const template =
    object.kind === "Pod"
      ? object
      : object.kind === "CronJob"
        ? at(object, "spec", "jobTemplate", "spec", "template")
        : at(object, "spec", "template");
  const metadata = (key: string): Value => at(template, "metadata", key) ?? newMap();
  return toValue({
    metadata: { labels: metadata("labels"), annotations: metadata("annotations") },
    spec: at(template, "spec"),
  }) as ValueMap;
}
