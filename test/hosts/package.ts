import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type Outcome, type RunOptions, run } from "./hosts.ts";

/** Texts by their path below a package's folder. */
export type Files = Readonly<Record<string, string>>;

/** A package in a temporary folder. */
export interface Package {
  readonly dir: string;
  readonly read: (path: string) => string;
  readonly write: (path: string, text: string) => void;
  /** All files below the folder, or below a part of it, sorted by path. */
  readonly files: (below?: string) => Files;
  /** Runs a program in the folder. */
  readonly run: (program: string, args: readonly string[], options?: Omit<RunOptions, "cwd">) => Outcome;
}

/** A temporary package of some files, or a copy of a folder; it is removed afterwards, whatever `use` does. */
export function withPackage<Result>(source: Files | string, use: (pkg: Package) => Result): Result {
  const dir = mkdtempSync(join(tmpdir(), "podgraft-"));
  const pkg: Package = {
    dir,
    read: (path) => readFileSync(join(dir, path), "utf8"),
    write: (path, text) => writeBelow(dir, path, text),
    files: (below = "") => filesBelow(join(dir, below)),
    run: (program, args, options = {}) => run(program, args, { ...options, cwd: dir }),
  };
  try {
    if (typeof source === "string") cpSync(source, dir, { recursive: true });
    else for (const [path, text] of Object.entries(source)) pkg.write(path, text);
    return use(pkg);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

function writeBelow(dir: string, path: string, text: string): void {
  mkdirSync(dirname(join(dir, path)), { recursive: true });
  writeFileSync(join(dir, path), text);
}

export function filesBelow(dir: string): Files {
  const paths = (readdirSync(dir, { recursive: true }) as string[]).filter((path) => statSync(join(dir, path)).isFile());
  return Object.fromEntries(paths.sort().map((path) => [path, readFileSync(join(dir, path), "utf8")]));
}
