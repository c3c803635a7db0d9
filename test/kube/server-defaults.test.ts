import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { podTemplatePaths, workloadOf } from "../../src/kube/workloads.ts";
import { at, toValue, type ValueMap } from "../../src/value/value.ts";
import { assert, suite } from "../cases.ts";
import { stored } from "../graft/live/server.ts";

const file = join(import.meta.dirname, "../data/kube-stored/rows.jsonl.gz");
const rows = gunzipSync(readFileSync(file)).toString().trimEnd().split("\n");

suite("what the API server fills in", (test) => {
  test("pod templates as Kubernetes' own code stores them (tools/kube-judge)", () => {
    assert.ok(rows.length > 500);
    for (const row of rows) {
      // A few fields are printed as null if they are absent.
      const [given, want] = JSON.parse(row, (_, value) => value ?? undefined) as [unknown, unknown];
      assert.equal(templateOf(stored(toValue(given) as ValueMap)), want, JSON.stringify(given));
    }
  });
});

function templateOf(object: ValueMap): unknown {
  const workload = workloadOf(String(object.apiVersion), String(object.kind));
  const [path = []] = workload ? podTemplatePaths(object, workload).paths : [];
  const { metadata, spec } = at(object, ...path) as ValueMap;
  return JSON.parse(JSON.stringify({ metadata, spec }));
}
