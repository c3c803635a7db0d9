import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type Outcome, programOnPath } from "../hosts/hosts.ts";
import { type Built, buildStages, folderForAll, type Stages } from "./build-steps.ts";
import { root } from "./context.ts";
import { parseDockerfile } from "./dockerfile.ts";

let stages: Stages | undefined;

/** What plugin/Dockerfile builds; built once for all tests. */
export function images(): Stages {
  if (stages) return stages;
  const folder = folderForAll();
  const dockerfile = parseDockerfile(readFileSync(join(root, "plugin/Dockerfile"), "utf8"));
  stages = buildStages(dockerfile, folder, { kustomize: kustomizeImage(join(folder, "kustomize-image")) });
  return stages;
}

/** A folder instead of kustomize's image: with this machine's kustomize, where there is one. */
function kustomizeImage(folder: string): string {
  mkdirSync(join(folder, "app"), { recursive: true });
  const program = programOnPath("kustomize");
  if (program === undefined) writeFileSync(join(folder, "app/kustomize"), "", { mode: 0o755 });
  else cpSync(program, join(folder, "app/kustomize"), { dereference: true });
  return folder;
}

export interface ContainerRun {
  readonly args?: readonly string[];
  readonly stdin?: string;
  /** Another user than the image's, where this process may choose. */
  readonly uid?: number;
  readonly cwd?: string;
}

/** Runs an image's entry point: its own environment, its own user where this process may become it, no more. */
export function runImage(
  { dir, env, user, entrypoint }: Built,
  { args = [], stdin = "", uid = Number(user.split(":")[0]), cwd = dir }: ContainerRun,
): Outcome {
  const [program = "", ...first] = entrypoint;
  const path = (env.PATH ?? "").split(":").map((folder) => join(dir, folder));
  const { status, stdout, stderr, error } = spawnSync(join(dir, program), [...first, ...args], {
    cwd,
    input: stdin,
    encoding: "utf8",
    // Node and `env` are those of this machine: the image's come from its base.
    env: { ...env, PATH: [...path, dirname(process.execPath), "/usr/bin", "/bin"].join(":") },
    ...(mayChooseUser && { uid, gid: uid }),
  });
  if (error) throw error;
  return { code: status, stdout, stderr };
}

/** Only root may become another user, and only where others may start Node. */
export const mayChooseUser = process.getuid?.() === 0 && spawnSync(process.execPath, ["--version"], { uid: 999, gid: 999 }).status === 0;
