import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { podTemplateSchema } from "../../src/kube/schema.ts";
import { strategicMerge } from "../../src/kube/strategic-merge.ts";
import { at, equal, isMap, toValue, type Value } from "../../src/value/value.ts";
import { assert, suite } from "../cases.ts";
import { corpusTable } from "../istio/corpus.ts";

/** Made by tools/kube-schema/strategic-merge-rows with API machinery's own merge. */
const rows = readFileSync(join(import.meta.dirname, "../data/strategic-merge/rows.jsonl"), "utf8")
  .trimEnd()
  .split("\n");

suite("as API machinery merges", (test) => {
  for (let first = 0; first < rows.length; first += 100)
    test(`rows from ${first}`, () => {
      for (const [index, line] of rows.slice(first, first + 100).entries()) checkRow(line, first + index);
    });
});

function checkRow(line: string, row: number): void {
  const { original, patch, expected, error } = JSON.parse(line);
  const before = toValue(original);
  const { value, diagnostics } = strategicMerge(before, toValue(patch), podTemplateSchema);
  assert.is(diagnostics.length > 0, error === true, `row ${row}: ${diagnostics[0]?.message}\n${line}`);
  if (!error) assert.ok(equal(value, toValue(expected ?? {})), `row ${row}: got ${JSON.stringify(value)}\n${line}`);
  assertShared(before, value, `row ${row}`);
}

/** What is equal below one key of both must be one object. */
function assertShared(before: Value, after: Value, path: string): void {
  if (equal(before, after)) assert.is(after, before, `${path} is equal and was copied`);
  else if (isMap(before) && isMap(after))
    for (const key of Object.keys(after)) if (key in before) assertShared(before[key] as Value, after[key] as Value, `${path}.${key}`);
}

suite("as Istio merges", (test) => {
  const cases = corpusTable("functions.json", "strategicMerge").rows;
  for (const { name = "", input = "", template = "", expected = "" } of cases)
    test(name, () => {
      const { value } = strategicMerge(toValue(parse(input)), toValue(parse(template)), podTemplateSchema);
      // Istio adds annotations after merging.
      const compared: readonly string[][] = [["metadata", "labels"], ["metadata", "name"], ["spec"]];
      for (const path of compared) assert.equal(at(value, ...path), at(toValue(parse(expected)) as Value, ...path));
    });
});
