// Holds the laws against generated texts: npm run fuzz -- [--streams | --mistakes] [--count N] [--seed S] [--only SEED] [--state FILE]
// --streams takes texts of many documents, and holds the laws of other programs' texts against some of them.
// --mistakes takes manifests of the repository with mistakes in them, instead of texts that are generated as a whole.
// --count is of documents. With --state the run goes on where the last one ended, and adds to what it counted.
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { startJudge } from "./judge.ts";
import { judged, type Verdict } from "./laws.ts";
import { mistaken } from "./mutated.ts";
import { smallest } from "./smallest.ts";
import { streamed } from "./streams.ts";
import { type Generated, generated } from "./texts.ts";

/** What was run so far; `next` is the seed to go on with. */
interface State {
  next: number;
  texts: number;
  documents: number;
  /** Of these, how many another program wrote again. */
  rewritten: number;
  seconds: number;
  outcomes: Record<string, number>;
  /** The seeds that break each law, the first ones. */
  broken: Record<string, { count: number; seeds: number[] }>;
}

/** Enough for Go to read while podgraft works. */
const AT_ONCE = 4;

const { values: options } = parseArgs({
  options: {
    mistakes: { type: "boolean" },
    streams: { type: "boolean" },
    count: { type: "string" },
    seed: { type: "string" },
    only: { type: "string" },
    state: { type: "string" },
  },
});
const subjectOf = options.mistakes ? mistaken : options.streams ? streamed : generated;
const judge = startJudge();
if (typeof judge === "string") console.log(`Without Go's readers: ${judge}`);
const asked = typeof judge === "string" ? undefined : judge;
if (options.only !== undefined) await show(Number(options.only));
else await runMany(Number(options.count ?? 10_000));
asked?.end();

async function show(seed: number): Promise<void> {
  const subject = await smallest(subjectOf(seed), async (part) => new Set((await tried(part)).broken.map(({ law }) => law)));
  const { outcome, broken } = await tried(subject);
  console.log(`seed ${seed}, configuration ${subject.configuration}: ${outcome}`);
  for (const { law, shown } of broken) console.log(`\n== ${law}\n${shown.join("\n----\n")}`);
  console.log(`\n== the text\n${subject.text}`);
  process.exitCode = broken.length > 0 ? 1 : 0;
}

async function runMany(count: number): Promise<void> {
  const state = stateBefore();
  const until = state.documents + count;
  while (state.documents < until) {
    const start = performance.now();
    const seeds = Array.from({ length: AT_ONCE }, (_, i) => state.next + i);
    const done = await Promise.all(seeds.map(async (seed) => ({ seed, ...(await tried(subjectOf(seed))) })));
    for (const one of done) add(state, one);
    state.next += AT_ONCE;
    state.seconds += (performance.now() - start) / 1000;
    save(state);
  }
  console.log(JSON.stringify(state, null, 2));
  process.exitCode = Object.keys(state.broken).length > 0 ? 1 : 0;
}

type Tried = Verdict & Pick<Generated, "count" | "writer">;

async function tried(subject: Generated): Promise<Tried> {
  try {
    return { ...(await judged(subject, asked)), count: subject.count, writer: subject.writer };
  } catch (error) {
    return { outcome: "failed", broken: [{ law: "nothing is thrown", shown: [String(error)] }], count: subject.count };
  }
}

function add(state: State, { seed, outcome, broken, count, writer }: Tried & { readonly seed: number }): void {
  state.texts++;
  state.documents += count;
  if (writer && outcome === "read") state.rewritten += count;
  state.outcomes[outcome] = (state.outcomes[outcome] ?? 0) + count;
  for (const { law } of broken) {
    const found = state.broken[law] ?? { count: 0, seeds: [] };
    state.broken[law] = found;
    found.count++;
    if (found.seeds.length < 10) found.seeds.push(seed);
    console.log(`seed ${seed}: broken: ${law}`);
  }
}

function stateBefore(): State {
  const { state: file, seed } = options;
  const none: State = { next: Number(seed ?? 0), texts: 0, documents: 0, rewritten: 0, seconds: 0, outcomes: {}, broken: {} };
  if (file !== undefined && existsSync(file)) return { ...none, ...JSON.parse(readFileSync(file, "utf8")) };
  return none;
}

function save(state: State): void {
  if (options.state === undefined) return;
  writeFileSync(`${options.state}.new`, `${JSON.stringify(state)}\n`);
  renameSync(`${options.state}.new`, options.state);
}
