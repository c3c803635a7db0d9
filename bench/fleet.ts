// Part of `npm run bench -- --fleet`: 2,000 apps of 10 resources each, compared and built, one process for all of them.
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { documentsOf } from "./documents.ts";
import { resourceList } from "./manifests.ts";

const APPS = 2000;
const RESOURCES = 10;
const TEAMS = 20;

const CONFIG = "-c injector.yaml --context namespaces.yaml";
const build = (output: string, more = "") => `podgraft build apps/*/ ${CONFIG} -q -o ${output}${more}`;

/** As Argo CD's plugin runs it: in each app's own folder. */
const each = (apps: string) =>
  `for app in apps/${apps}; do (cd "$app" && podgraft build . -c ../../injector.yaml --context ../../namespaces.yaml -q >/dev/null); done`;

/** What is run, and the seconds that it should not exceed. */
const works: readonly { readonly work: string; readonly command: string; readonly goal?: number }[] = [
  { work: "diff: read, inject, compare", command: `podgraft diff --exit-zero -f apps ${CONFIG} -q >diff.txt`, goal: 60 },
  { work: "build, all new", command: build("rendered"), goal: 60 },
  { work: "build again, nothing new", command: build("rendered"), goal: 60 },
  { work: "two shards at once", command: `${build("sharded", " --shard 0/2")} & ${build("sharded", " --shard 1/2")}; wait $!` },
  { work: "100 apps, one process each", command: each("app-1??") },
  { work: "the same, two at once", command: `${each("app-1[0-4]?")} & ${each("app-1[5-9]?")}; wait $!` },
];

/** Prints how long each work takes with a program, and its time on all processors. */
export function measureFleet(program: string): void {
  const directory = mkdtempSync(join(tmpdir(), "podgraft-bench-"));
  try {
    writeFleet(directory);
    console.log(`${APPS} apps of ${RESOURCES} resources, Istio and one sidecar; ${availableParallelism()} cores\n`);
    console.log(`${"work".padEnd(30)}${"time".padEnd(10)}${"processors".padEnd(12)}goal`);
    for (const { work, command, goal } of works) {
      const { real, processors } = secondsOf(command, { directory, program });
      const cells = [
        work.padEnd(30),
        `${real.toFixed(1)} s`.padEnd(10),
        `${processors.toFixed(1)} s`.padEnd(12),
        goal === undefined ? "" : `${goal} s`,
      ];
      console.log(cells.join("").trimEnd());
    }
    secondsOf("diff -r rendered sharded", { directory, program });
  } finally {
    rmSync(directory, { recursive: true });
  }
}

function secondsOf(command: string, { directory: cwd, program }: { directory: string; program: string }) {
  const script = `podgraft() { ${program} "$@"; }; TIMEFORMAT='%R %U %S'; time { ${command}; wait; }`;
  const { status, stderr } = spawnSync("bash", ["-c", script], { cwd, encoding: "utf8" });
  const [real, user, system] = (/^([\d.]+) ([\d.]+) ([\d.]+)\n$/.exec(stderr) ?? []).slice(1).map(Number);
  if (status !== 0 || real === undefined || user === undefined || system === undefined) throw new Error(`${command} failed: ${stderr}`);
  return { real, processors: user + system };
}

/** The resources of one package as people write them, a file for each app; all namespaces in one. */
function writeFleet(directory: string): void {
  const { documents, config } = documentsOf(resourceList(TEAMS + APPS * RESOURCES, { istio: true }));
  writeFileSync(join(directory, "injector.yaml"), config);
  writeFileSync(join(directory, "namespaces.yaml"), documents.slice(0, TEAMS).join("---\n"));
  for (let app = 0; app < APPS; app++) {
    const folder = join(directory, "apps", `app-${app}`);
    mkdirSync(folder, { recursive: true });
    const start = TEAMS + app * RESOURCES;
    writeFileSync(join(folder, "app.yaml"), documents.slice(start, start + RESOURCES).join("---\n"));
  }
}
