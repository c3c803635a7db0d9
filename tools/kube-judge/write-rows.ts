// Writes test/data/kube-judged/rows.jsonl.gz: pods, and whether Kubernetes' API server refuses them, as kube-judge says.
//
//   node --import tsx tools/kube-judge/write-rows.ts JUDGE [SEED]
//
// With a seed of one's own it writes nothing, but reports the pods on which podgraft and the judge differ.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { isRefused, type JudgedRow } from "../../test/kube/validate/judged-pods.ts";
import { Random } from "../../test/random.ts";
import { askJudge } from "../ask-judge.ts";
import { crossRows } from "./rows/cross-rows.ts";
import { fieldRows, type Row, structRows } from "./rows/field-rows.ts";
import { objectOf } from "./rows/objects.ts";
import { some } from "./rows/values.ts";

/** How many rows of each sort are kept. */
const COUNTS = { fields: 7000, structs: 1000, eachCross: 110 };
const SEED = 1;

const [judge, seed] = process.argv.slice(2);
if (judge === undefined) throw new Error("Give the path of the built judge");

const judged = judgedBy(judge, rowsOf(seed === undefined ? SEED : Number(seed)));
if (seed === undefined) {
  const text = judged.map((row) => `${JSON.stringify(row)}\n`).join("");
  writeFileSync(join(import.meta.dirname, "../../test/data/kube-judged/rows.jsonl.gz"), gzipSync(text, { level: 9 }));
  const refused = judged.filter(({ server }) => server !== undefined).length;
  console.log(`${judged.length} rows, ${refused} of them refused, ${text.length} bytes before compression`);
} else {
  const differing = judged.filter((row) => isRefused(row) !== (row.server !== undefined));
  for (const row of differing) console.log(JSON.stringify(row));
  console.log(`${judged.length} rows, ${differing.length} differ`);
}

function rowsOf(from: number): readonly Row[] {
  const random = new Random(from);
  return [
    ...some(fieldRows(from), COUNTS.fields, random),
    ...structRows(from + 1, COUNTS.structs),
    ...crossRows(from + 2, COUNTS.eachCross),
  ];
}

function judgedBy(path: string, rows: readonly Row[]): readonly JudgedRow[] {
  const asked = rows.map(({ kind, template }) => objectOf(kind, template));
  const verdicts = askJudge<{ decode?: string; strict?: string; refused?: readonly string[] }>(path, ["-jsonl"], asked);
  return rows.flatMap(({ what, kind, template }, i) => {
    const { decode, strict, refused = [] } = verdicts[i] ?? {};
    const said = [decode, strict, ...refused].filter((text) => text !== undefined);
    // The workload's own selector is not the pod's matter.
    if (said.some((text) => text.includes("`selector` does not match"))) return [];
    const server = said[0]?.replace(/^(?:spec\.(?:jobTemplate\.spec\.)?)?template\./, "").slice(0, 120);
    return [{ what, kind, template, ...(server !== undefined && { server }) }];
  });
}
