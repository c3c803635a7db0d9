// The report of `npm run bench` (`-- --quick` for fewer pairs, `-- --inner` for single functions, `-- --kustomize` for the ways to run it with kustomize): whole processes, start-up included, in pairs with what they are measured against.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { readCorpus } from "../test/istio/corpus.ts";
import { type PackageOptions, resourceList } from "./manifests.ts";
import { compareWorks, peakMemory, type Work } from "./pairs.ts";

interface Row extends PackageOptions {
  readonly work: string;
  readonly count: number;
  readonly against: string;
  /** The ratio that podgraft should not exceed. */
  readonly goal: number;
  readonly pairs?: number;
  /** MiB. */
  readonly memory?: number;
  /** Left out of a quick run. */
  readonly slow?: true;
  /** With the mesh's own templates. */
  readonly templates?: true;
}

const NODE = "node -e 0";
const COPY = "node copy";
const YAML = "yaml identity";
const BUILTIN = "built-in profile";
const commands: Readonly<Record<string, string>> = {
  [NODE]: NODE,
  [COPY]: `node ${path("copy.cjs")}`,
  [YAML]: `node ${path("yaml-identity.cjs")}`,
  [BUILTIN]: `node ${path("../plugin/podgraft")}`,
};
const PODGRAFT = commands[BUILTIN] as string;
const meshConfigMaps = ["injector-configmap.yaml", "mesh-configmap.yaml"].map((file) => readCorpus("base", file));

const rows: readonly Row[] = [
  { work: "inject", count: 10, against: NODE, goal: 1.15, pairs: 21 },
  { work: "inject", count: 1000, against: NODE, goal: 2 },
  { work: "inject", count: 1000, against: YAML, goal: 0.2, pairs: 5 },
  { work: "inject", count: 10_000, against: COPY, goal: 2, memory: 120 },
  { work: "nothing qualifies", count: 10_000, against: COPY, goal: 1.3, qualifies: false },
  { work: "outside the quick reader", count: 1000, against: YAML, goal: 1, pairs: 5, folded: true },
  { work: "with Istio", count: 10, against: NODE, goal: 1.15, pairs: 21, istio: true },
  { work: "with Istio", count: 1000, against: NODE, goal: 2, istio: true },
  { work: "with Istio", count: 1000, against: YAML, goal: 0.2, pairs: 5, istio: true },
  { work: "with Istio", count: 10_000, against: COPY, goal: 2, memory: 120, istio: true, slow: true },
  { work: "the mesh's templates", count: 1000, against: BUILTIN, goal: 1.5, istio: true, templates: true },
  { work: "inject", count: 100_000, against: COPY, goal: 2, pairs: 3, slow: true },
];
const PAIRS = 9;
const QUICK_PAIRS = 3;

const columns = [26, 8, 18, 17, 18, 8, 6] as const;

function report(quick: boolean): void {
  const directory = mkdtempSync(join(tmpdir(), "podgraft-bench-"));
  try {
    console.log(
      `node ${process.version}, ${process.platform} ${process.arch}, ${availableParallelism()} cores; medians of pairs, turn by turn\n`,
    );
    console.log(line(["work", "N", "time", "peak memory", "against", "ratio", "goal"]));
    for (const row of rows) if (!(quick && row.slow)) console.log(measured(row, { directory, quick }));
  } finally {
    rmSync(directory, { recursive: true });
  }
}

function measured(row: Row, { directory, quick }: { directory: string; quick: boolean }): string {
  const list = (file: string, options: PackageOptions) => {
    writeFileSync(join(directory, file), resourceList(row.count, options));
    return join(directory, file);
  };
  const plain = list("list.yaml", row);
  const input = row.templates ? list("templates.yaml", { ...row, objects: meshConfigMaps }) : plain;
  const podgraft: Work = { command: PODGRAFT, input };
  const other: Work = { command: commands[row.against] as string, input: plain };
  const { time, otherTime, ratio } = compareWorks(podgraft, other, quick ? QUICK_PAIRS : (row.pairs ?? PAIRS));
  return line([
    row.work,
    String(row.count),
    `${time.toFixed(0)} : ${otherTime.toFixed(0)} ms`,
    `${peakMemory(podgraft).toFixed(0)}${row.memory ? ` of ${row.memory}` : ""} MiB`,
    row.against,
    ratio.toFixed(2),
    String(row.goal),
  ]);
}

function line(cells: readonly string[]): string {
  return cells
    .map((cell, i) => cell.padEnd(columns[i] as number))
    .join("")
    .trimEnd();
}

function path(file: string): string {
  return new URL(file, import.meta.url).pathname;
}

if (process.argv.includes("--inner")) await import("./inner.ts");
else if (process.argv.includes("--kustomize")) (await import("./kustomize.ts")).compareWays();
else if (process.argv.includes("--fleet")) (await import("./fleet.ts")).measureFleet(PODGRAFT);
else report(process.argv.includes("--quick"));
