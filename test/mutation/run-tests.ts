import { type ChildProcess, fork } from "node:child_process";
import { root } from "../files.ts";
import type { Ran } from "./worker.ts";

/** Bundles of tests, and the process that runs them. */
export interface Runner {
  readonly worker: string;
  readonly bundles: readonly string[];
}

/** How bundles ended: those that did, and whether the next one took too long. */
interface Ended {
  readonly ran: readonly Ran[];
  readonly isLate: boolean;
}

/** What each bundle meets and how long it takes without a mutant; those that fail so are reported and left out. */
export async function usualRuns({ worker, bundles }: Runner, tell: (bundle: string, failure: string) => void): Promise<readonly Ran[]> {
  const all: Ran[] = [];
  for (const bundle of bundles) {
    const { ran } = await runIn({ worker, bundles: [bundle] }, NONE, () => 300);
    const [one] = ran;
    if (one && one.failure === undefined) all.push(one);
    else tell(bundle, one?.failure ?? "it did not end");
  }
  return all;
}

const NONE = -1;

/** How a mutant ended, and by which bundle. */
export interface Fate {
  readonly outcome: "killed" | "timed out" | "survived" | "not covered";
  readonly bundle?: string;
}

/** Runs what meets a mutant in turn, as far as that usually takes `budget` seconds. */
export async function fateOf(
  number: number,
  meeting: readonly Ran[],
  { worker, budget }: { worker: string; budget: number },
): Promise<Fate> {
  const bundles = within(meeting, budget).map(({ bundle }) => bundle);
  if (bundles.length === 0) return { outcome: "not covered" };
  const usually = new Map(meeting.map(({ bundle, seconds }) => [bundle, seconds]));
  const { ran, isLate } = await runIn({ worker, bundles }, number, (bundle) => 60 + 20 * (usually.get(bundle) as number));
  const last = ran.at(-1);
  if (last?.failure !== undefined) return { outcome: "killed", bundle: last.bundle };
  const next = bundles[ran.length];
  // A process that ended by itself did not get to the end of the tests.
  return next === undefined ? { outcome: "survived" } : { outcome: isLate ? "timed out" : "killed", bundle: next };
}

function within(meeting: readonly Ran[], budget: number): readonly Ran[] {
  let sum = 0;
  return meeting.filter(({ seconds }, i) => {
    sum += seconds;
    return sum <= budget || i === 0;
  });
}

/** One process that runs bundles in turn. A bundle that takes longer than its limit, in seconds, ends it. */
function runIn({ worker, bundles }: Runner, number: number, limitOf: (bundle: string) => number): Promise<Ended> {
  const ran: Ran[] = [];
  return new Promise((resolve) => {
    const child = fork(worker, [String(number), ...bundles], { silent: true, cwd: root, execArgv: [] });
    let isLate = false;
    const limited = (bundle: string) => endAfter(child, limitOf(bundle), () => (isLate = true));
    let timer = limited(bundles[0] as string);
    child.on("message", (one: Ran) => {
      ran.push(one);
      clearTimeout(timer);
      const next = bundles[ran.length];
      if (next !== undefined) timer = limited(next);
    });
    child.on("exit", () => {
      clearTimeout(timer);
      resolve({ ran, isLate });
    });
    // What it prints is read, so that it never waits.
    child.stdout?.resume();
    child.stderr?.resume();
  });
}

function endAfter(child: ChildProcess, seconds: number, tell: () => void): NodeJS.Timeout {
  return setTimeout(() => {
    tell();
    child.kill("SIGKILL");
  }, 1000 * seconds);
}
