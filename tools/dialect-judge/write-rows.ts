// Writes test/data/dialects/NAME.jsonl.gz: pods, and what the vendor's own injector makes of them.
//
//   node --import tsx tools/dialect-judge/write-rows.ts NAME JUDGE [SEED]
//
// A row with a release in its settings is asked of the judge JUDGE-RELEASE. With a seed of one's own it writes nothing, but reports the pods on which podgraft and the injector differ.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { gzipSync } from "node:zlib";
import { difference, type JudgedRow } from "../../test/dialects/judged-rows.ts";
import { Random } from "../../test/random.ts";
import { askJudge } from "../ask-judge.ts";
import { awsRow } from "./aws/aws-row.ts";
import { azureRow } from "./azure/azure-row.ts";
import { daprRow } from "./dapr/dapr-row.ts";

const COUNT = 800;
const SEED = 1;

type Row = Omit<JudgedRow, "made" | "refused">;

/** What makes the rows of each dialect. */
const makers: Readonly<Record<string, (random: Random) => Row>> = {
  "aws-pod-identity": awsRow,
  "azure-workload-identity": azureRow,
  dapr: daprRow,
};

const [name = "", judge = "", seed] = process.argv.slice(2);
const make = makers[name];
if (!make || judge === "")
  throw new Error(`Give the name of a dialect (${Object.keys(makers).join(", ")}) and the path of its built judge`);

const random = new Random(seed === undefined ? SEED : Number(seed));
const rows = judged(Array.from({ length: COUNT }, () => make(random)));
const differing = rows.flatMap((row) => {
  const found = difference(name, row);
  return found ? [{ row, ...found }] : [];
});
for (const found of differing.slice(0, 5))
  console.log(JSON.stringify(found, (_, value) => (typeof value === "bigint" ? String(value) : value)));
const injected = rows.filter(({ made }) => made).length;
const refused = rows.filter((row) => row.refused !== undefined).length;
console.log(`${rows.length} rows, ${injected} injected, ${refused} refused, ${differing.length} differ`);
if (seed === undefined) {
  const folder = join(import.meta.dirname, "../../test/data/dialects");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name}.jsonl.gz`), gzipSync(rows.map((row) => `${JSON.stringify(row)}\n`).join(""), { level: 9 }));
}

function judged(asked: readonly Row[]): readonly JudgedRow[] {
  const judgeOf = ({ settings }: Row) => ("version" in settings ? `${judge}-${settings.version}` : judge);
  const answers = new Map<Row, { readonly pod?: unknown; readonly refused?: string }>();
  for (const path of new Set(asked.map(judgeOf))) {
    const own = asked.filter((row) => judgeOf(row) === path);
    for (const [i, answer] of askJudge<{ pod?: unknown; refused?: string }>(path, [], own).entries()) answers.set(own[i] as Row, answer);
  }
  return asked.map((row) => {
    const { pod, refused } = answers.get(row) ?? {};
    if (refused !== undefined) return { ...row, refused };
    const made = withoutEmpty(pod) as object;
    return isDeepStrictEqual(made, row.pod) ? row : { ...row, made };
  });
}

/** Without what Go writes of fields that nobody set; the rows have none of these themselves. */
function withoutEmpty(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutEmpty);
  if (typeof value !== "object" || value === null) return value;
  const isUnset = ([key, field]: [string, unknown]) =>
    (["resources", "status"].includes(key) && Object.keys(field as object).length === 0) || (key === "creationTimestamp" && field === null);
  const entries = Object.entries(value).filter((entry) => !isUnset(entry));
  return Object.fromEntries(entries.map(([key, field]) => [key, withoutEmpty(field)]));
}
