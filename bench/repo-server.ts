// Part of `npm run bench -- --repo-server`: how many apps the plugin's sidecar of Argo CD's repo server renders in a second.
// BENCH_CMP_SERVER names Argo CD's own argocd-cmp-server; kustomize and helm are on PATH.
import { type ChildProcess, spawn } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { pathWithHosts, programOnPath } from "../tools/hosts.ts";
import type { ArchivedFile } from "../tools/tar.ts";
import { CmpClient } from "./cmp-client.ts";
import { documentsOf } from "./documents.ts";
import { resourceList } from "./manifests.ts";
import { programs } from "./rows.ts";

const RESOURCES = 10;
const REQUESTS = 24;
const AT_ONCE = [1, 2, 4] as const;

const { documents, config } = documentsOf(resourceList(RESOURCES, { istio: true }));
const manifests = documents.join("---\n");

/** An app of ten resources, each in the form that a tool builds. */
const apps: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  directory: { "app.yaml": manifests, "injector.yaml": config },
  kustomization: { "app.yaml": manifests, "kustomization.yaml": "resources: [app.yaml]\n", "injector.yaml": config },
  chart: {
    "Chart.yaml": "apiVersion: v2\nname: app\nversion: 1.0.0\n",
    "templates/app.yaml": manifests,
    "injector.yaml": config,
  },
};

/** The plugins that are compared, by what they run; kustomize alone is Argo CD's own work and that of building. */
const plugins: readonly { readonly name: string; readonly program?: string; readonly missing?: string | undefined }[] = [
  { name: "kustomize alone" },
  { name: "podgraft on Node", program: join(import.meta.dirname, "../plugin/podgraft") },
  { name: "the executable", program: programs.executable.command, missing: programs.executable.missing },
];

export async function measureRepoServer(): Promise<void> {
  process.env.PATH = pathWithHosts();
  const server = process.env.BENCH_CMP_SERVER;
  if (server === undefined || !existsSync(server)) {
    console.log("not run: BENCH_CMP_SERVER is not the path of an argocd-cmp-server. fix: take the one of Argo CD's image");
    return;
  }
  console.log(`apps of ${RESOURCES} resources, rendered by Argo CD's plugin server; ${availableParallelism()} cores; apps a second,`);
  console.log("and the time of all processors that an app takes\n");
  console.log(line(["plugin", "app", ...AT_ONCE.map((count) => `${count} at once`), "processors"]));
  for (const { name, program, missing } of plugins) {
    if (missing !== undefined) console.log(`${name}: not run: ${missing}`);
    else for (const app of Object.keys(apps)) if (program || app === "kustomization") await measureRow(server, { name, program, app });
  }
}

interface Measured {
  readonly name: string;
  readonly program: string | undefined;
  readonly app: string;
}

async function measureRow(server: string, { name, program, app }: Measured): Promise<void> {
  const rates: number[] = [];
  const times: number[] = [];
  for (const count of AT_ONCE) {
    await withServer(server, program, async ({ socket, pid }) => {
      rates.push(await rateOf(socket, app, count));
      times.push(processorTime(pid) / (REQUESTS + 1));
    });
  }
  console.log(line([name, app, ...rates.map((rate) => rate.toFixed(1)), `${Math.min(...times).toFixed(0)} ms`]));
}

function line([plugin = "", app = "", ...cells]: readonly string[]): string {
  return `${plugin.padEnd(20)}${app.padEnd(16)}${cells.map((cell) => cell.padEnd(12)).join("")}`.trimEnd();
}

/** Of a process and of those that it has waited for, in milliseconds, as Linux counts it. */
function processorTime(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, "latin1")
    .replace(/^.*\) /s, "")
    .split(" ");
  const ticks = fields.slice(11, 15).map(Number);
  return 10 * ticks.reduce((sum, count) => sum + count, 0);
}

/** A plugin's server that is running. */
interface Running {
  readonly socket: string;
  readonly pid: number;
}

/** Runs a plugin's server in a sidecar's folders while it is asked. */
async function withServer<Result>(server: string, program: string | undefined, use: (server: Running) => Promise<Result>): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), "podgraft-bench-"));
  try {
    writeSidecar(folder, program);
    const child = spawn(server, ["--config-dir-path", join(folder, "config"), "--loglevel", "error"], {
      env: {
        PATH: join(folder, "bin"),
        HOME: folder,
        ARGOCD_PLUGINSOCKFILEPATH: join(folder, "plugins"),
        ARGOCD_CMP_WORKDIR: join(folder, "work"),
      },
      stdio: ["ignore", "ignore", "inherit"],
    });
    const socket = join(folder, "plugins", program === undefined ? "kustomize.sock" : "podgraft.sock");
    return await whileItRuns(child, socket, use);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function whileItRuns<Result>(child: ChildProcess, socket: string, use: (server: Running) => Promise<Result>): Promise<Result> {
  const ended = new Promise((settle) => child.on("close", settle));
  try {
    for (let tries = 0; !existsSync(socket); tries++) {
      if (tries === 500) throw new Error(`${socket} is not there: the server does not start`);
      await pause(20);
    }
    return await use({ socket, pid: child.pid as number });
  } finally {
    child.kill();
    await ended;
  }
}

const KUSTOMIZE_ALONE = `apiVersion: argoproj.io/v1alpha1
kind: ConfigManagementPlugin
metadata: {name: kustomize}
spec:
  discover: {fileName: kustomization.yaml}
  generate: {command: [kustomize, build, .]}
`;

function writeSidecar(folder: string, program: string | undefined): void {
  for (const name of ["bin", "config", "plugins", "work"]) mkdirSync(join(folder, name));
  for (const tool of ["kustomize", "helm", "node", "git"]) {
    const path = programOnPath(tool);
    if (path !== undefined) symlinkSync(path, join(folder, "bin", tool));
  }
  const plugin = join(folder, "config/plugin.yaml");
  if (program === undefined) writeFileSync(plugin, KUSTOMIZE_ALONE);
  else {
    copyFileSync(join(import.meta.dirname, "../plugin/argocd/plugin.yaml"), plugin);
    symlinkSync(program, join(folder, "bin/podgraft"));
  }
}

/** How many apps a second are rendered, where so many are asked for at once. */
async function rateOf(socket: string, app: string, atOnce: number): Promise<number> {
  const client = new CmpClient(socket);
  const files: ArchivedFile[] = Object.entries(apps[app] ?? {}).map(([path, text]) => ({ path, content: Buffer.from(text) }));
  const env = { ARGOCD_APP_NAME: "app", ARGOCD_APP_NAMESPACE: "team-0", KUBE_VERSION: "1.34", ARGOCD_APP_SOURCE_PATH: "." };
  const expected = (await client.render({ files, env })).length;
  let left = REQUESTS;
  const worker = async () => {
    while (left-- > 0) {
      const found = (await client.render({ files, env })).length;
      if (found !== expected) throw new Error(`${found} manifests instead of ${expected}`);
    }
  };
  const start = performance.now();
  await Promise.all(Array.from({ length: atOnce }, worker));
  const seconds = (performance.now() - start) / 1000;
  client.close();
  return REQUESTS / seconds;
}
