// Writes test/data/kube-judged/pod-security.jsonl.gz: pods, and by the rules of which minors each level of Pod Security
// forbids them, as kube-judge says.
//
//   node --import tsx tools/kube-judge/write-security-rows.ts JUDGE [SEED]
//
// With a seed of one's own it writes nothing, but reports the pods on which podgraft and the judge differ.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { differing, type SecurityRow } from "../../test/kube/validate/judged-security.ts";
import { askJudge } from "../ask-judge.ts";
import { objectOf } from "./rows/objects.ts";
import { securityRows } from "./rows/security-rows.ts";

const COUNT = 2000;

const [judge, seed] = process.argv.slice(2);
if (judge === undefined) throw new Error("Give the path of the built judge");

const rows = judgedBy(judge, securityRows(seed === undefined ? 1 : Number(seed), COUNT));
if (seed === undefined) {
  const text = rows.map((row) => `${JSON.stringify(row)}\n`).join("");
  writeFileSync(join(import.meta.dirname, "../../test/data/kube-judged/pod-security.jsonl.gz"), gzipSync(text, { level: 9 }));
  const free = rows.filter(({ restricted }) => restricted.length === 0).length;
  console.log(`${rows.length} rows, ${free} of them free of violations, ${text.length} bytes before compression`);
} else {
  const wrong = rows.flatMap((row) => differing(row).map((what) => `${what}: ${JSON.stringify(row.template)}`));
  for (const line of wrong) console.log(line);
  console.log(`${rows.length} rows, ${wrong.length} differ`);
}

function judgedBy(path: string, templates: readonly unknown[]): readonly SecurityRow[] {
  const asked = templates.map((template) => objectOf("Deployment", template));
  const answers = askJudge<{ podSecurityMinors?: Partial<Pick<SecurityRow, "baseline" | "restricted">> }>(path, ["-jsonl"], asked);
  return answers.map(({ podSecurityMinors: { baseline = [], restricted = [] } = {} }, i) => ({
    template: templates[i],
    baseline,
    restricted,
  }));
}
