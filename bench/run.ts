// The report of `npm run bench`: whole processes, start-up included, in pairs with what they are measured against. `-- --quick`
// for fewer pairs, `-- --inner` for single functions, `-- --kustomize` for the ways to run it with kustomize, `-- --fleet` for many
// apps, `-- --repo-server` for Argo CD's plugin. The executable's rows want `npm run executable -- this` first, istioctl's
// BENCH_ISTIOCTL=PATH, the plugin's BENCH_CMP_SERVER=PATH.
import { mkdtempSync, rmSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { compareWorks, peakMemory } from "./pairs.ts";
import { programs, type Row, rows } from "./rows.ts";
import { worksOf } from "./works.ts";

const PAIRS = 9;
const QUICK_PAIRS = 3;

const columns = [26, 8, 19, 18, 18, 22, 8, 6] as const;

function report(quick: boolean): void {
  const directory = mkdtempSync(join(tmpdir(), "podgraft-bench-"));
  try {
    console.log(
      `node ${process.version}, ${process.platform} ${process.arch}, ${availableParallelism()} cores; medians of pairs, turn by turn\n`,
    );
    console.log(line(["work", "N", "program", "time", "peak memory", "against", "ratio", "goal"]));
    for (const row of rows) if (!(quick && row.slow)) console.log(measured(row, { directory, quick }));
  } finally {
    rmSync(directory, { recursive: true });
  }
}

function measured(row: Row, { directory, quick }: { directory: string; quick: boolean }): string {
  const missing = programs[row.program].missing ?? programs[row.against].missing;
  const head = [row.work, String(row.count), row.program];
  if (missing !== undefined) return line([...head, "not run", "", row.against, "", `${row.goal}; ${missing}`]);
  const { own, other } = worksOf(row, directory);
  const { time, otherTime, ratio } = compareWorks(own, other, quick ? QUICK_PAIRS : (row.pairs ?? PAIRS));
  const memory = `${peakMemory(own).toFixed(0)}${row.memory ? ` of ${row.memory}` : ""} MiB`;
  return line([...head, `${time.toFixed(0)} : ${otherTime.toFixed(0)} ms`, memory, row.against, ratio.toFixed(2), String(row.goal)]);
}

function line(cells: readonly string[]): string {
  return cells
    .map((cell, i) => cell.padEnd(columns[i] as number))
    .join("")
    .trimEnd();
}

if (process.argv.includes("--inner")) await import("./inner.ts");
else if (process.argv.includes("--kustomize")) (await import("./kustomize.ts")).compareWays();
else if (process.argv.includes("--fleet")) (await import("./fleet.ts")).measureFleet(programs.podgraft.command);
else if (process.argv.includes("--repo-server")) await (await import("./repo-server.ts")).measureRepoServer();
else report(process.argv.includes("--quick"));
