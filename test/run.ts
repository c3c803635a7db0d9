// Runs the tests in several processes: node --import tsx test/run.ts [--quick] [--in=FOLDER] [FILTER]
// FILTER is a regular expression on the path below the folder, which is test/ where none is given. --quick leaves out what
// starts processes, and has tests of many inputs take fewer of them (PODGRAFT_FUZZ_RUNS).
import { type ChildProcess, fork } from "node:child_process";
import { rmSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join, resolve } from "node:path";
import { bundle } from "./bundle.ts";
import type { FileResult } from "./run-worker.ts";
import { addSkips, countOf, skipLines } from "./skips.ts";
import { testFiles } from "./test-files.ts";

const here = import.meta.dirname;
const given = process.argv.find((arg) => arg.startsWith("--in="));
const folder = given === undefined ? here : resolve(given.slice("--in=".length));

/** Hosts are written in Go and live for an instant, in which to collect garbage takes a fifth of their time. */
const HOSTS = { GOGC: "off", GOMEMLIMIT: "512MiB" };

/** Each start of Node reads the file of NODE_EXTRA_CA_CERTS, which takes as long as the start; only npm needs it, in test/image. */
function environment(quick: boolean): NodeJS.ProcessEnv {
  const { NODE_EXTRA_CA_CERTS: certificates, ...own } = process.env;
  return {
    ...(quick && { PODGRAFT_FUZZ_RUNS: "12" }),
    ...HOSTS,
    ...own,
    ...(certificates && { PODGRAFT_NPM_CA_CERTS: certificates }),
    ...(process.stdout.isTTY && !own.NO_COLOR && { FORCE_COLOR: "1" }),
  };
}

/** As many as there are cores, and one more for tests of programs, which sometimes wait. */
const countOfWorkers = (quick: boolean) => availableParallelism() + (quick ? 0 : 1);

/** Runs the files, each in the next process that is free; a process that ends early fails the file that it ran. */
async function runAll(
  names: readonly string[],
  count: number,
  start: () => Promise<ChildProcess>,
  tell: (name: string, result: FileResult) => void,
): Promise<void> {
  const waiting = [...names];
  const work = async () => {
    let worker: ChildProcess | undefined;
    for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
      worker ??= await start();
      const result = await runIn(worker, name);
      if (result === undefined) worker = undefined;
      tell(name, result ?? { output: "  FAIL  the process ended early\n", total: 1, passed: 0, skips: {}, seconds: 0 });
    }
    worker?.disconnect();
  };
  await Promise.all(Array.from({ length: Math.min(count, names.length) }, work));
}

/** One bundle of the files for all processes, in which each is loaded when it is run; its path. */
async function bundled(names: readonly string[], outdir: string): Promise<string> {
  const files = names.map((name) => `${JSON.stringify(name)}: () => import(${JSON.stringify(join(folder, name))}),\n`);
  const contents = `import { serve } from ${JSON.stringify(join(here, "run-worker.ts"))};\nawait serve({\n${files.join("")}});\n`;
  const outfile = join(outdir, "tests.mjs");
  await bundle({
    stdin: { contents, resolveDir: here },
    outfile,
    sourcemap: "linked",
    sourcesContent: false,
    // What reads files of its own.
    external: ["esbuild", "playwright-core", "typescript"],
    // For packages that are CommonJS.
    banner: { js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);' },
  });
  return outfile;
}

function startWorker(file: string, env: NodeJS.ProcessEnv): Promise<ChildProcess> {
  const worker = fork(file, { env, execArgv: ["--enable-source-maps"] });
  return new Promise((resolve, reject) => {
    worker.once("message", () => resolve(worker));
    worker.once("exit", () => reject(new Error("Cannot start a process for the tests")));
  });
}

function runIn(worker: ChildProcess, name: string): Promise<FileResult | undefined> {
  return new Promise((resolve) => {
    for (const event of ["message", "exit"]) worker.removeAllListeners(event);
    worker.once("message", (result: FileResult) => resolve(result));
    worker.once("exit", () => resolve(undefined));
    worker.send(name);
  });
}

interface Outcome {
  readonly name: string;
  readonly result: FileResult;
  readonly fault: string | undefined;
}

/** A file that runs no test has failed too: uvu says nothing if `.run()` was forgotten. */
function outcomeOf(name: string, result: FileResult): Outcome {
  const { total, passed, skips, output } = result;
  if (total + countOf(skips) === 0) return { name, result, fault: `${output}  FAIL  the file runs no test\n` };
  return { name, result, fault: total === passed ? undefined : output };
}

/** What was printed for failed files, why tests were skipped, and the totals. */
function summary(outcomes: readonly Outcome[], seconds: number): string {
  const sum = (field: "total" | "passed") => outcomes.reduce((all, { result }) => all + result[field], 0);
  const skips = addSkips(outcomes.map(({ result }) => result.skips));
  return [
    ...outcomes.flatMap(({ name, fault }) => (fault === undefined ? [] : [`\n${name}\n${fault}`])),
    ...(outcomes.length === 0 ? ["  FAIL  no test file matches"] : []),
    "",
    ...skipLines(skips),
    `  Total:     ${sum("total")}`,
    `  Passed:    ${sum("passed")}`,
    `  Skipped:   ${countOf(skips)}`,
    `  Duration:  ${seconds.toFixed(0)} s`,
  ].join("\n");
}

async function main(args: readonly string[]): Promise<boolean> {
  const start = performance.now();
  const quick = args.includes("--quick");
  const names = testFiles(folder, { filter: new RegExp(args.find((arg) => !arg.startsWith("--")) ?? "", "i"), quick });
  const env = environment(quick);
  const outcomes: Outcome[] = [];
  const tell = (name: string, result: FileResult) => {
    const outcome = outcomeOf(name, result);
    outcomes.push(outcome);
    const { passed, total, seconds } = result;
    console.log(`${outcome.fault === undefined ? "ok    " : "FAILED"} ${name}  (${passed} / ${total})  ${seconds.toFixed(1)} s`);
  };
  // Below node_modules, for packages that stay outside the bundle.
  const outdir = join(here, "../node_modules/.cache/tests", String(process.pid));
  try {
    const file = await bundled(names, outdir);
    await runAll(names, countOfWorkers(quick), () => startWorker(file, env), tell);
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
  console.log(summary(outcomes, (performance.now() - start) / 1000));
  return outcomes.length > 0 && outcomes.every(({ fault }) => fault === undefined);
}

process.exitCode = (await main(process.argv.slice(2))) ? 0 : 1;
