import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter } from "node:path";
import { type Host, pathWithHosts, programOnPath, whyNot } from "../../tools/hosts.ts";
import { suite } from "../cases.ts";
import { program, programFolder } from "../program.ts";

export { type Host, programOnPath };

process.env.PATH = pathWithHosts();

export { program as podgraft };

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

/**
 * Runs a program with this checkout's podgraft first on PATH, without colours, which uvu would force; a program that cannot be
 * started throws.
 */
export function run(program: string, args: readonly string[], { cwd, env, stdin }: RunOptions): Outcome {
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    cwd,
    input: stdin ?? "",
    encoding: "utf8",
    maxBuffer: 1 << 28,
    timeout: 120_000,
    env: { ...process.env, NO_COLOR: "1", PATH: `${programFolder}${delimiter}${process.env.PATH}`, ...env },
  });
  if (error) throw error;
  return { code: status, stdout, stderr };
}

const reasons = new Map<Host, string | undefined>();

/** Why a host cannot be used; looked up once, because its version may be needed. */
function reasonOf(host: Host): string | undefined {
  if (!reasons.has(host)) reasons.set(host, whyNot(host));
  return reasons.get(host);
}

/**
 * A suite that needs hosts. Where one is missing its tests are skipped, with a reason that says how to get it; but under
 * `CI=true` they fail, unless `PODGRAFT_HOSTS_MISSING` (names, with commas between) says that it cannot be had there.
 */
export function hostSuite(needed: readonly Host[], name: string, declare: Parameters<typeof suite>[1]): void {
  const missing = needed.filter((host) => reasonOf(host) !== undefined);
  suite(name, (test) => {
    if (!existsSync(program)) return test("plugin/podgraft is built", () => fail(`${program} is missing; run npm run build`));
    const refused = process.env.CI === "true" ? missing.find((host) => !isKnownMissing(host)) : undefined;
    const host = refused ?? missing[0];
    if (host === undefined) return declare(test);
    const reason = `${reasonOf(host)}`;
    const skip = (testName: string) => (refused ? test(testName, () => fail(reason)) : test.skip(testName, reason));
    declare(Object.assign(skip, { skip }));
  });
}

/** Whether it was reported that a host cannot be had, so that its tests may be skipped even under `CI=true`. */
export function isKnownMissing(host: Host): boolean {
  return (process.env.PODGRAFT_HOSTS_MISSING ?? "").split(",").includes(host);
}

function fail(message: string): never {
  throw new Error(message);
}
