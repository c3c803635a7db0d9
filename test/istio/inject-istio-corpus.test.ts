import type { Value } from "../../src/value/value.ts";
import { assert, suite } from "../cases.ts";
import { type CorpusCase, corpusCases, corpusTable, readCorpus } from "./corpus.ts";
import { injectCase, mendCronJob } from "./corpus-run.ts";
import { differences, normalise } from "./normalise.ts";
import { documents } from "./yaml.ts";

suite("Istio's own cases", (test) => {
  for (const found of corpusCases()) test(found.name, () => runCase(found));
});

suite("Istio's own cases, injected again", (test) => {
  const idempotent = new Set(corpusTable("functions.json", "reinjection").idempotent);
  for (const found of corpusCases().filter(({ name }) => idempotent.has(name))) test(found.name, () => runTwice(found));
});

function runCase(found: CorpusCase): void {
  const input = documents(readCorpus("cases", found.name, "input.yaml"));
  const got = injectCase(found, input);
  if (found.expectedError) {
    assert.ok(got.problems.length > 0, "an error was expected");
    assert.equal(got.documents, input, "an error changes nothing");
    return;
  }
  assert.equal(got.problems, []);
  const want = documents(readCorpus("cases", found.name, "expected.yaml")).map(mendCronJob);
  assert.is(differences(normalise(got.documents as Value), normalise(want as Value)).join("\n"), "");
}

function runTwice(found: CorpusCase): void {
  const once = injectCase(found, documents(readCorpus("cases", found.name, "input.yaml"))).documents;
  const twice = injectCase(found, once);
  assert.equal(twice.problems, []);
  assert.is(differences(normalise(twice.documents as Value), normalise(once as Value)).join("\n"), "");
}
