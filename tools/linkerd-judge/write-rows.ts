// Writes test/data/linkerd/rows.jsonl.gz: pods, and what Linkerd's proxy injector makes of them.
//
//   node --import tsx tools/linkerd-judge/write-rows.ts JUDGES [SEED]
//
// JUDGES is a directory with a judge for each version, as build.sh makes them: judge-edge-26.8.3. With a seed of one's own it
// writes nothing, but tells what podgraft makes otherwise.
import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { gzipSync } from "node:zlib";
import { parse } from "yaml";
import { type Answer, answered, type LinkerdRow, plain, ROWS } from "../../test/dialects/linkerd/judged.ts";
import { askJudge } from "../ask-judge.ts";
import { type Question, questions } from "./questions.ts";

const COUNT = 200;

const [directory, seed] = process.argv.slice(2);
if (directory === undefined) throw new Error("Give the directory with the judges");
const versions = readdirSync(directory)
  .flatMap((name) => /^judge-(edge-.*)$/.exec(name)?.[1] ?? [])
  .sort();

const charts = Object.fromEntries(versions.map((version) => [version, chartOf(version)]));
const rows = versions.flatMap((version, i) => judged(version, questions(Number(seed ?? 1) * 100 + i, COUNT)));
if (seed === undefined) {
  mkdirSync(dirname(ROWS), { recursive: true });
  const text = [charts, ...rows].map((row) => `${JSON.stringify(row)}\n`).join("");
  writeFileSync(ROWS, gzipSync(text, { level: 9 }));
} else for (const row of rows.filter(differs)) console.log(JSON.stringify(row));
const count = (key: keyof Answer) => rows.filter(({ answer }) => answer[key] !== undefined).length;
console.log(
  `${rows.length} rows: ${count("injected")} injected, ${count("reasons")} left alone, ${count("error")} refused; ${rows.filter(differs).length} differ`,
);

function chartOf(version: string) {
  const { proxy, proxyInit, identity, networkValidator, debugContainer, ...rest } = parse(
    execFileSync(judgeOf(version), ["-values"], { encoding: "utf8" }),
  );
  const keys = ["clusterDomain", "clusterNetworks", "imagePullPolicy", "cniEnabled", "disableIPv6", "identityTrustDomain"];
  const { serviceAccountTokenProjection } = identity;
  const { namespaceSelector } = rest.proxyInjector;
  const objectSelector = { matchExpressions: [{ key: "linkerd.io/control-plane-component", operator: "DoesNotExist" }] };
  return {
    ...Object.fromEntries(keys.map((key) => [key, rest[key]])),
    ...{ proxy, proxyInit, networkValidator, debugContainer, identity: { serviceAccountTokenProjection } },
    proxyInjector: { namespaceSelector, objectSelector },
  };
}

function judged(version: string, asked: readonly Question[]): readonly LinkerdRow[] {
  const answers = askJudge(judgeOf(version), [], asked);
  return answers.map((answer, i) => ({ version, question: asked[i] as Question, answer: plain(answer) as Answer }));
}

function judgeOf(version: string): string {
  return join(directory as string, `judge-${version}`);
}

function differs(row: LinkerdRow): boolean {
  const { warnings: _, ...own } = answered(row, charts[row.version] as never);
  if (row.answer.injected) return !isDeepStrictEqual(own.injected, row.answer.injected);
  return (
    (own.error === undefined) !== (row.answer.error === undefined) || (own.reasons === undefined) !== (row.answer.reasons === undefined)
  );
}
