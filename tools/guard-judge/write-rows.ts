// Writes test/data/guard-judged/rows.jsonl: generated configurations, and for each which pods the policy of `podgraft guard`
// refuses, as the API server's own code says.
//
//   node --import tsx tools/guard-judge/write-rows.ts JUDGE            writes the rows
//   node --import tsx tools/guard-judge/write-rows.ts JUDGE 1000 20    20 others, from the seed 1000: only tells what differs
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  differences,
  digestOf,
  documentsOf,
  type Guarded,
  type GuardedCase,
  type GuardRow,
  guarded,
} from "../../test/app/guard/guarded.ts";
import { hugePods } from "../../test/app/guard/huge-pods.ts";
import { askJudge } from "../ask-judge.ts";

const CONFIGURATIONS = 102;
/** Of so many the cost is measured. */
const MEASURED = 10;

interface Asked {
  readonly policy: string | undefined;
  readonly cases: readonly GuardedCase[];
  readonly measure?: boolean;
}

interface Judged {
  readonly faults: readonly string[];
  readonly refused: readonly string[];
  readonly cost: number;
}

const [judge, from = "1", count = String(CONFIGURATIONS)] = process.argv.slice(2);
if (judge === undefined) throw new Error("Give the path of the built judge");

const all = Array.from({ length: Number(count) }, (_, i) => ({ seed: Number(from) + i, ...guarded(Number(from) + i) }));
const asked = all.filter(({ policy }) => policy !== undefined);
console.log("generated");
const small = judged(asked.map(({ policy, cases }) => ({ policy, cases })));
const huge = judged(asked.slice(0, MEASURED).map(({ policy }) => ({ policy, cases: hugePods(), measure: true })));
const rows = asked.map(({ seed, policy, cases, diagnostics }, i): GuardRow => {
  const { faults, refused } = small[i] as Judged;
  const failed = [...refused, ...(huge[i]?.refused ?? [])].filter((told) => told !== "" && !/ grafts .* fix: /.test(told));
  return {
    seed,
    policy: digestOf(policy),
    pods: digestOf(cases),
    refused: refused.map((told) => (told === "" ? "0" : "1")).join(""),
    ...(diagnostics.some(({ code }) => code === "GuardIncomplete") && { incomplete: true }),
    ...(huge[i] && { cost: huge[i].cost }),
    faults: [...faults, ...failed],
  };
});
const different = rows.flatMap((row, i) => differences(asked[i] as Guarded, row).map((told) => `${row.seed}: ${told}`));
const sum = (of: (row: GuardRow) => number) => rows.reduce((total, row) => total + of(row), 0);
console.log(`${rows.length} configurations, ${rows.filter(({ incomplete }) => !incomplete).length} of them whole`);
console.log(
  `${sum(({ refused }) => refused.length)} pods, ${sum(({ refused }) => refused.replaceAll("0", "").length)} refused, ${different.length} differences`,
);
console.log(`the dearest costs ${Math.max(...rows.map(({ cost = 0 }) => cost))}`);
for (const told of [...different, ...rows.flatMap(({ faults, seed }) => faults.map((fault) => `${seed}: ${fault}`))].slice(0, 40))
  console.log(told);
if (from === "1") {
  const folder = join(import.meta.dirname, "../../test/data/guard-judged");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "rows.jsonl"), rows.map((row) => `${JSON.stringify(row)}\n`).join(""));
}

function judged(given: readonly Asked[]): readonly Judged[] {
  const questions = given.map(({ policy: text = "", cases, measure }) => {
    const documents = documentsOf(text);
    const policies = documents.flatMap((policy, i) => (i % 2 === 0 ? [{ policy, binding: documents[i + 1] }] : []));
    return { policies, cases: cases.map(({ namespace, pod, accounts }) => ({ namespace, pod, accounts })), measure };
  });
  return askJudge(judge as string, [], questions);
}
