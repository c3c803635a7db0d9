import { type Skips, takeSkips } from "./skips.ts";

/** What a file's tests came to, and all that was printed meanwhile. */
export interface FileResult {
  readonly output: string;
  readonly total: number;
  readonly passed: number;
  readonly skips: Skips;
  readonly seconds: number;
}

type Run = () => Promise<[errors: string | true, passed: number, skipped: number, total: number]>;

// How uvu/run has uvu push what `.run()` is called for, instead of running it.
const queue: Run[][] = [];
Object.assign(globalThis, { UVU_DEFER: 1, UVU_INDEX: 0, UVU_QUEUE: queue });

/** Runs files by the names that the parent process sends, each loaded only then. */
export async function serve(files: Readonly<Record<string, () => Promise<unknown>>>): Promise<void> {
  await import("uvu");
  // It was there for uvu alone, which has read it.
  delete process.env.FORCE_COLOR;
  process.on("message", async (name: string) => process.send!(await runFile(files[name]!)));
  process.on("disconnect", () => process.exit());
  process.send!("ready");
}

async function runFile(load: () => Promise<unknown>): Promise<FileResult> {
  const start = performance.now();
  const captured = capture();
  let [total, passed] = [0, 0];
  try {
    const runs: Run[] = [];
    queue.splice(0, queue.length, runs);
    await load();
    for (const run of runs) {
      const [errors, runPassed, , runTotal] = await run();
      total += runTotal;
      passed += runPassed;
      if (typeof errors === "string") process.stdout.write(`\n${errors}\n`);
    }
  } catch (error) {
    total++;
    process.stdout.write(`  FAIL  cannot load the file: ${error instanceof Error ? error.stack : error}\n`);
  }
  return { output: captured(), total, passed, skips: takeSkips(), seconds: (performance.now() - start) / 1000 };
}

/** Keeps what is printed from now on, until its result is called. */
function capture(): () => string {
  const streams = [process.stdout, process.stderr];
  const writes = streams.map((stream) => stream.write);
  let text = "";
  const keep = (chunk: string | Uint8Array, ...rest: unknown[]) => {
    text += typeof chunk === "string" ? chunk : Buffer.from(chunk).toString();
    const done = rest.at(-1);
    if (typeof done === "function") done();
    return true;
  };
  for (const stream of streams) stream.write = keep;
  return () => {
    for (const [i, stream] of streams.entries()) stream.write = writes[i]!;
    return text;
  };
}
