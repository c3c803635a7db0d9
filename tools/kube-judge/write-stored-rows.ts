// Writes test/data/kube-stored/rows.jsonl.gz: pod templates, and how Kubernetes' API server stores them, as kube-judge says.
//
//   node --import tsx tools/kube-judge/write-stored-rows.ts JUDGE
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { podTemplatePaths, workloadOf } from "../../src/kube/workloads.ts";
import { at, toValue, type ValueMap } from "../../src/value/value.ts";
import { liveWorkload } from "../../test/graft/live/live-workloads.ts";
import { Random } from "../../test/random.ts";
import { askJudge } from "../ask-judge.ts";
import { fieldRows } from "./rows/field-rows.ts";
import { objectOf } from "./rows/objects.ts";
import { some } from "./rows/values.ts";

const COUNTS = { fields: 1500, workloads: 200 };

/** Fields of features that are off by default in 1.34: the server drops them, unless its owner turns them on. */
const OFF = ["clusterTrustBundle", "fileKeyRef", "image", "podCertificate", "restartPolicyRules"].flatMap((name) => [
  `"${name}":{`,
  `"${name}":[`,
]);

const [judge] = process.argv.slice(2);
if (judge === undefined) throw new Error("Give the path of the built judge");

const random = new Random(1);
const fields = some(fieldRows(1), COUNTS.fields, random).map(({ template }) =>
  objectOf(random.pick(["Deployment", "Deployment", "Pod"]), template),
);
const workloads = Array.from({ length: COUNTS.workloads }, (_, i) => liveWorkload(i));
const given = accepted([...fields, ...workloads]);
const stored = askJudge(judge, ["-stored", "-jsonl"], given);
const rows = given.map((object, i) => [object, templateOf(stored[i])]);
const text = rows.map((row) => `${JSON.stringify(row)}\n`).join("");
writeFileSync(join(import.meta.dirname, "../../test/data/kube-stored/rows.jsonl.gz"), gzipSync(text, { level: 9 }));
console.log(`${rows.length} rows, ${text.length} bytes before compression`);

/** Those that the server takes and has all fields of; what it makes of a null in a list says nothing. */
function accepted(objects: readonly unknown[]): readonly unknown[] {
  const verdicts = askJudge<{ decode?: string; strict?: string; refused?: unknown }>(judge as string, ["-jsonl"], objects);
  const isOff = (object: unknown) => [...OFF, "[null", ",null"].some((text) => JSON.stringify(object).includes(text));
  return objects.filter((object, i) => {
    const { decode, strict, refused } = verdicts[i] ?? {};
    return [decode, strict, refused].every((said) => said === undefined) && !isOff(object);
  });
}

function templateOf(object: unknown): unknown {
  const value = toValue(object) as ValueMap;
  const workload = workloadOf(String(value.apiVersion), String(value.kind));
  const [path = []] = workload ? podTemplatePaths(value, workload).paths : [];
  const { metadata, spec } = at(value, ...path) as ValueMap;
  return { metadata, spec };
}
