// Writes test/data/kube-judged/injected.jsonl.gz: workloads with sidecars in them, what Kubernetes' API server refuses of them
// and how it stores them, and what kubectl changes where they are applied again, as kube-judge says.
//
//   node --import tsx tools/kube-judge/write-injected-rows.ts JUDGE
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { injectedWorkload, type Mode, modes, WORKLOADS, withProvenanceOf } from "../../test/kube/injected-rows.ts";
import { askJudge } from "../ask-judge.ts";

const [judge] = process.argv.slice(2);
if (judge === undefined) throw new Error("Give the path of the built judge");

const made = [];
for (const mode of Object.keys(modes) as Mode[])
  for (let workload = 0; workload < WORKLOADS; workload++)
    made.push({ mode, workload, injected: withProvenanceOf(await injectedWorkload(mode, workload)) });
const objects = made.map(({ injected }) => injected);
const verdicts = askJudge<{ decode?: string; strict?: string; refused?: readonly string[] }>(judge, ["-jsonl"], objects);
const stored = askJudge(judge, ["-stored", "-jsonl"], objects);
const applied = askJudge(judge, ["-apply", "-jsonl"], objects);
const rows = made.map((row, i) => {
  const { decode, strict, refused = [] } = verdicts[i] ?? {};
  return { ...row, refused: [decode, strict, ...refused].filter((said) => said !== undefined), stored: stored[i], applied: applied[i] };
});
const text = rows.map((row) => `${JSON.stringify(row)}\n`).join("");
writeFileSync(join(import.meta.dirname, "../../test/data/kube-judged/injected.jsonl.gz"), gzipSync(text, { level: 9 }));
console.log(`${rows.length} rows, ${rows.filter(({ refused }) => refused.length > 0).length} of them refused`);
