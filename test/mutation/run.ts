// Changes the sources one by one and looks whether a test fails: npm run mutate -- [--count N] [--seed S] [--budget SECONDS]
// [--state FILE] [--only TEXT]. The tests are those that start no process and meet the change: a file's own first, its
// folder's, then the quickest, until one fails or they have taken --budget seconds. With --state a run goes on where the last
// one ended, and tries again what survived a lower budget. --only takes what a regular expression matches, and tries again what survived.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { root } from "../files.ts";
import { testFiles } from "../test-files.ts";
import { bundleTests } from "./bundle.ts";
import { allMutants, chosen, type Mutant } from "./mutants.ts";
import { type Fate, fateOf, usualRuns } from "./run-tests.ts";
import type { Ran } from "./worker.ts";

/** What is kept of a mutant that was tried. */
interface Outcome {
  readonly id: string;
  readonly line: number;
  readonly outcome: Fate["outcome"];
  readonly test?: string;
  readonly budget: number;
}

const { values: options } = parseArgs({
  options: {
    count: { type: "string", default: "400" },
    seed: { type: "string", default: "1" },
    budget: { type: "string", default: "30" },
    state: { type: "string" },
    only: { type: "string" },
  },
});
const budget = Number(options.budget);
const outdir = join(root, "node_modules/.cache/mutation", String(process.pid));
process.env.PODGRAFT_FUZZ_RUNS ??= "30";

const mutants = chosen(allMutants(), { count: Number(options.count), seed: Number(options.seed) });
const known = stateBefore();
mkdirSync(outdir, { recursive: true });
try {
  await tryAll();
} finally {
  rmSync(outdir, { recursive: true });
}
report();

async function tryAll(): Promise<void> {
  const bundles = await bundleTests(testFiles(join(root, "test"), { filter: /^(?!mutation|tools|docs)/, quick: true }), mutants, outdir);
  const worker = join(outdir, "mutation/worker.mjs");
  const usual = await usualRuns({ worker, bundles }, (bundle, failure) => console.log(`left out: ${nameOf(bundle)}: ${failure}`));
  for (const [number, mutant] of mutants.entries()) {
    if (!isWanted(mutant)) continue;
    const { outcome, bundle } = await fateOf(number, meeting(number, mutant, usual), { worker, budget });
    const test = bundle === undefined ? {} : { test: nameOf(bundle) };
    known.set(mutant.id, { id: mutant.id, line: mutant.line, outcome, ...test, budget });
    console.log(`${outcome}: ${mutant.line} ${mutant.id}`);
    if (options.state !== undefined) writeFileSync(options.state, [...known.values()].map((one) => `${JSON.stringify(one)}\n`).join(""));
  }
}

function isWanted({ id }: Mutant): boolean {
  const before = known.get(id);
  const isLeft = before?.outcome === "survived" || before?.outcome === "not covered";
  if (options.only !== undefined) return new RegExp(options.only).test(id) && (!before || isLeft);
  return !before || (isLeft && before.budget < budget);
}

/** The tests that meet a mutant, in the order in which they are run. */
function meeting(number: number, { file }: Mutant, usual: readonly Ran[]): readonly Ran[] {
  const stem = file.replace(/(?:\.chunk)?\.ts$/, "");
  const nearness = ({ bundle }: Ran) => (nameOf(bundle).startsWith(stem) ? 2 : dirname(nameOf(bundle)) === dirname(file) ? 1 : 0);
  return usual.filter(({ met }) => met.includes(number)).sort((a, b) => nearness(b) - nearness(a) || a.seconds - b.seconds);
}

function nameOf(bundle: string): string {
  return bundle.slice(outdir.length + 1).replace(/\.mjs$/, ".ts");
}

function stateBefore(): Map<string, Outcome> {
  const { state } = options;
  if (state === undefined || !existsSync(state)) return new Map();
  const lines = readFileSync(state, "utf8").trimEnd().split("\n");
  return new Map(lines.map((line) => JSON.parse(line) as Outcome).map((outcome) => [outcome.id, outcome]));
}

/** The counts, and what survived, as rows of a table. */
function report(): void {
  const own = mutants.flatMap(({ id }) => known.get(id) ?? []);
  const left = own.filter(({ outcome }) => outcome === "survived" || outcome === "not covered");
  for (const { id, line, outcome } of left) console.log(`| ${id.replace(": ", `:${line} | \``).replaceAll("|", "\\|")}\` | ${outcome} |`);
  const counts = (["killed", "timed out", "survived", "not covered"] as const).map(
    (outcome) => `${own.filter((one) => one.outcome === outcome).length} ${outcome}`,
  );
  console.log(`${own.length} mutants: ${counts.join(", ")}: ${((100 * (own.length - left.length)) / own.length).toFixed(1)}%`);
}
