import { spawnSync } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { suite } from "../cases.ts";

/** The programs that run podgraft, and the one that shows its page, each with how to get it. */
const HOSTS = {
  kpt: "https://kpt.dev/installation, or the package google-cloud-cli-kpt of Google's apt repository",
  kustomize: "go install sigs.k8s.io/kustomize/kustomize/v5@v5.8.1",
  helm: "go install helm.sh/helm/v3/cmd/helm@v3.18.6",
  kubectl: "https://kubernetes.io/docs/tasks/tools; 1.21 or newer",
  chromium: "apt-get install chromium, or your system's package of that name",
} as const;

export type Host = keyof typeof HOSTS;

const plugin = join(import.meta.dirname, "../../plugin");
export const podgraft = join(plugin, "podgraft");

export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: string;
}

/** Runs a program with this checkout's podgraft first on PATH; a program that cannot be started throws. */
export function run(program: string, args: readonly string[], { cwd, env, stdin }: RunOptions): Outcome {
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    cwd,
    input: stdin ?? "",
    encoding: "utf8",
    maxBuffer: 1 << 28,
    timeout: 120_000,
    env: { ...process.env, NO_COLOR: "1", PATH: `${plugin}${delimiter}${process.env.PATH}`, ...env },
  });
  if (error) throw error;
  return { code: status, stdout, stderr };
}

export function isOnPath(program: string): boolean {
  return programOnPath(program) !== undefined;
}

export function programOnPath(program: string): string | undefined {
  const folders = (process.env.PATH ?? "").split(delimiter).filter((folder) => folder !== "");
  return folders.map((folder) => join(folder, program)).find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * A suite that needs hosts. Where one is missing its tests are skipped with a line that says how to get it; but under
 * `CI=true` they fail, unless `PODGRAFT_HOSTS_MISSING` (names, with commas between) says that it cannot be had there.
 */
export function hostSuite(needed: readonly Host[], name: string, declare: Parameters<typeof suite>[1]): void {
  const missing = needed.filter((host) => !isOnPath(host));
  suite(name, (test) => {
    if (!isExecutable(podgraft)) return test("plugin/podgraft is built", () => fail(`${podgraft} is missing; run npm run build`));
    if (missing.length === 0) return declare(test);
    const told = missing.map((host) => `${host} is not on PATH; get it: ${HOSTS[host]}`).join("; ");
    const refused = process.env.CI === "true" && missing.some((host) => !isKnownMissing(host));
    const skip = (testName: string) => (refused ? test(testName, () => fail(told)) : test.skip(testName, told));
    declare(Object.assign(skip, { skip }));
  });
}

function isKnownMissing(host: Host): boolean {
  return (process.env.PODGRAFT_HOSTS_MISSING ?? "").split(",").includes(host);
}

function fail(message: string): never {
  throw new Error(message);
}
