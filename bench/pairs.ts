import { spawnSync } from "node:child_process";
import { hrtime } from "node:process";

/** A command line for the shell, and what it reads. */
export interface Work {
  readonly command: string;
  /** The file that a pipe brings to its stdin. */
  readonly input: string;
}

export interface Comparison {
  /** Medians, in milliseconds. */
  readonly time: number;
  readonly otherTime: number;
  /** The median of each pair's own ratio, which a machine's ups and downs leave alone. */
  readonly ratio: number;
}

const WARM_UPS = 2;

/** Times two works as whole processes, turn by turn. */
export function compareWorks(work: Work, other: Work, pairs: number): Comparison {
  const times = Array.from({ length: pairs + WARM_UPS }, () => [timeOf(work), timeOf(other)] as const).slice(WARM_UPS);
  return {
    time: median(times.map(([time]) => time)),
    otherTime: median(times.map(([, time]) => time)),
    ratio: median(times.map(([time, otherTime]) => time / otherTime)),
  };
}

function timeOf(work: Work): number {
  const start = hrtime.bigint();
  run(work);
  return Number(hrtime.bigint() - start) / 1e6;
}

/** Through real pipes on both sides: what Node itself connects to a child are sockets. */
function run({ command, input }: Work, environment: NodeJS.ProcessEnv = {}): string {
  const { status, stderr } = spawnSync("bash", ["-o", "pipefail", "-c", `cat '${input}' | ${command} | cat > /dev/null`], {
    encoding: "utf8",
    env: { ...process.env, ...environment },
  });
  // 141: the reader went before the writer had written all.
  if (status !== 0 && status !== 141) throw new Error(`${command} failed: ${stderr}`);
  return stderr;
}

/** The most memory that a work's process held, in MiB, as the operating system counts it. */
export function peakMemory(work: Work): number {
  const preload = new URL("peak-memory.cjs", import.meta.url).pathname;
  const told = /peak (\d+) KiB/.exec(run(work, { NODE_OPTIONS: `--require ${preload}`, BUN_OPTIONS: `--preload=${preload}` }));
  if (!told) throw new Error(`${work.command} did not tell its peak memory`);
  return Number(told[1]) / 1024;
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[sorted.length >> 1] as number;
}
