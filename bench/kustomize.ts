// Part of `npm run bench -- --kustomize`: the ways to run podgraft with kustomize, whole processes, in turn.
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, delimiter, join } from "node:path";
import { hrtime } from "node:process";
import { parse } from "yaml";
import { pathWithHosts } from "../tools/hosts.ts";
import { resourceList } from "./manifests.ts";

const COUNTS = [10, 1000] as const;
const TURNS = 3;
const FLAGS = "--enable-alpha-plugins --enable-exec";

const ways: readonly (readonly [name: string, command: string])[] = [
  ["kustomize alone", "kustomize build plain"],
  ["kustomize, with a function that is cat", `kustomize build ${FLAGS} cat`],
  ["kustomize, with podgraft as its function", `kustomize build ${FLAGS} function`],
  ["kustomize build | podgraft inject", "kustomize build plain | podgraft inject -f - -c plain/injector.yaml"],
  ["podgraft build", "podgraft build function"],
];

/** Prints the medians of each way, in milliseconds. */
export function compareWays(): void {
  console.log(`median of ${TURNS} turns, ms${" ".repeat(25)}${COUNTS.map((count) => `N = ${count}`.padStart(10)).join("")}`);
  const times = COUNTS.map(timesOf);
  for (const [i, [name]] of ways.entries())
    console.log(name.padEnd(45) + times.map((column) => (column[i] as number).toFixed(0).padStart(10)).join(""));
}

function timesOf(count: number): readonly number[] {
  const directory = mkdtempSync(join(tmpdir(), "podgraft-bench-"));
  try {
    for (const folder of ["plain", "cat", "function"]) writeApp(join(directory, folder), count);
    const turns = Array.from({ length: TURNS }, () => ways.map(([, command]) => timeOf(command, directory)));
    return ways.map((_, i) => turns.map((turn) => turn[i] as number).sort((a, b) => a - b)[TURNS >> 1] as number);
  } finally {
    rmSync(directory, { recursive: true });
  }
}

function timeOf(command: string, cwd: string): number {
  const env = { ...process.env, PATH: [join(import.meta.dirname, "../plugin"), pathWithHosts()].join(delimiter) };
  const start = hrtime.bigint();
  const { status, stderr } = spawnSync("bash", ["-o", "pipefail", "-c", `${command} >/dev/null`], { cwd, env, encoding: "utf8" });
  if (status !== 0) throw new Error(`${command} failed: ${stderr}`);
  return Number(hrtime.bigint() - start) / 1e6;
}

interface Package {
  readonly items: readonly { readonly metadata: Readonly<Record<string, unknown>> }[];
  readonly functionConfig: { readonly metadata: Readonly<Record<string, unknown>> };
}

/** An app of `count` resources; one that is not plain lists a function, which is podgraft or cat. */
function writeApp(directory: string, count: number): void {
  mkdirSync(directory);
  const { items, functionConfig } = parse(resourceList(count)) as Package;
  const resources = items.map(({ metadata: { annotations: _, ...metadata }, ...rest }) => JSON.stringify({ ...rest, metadata }));
  const name = basename(directory);
  const command = name === "cat" ? "./cat.sh" : "podgraft";
  const annotations = { "config.kubernetes.io/function": `exec: {path: ${command}}` };
  const config = JSON.stringify({ ...functionConfig, metadata: { ...functionConfig.metadata, annotations } });
  writeFileSync(join(directory, "resources.yaml"), resources.join("\n---\n"));
  writeFileSync(join(directory, "injector.yaml"), config);
  writeFileSync(join(directory, "cat.sh"), "#!/bin/sh\nexec cat\n", { mode: 0o755 });
  const transformers = name === "plain" ? "" : "transformers: [injector.yaml]\n";
  writeFileSync(join(directory, "kustomization.yaml"), `resources: [resources.yaml]\n${transformers}`);
}
