import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import { cacheFolder } from "../../tools/runtimes.ts";
import { hasSource, root } from "./context.ts";
import type { Dockerfile, Instruction, Stage } from "./dockerfile.ts";

/** What a stage has become: its files, as far as its own instructions make them, are in `dir`. */
export interface Built {
  readonly dir: string;
  readonly workdir: string;
  readonly env: Readonly<Record<string, string>>;
  readonly user: string;
  readonly entrypoint: readonly string[];
}

export type Stages = ReadonlyMap<string, Built>;

/**
 * Carries out the instructions of every stage, in folders below `folder`, with this machine's Node and npm instead of
 * the images' own. `images` are folders with what is copied out of an image, by stage.
 */
export function buildStages({ stages }: Dockerfile, folder: string, images: Readonly<Record<string, string>>): Stages {
  const built = new Map<string, Built>();
  // An engine makes folders that every user can enter.
  const umask = process.umask(0o022);
  try {
    for (const stage of stages)
      built.set(stage.name, buildStage(stage, { dir: join(folder, stage.name), built, image: images[stage.name] }));
  } finally {
    process.umask(umask);
  }
  return built;
}

/** A folder that the users of a container can read; gone when the tests have run. */
export function folderForAll(): string {
  const folder = mkdtempSync(join(tmpdir(), "podgraft-image-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  chmodSync(folder, 0o755);
  return folder;
}

interface Place {
  readonly dir: string;
  readonly built: Stages;
  readonly image: string | undefined;
}

function buildStage({ base, instructions }: Stage, { dir, built, image }: Place): Built {
  const before = built.get(base);
  const files = before?.dir ?? image;
  mkdirSync(dir);
  if (files !== undefined) cpSync(files, dir, { recursive: true });
  let state: Built = { workdir: "/", env: {}, user: "0:0", entrypoint: [], ...before, dir };
  for (const instruction of instructions) state = { ...state, ...steps[instruction.name]?.(instruction, state, built) };
  return state;
}

type Step = (instruction: Instruction, state: Built, built: Stages) => Partial<Built>;

const steps: Readonly<Record<string, Step>> = {
  WORKDIR: ({ words: [workdir = "/"] }, { dir }) => {
    mkdirSync(join(dir, workdir), { recursive: true });
    return { workdir };
  },
  COPY: ({ words, options: { from } }, state, built) => {
    for (const source of words.slice(0, -1))
      copy(source, words.at(-1) as string, { state, from: from === undefined ? undefined : built.get(from) });
    return {};
  },
  RUN: ({ words: [program = "", ...args] }, { dir, workdir }) => {
    const cwd = join(dir, workdir);
    const run = () => execFileSync(program, args, { cwd, env: runEnvironment(), stdio: ["ignore", "ignore", "pipe"] });
    if (`${program} ${args[0]}` === "npm ci") keptLayer(cwd, [program, ...args], run);
    else run();
    return {};
  },
  ENV: ({ words }, { env }) => ({ env: { ...env, ...Object.fromEntries(words.map((word) => word.split(/=(.*)/).slice(0, 2))) } }),
  USER: ({ words: [user = ""] }) => ({ user }),
  ENTRYPOINT: ({ words }) => ({ entrypoint: words }),
};

/** Packages are installed once for the same files, by the same npm: an engine keeps the layer too. */
function keptLayer(cwd: string, command: readonly string[], run: () => void): void {
  const key = createHash("sha256").update(JSON.stringify([process.version, process.arch, command]));
  for (const file of readdirSync(cwd).sort()) key.update(file).update(readFileSync(join(cwd, file)));
  const layer = join(cacheFolder, "layers", key.digest("hex"));
  if (!existsSync(layer)) {
    run();
    mkdirSync(dirname(layer), { recursive: true });
    const whole = mkdtempSync(`${layer}-`);
    copyFolder(join(cwd, "node_modules"), join(whole, "node_modules"));
    // Another test file may have made it in the meantime.
    if (existsSync(layer)) rmSync(whole, { recursive: true });
    else renameSync(whole, layer);
  } else copyFolder(join(layer, "node_modules"), join(cwd, "node_modules"));
}

/** By links where both are on one file system: no build writes into its packages. */
function copyFolder(from: string, to: string): void {
  try {
    execFileSync("cp", ["-al", from, to], { stdio: "ignore" });
  } catch {
    rmSync(to, { recursive: true, force: true });
    cpSync(from, to, { recursive: true, verbatimSymlinks: true });
  }
}

/** A folder's content goes into the target; a file becomes the target, or goes into it where it ends in a slash. */
function copy(source: string, target: string, { state, from }: { state: Built; from: Built | undefined }): void {
  if (!from && !hasSource(source)) throw new Error(`Cannot copy ${source}: the build's context does not hold it`);
  const path = join(from?.dir ?? root, source);
  const inside = target.endsWith("/") && statSync(path).isFile() ? basename(source) : "";
  const place = join(state.dir, resolve(state.workdir, target), inside);
  mkdirSync(dirname(place), { recursive: true });
  cpSync(path, place, { recursive: true });
}

/** What finds Node and the registry, and nothing else of this process. */
function runEnvironment(): Readonly<Record<string, string | undefined>> {
  const kept = Object.entries(process.env).filter(([name]) =>
    /^(HOME|TMPDIR|.*(proxy|cert).*|npm_config_(registry|cache|cafile|userconfig))$/i.test(name),
  );
  const { PODGRAFT_NPM_CA_CERTS: certificates, PATH } = process.env;
  return {
    ...Object.fromEntries(kept),
    ...(certificates && { NODE_EXTRA_CA_CERTS: certificates }),
    PATH: `${dirname(process.execPath)}:${PATH}`,
    npm_config_prefer_offline: "true",
  };
}
