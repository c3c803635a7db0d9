// Runs bundles of tests with one mutant, or with none: worker.ts MUTANT BUNDLE... It sends what each came to, and ends with
// the first that fails.
import { pathToFileURL } from "node:url";
import "./uvu.ts";

/** What one bundle came to. */
export interface Ran {
  readonly bundle: string;
  /** What was thrown. */
  readonly failure?: string;
  /** Of the processor, so that what else the machine does changes no outcome. */
  readonly seconds: number;
  /** The switches that were met. */
  readonly met: readonly number[];
}

const [active, ...bundles] = process.argv.slice(2);
const met = new Set<number>();
const mutant = (number: number) => {
  met.add(number);
  return number === Number(active);
};
Object.assign(globalThis, { mutant });

for (const bundle of bundles) {
  met.clear();
  const start = process.cpuUsage();
  const failure = await failureOf(bundle);
  const { user, system } = process.cpuUsage(start);
  const ran: Ran = { bundle, ...(failure !== undefined && { failure }), seconds: (user + system) / 1_000_000, met: [...met] };
  await new Promise<void>((resolve) => process.send!(ran, () => resolve()));
  if (failure !== undefined) break;
}
process.exit();

async function failureOf(bundle: string): Promise<string | undefined> {
  globalThis.suites = [];
  try {
    await import(pathToFileURL(bundle).href);
    for (const tests of globalThis.suites) for (const run of tests) await run();
    return undefined;
  } catch (error) {
    return String(error).slice(0, 200);
  }
}
