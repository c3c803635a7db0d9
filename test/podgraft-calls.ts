import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import type { Ran } from "./podgraft-thread.ts";
import { program, programFolder } from "./program.ts";

/** A call of podgraft, and the folder that holds what it found and what it answered. */
export interface Call {
  readonly folder: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly input: Buffer;
  readonly answered: Ran;
}

/** What a call answers when it is made again, and a digest of all files that are there afterwards. */
export interface Repeated {
  readonly answered: Ran;
  readonly files: string;
}

const FOUND = "found.tar";

/** Runs podgraft as it is asked to, and keeps everything. Repositories change beside it, and it does not look into them. */
const SHIM = `#!/bin/sh
call=$(mktemp -d "$PODGRAFT_CALLS/XXXXXX")
[ $# -eq 0 ] || printf '%s\\0' "$@" >"$call/args"
env -0 >"$call/env"
pwd >"$call/cwd"
cat >"$call/input"
tar --exclude='*.git' -cPf "$call/${FOUND}" $PODGRAFT_FOLDERS
"${program}" "$@" <"$call/input" >"$call/out" 2>"$call/err"
code=$?
echo $code >"$call/code"
cat "$call/out"
cat "$call/err" >&2
exit $code
`;

/** Keeps the calls of podgraft by programs that have this environment, in which they work in these folders. */
export function recorder() {
  const folder = mkdtempSync(join(tmpdir(), "podgraft-calls-"));
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  const [bin, calls] = [join(folder, "bin"), join(folder, "calls")];
  for (const path of [bin, calls]) mkdirSync(path);
  writeFileSync(join(bin, "podgraft"), SHIM);
  chmodSync(join(bin, "podgraft"), 0o755);
  const env = (...folders: readonly string[]) => ({
    PATH: [bin, programFolder, process.env.PATH].join(delimiter),
    PODGRAFT_CALLS: calls,
    PODGRAFT_FOLDERS: folders.join(" "),
  });
  return { env, calls };
}

/** The calls that were kept, in an order that does not depend on which came first. */
export function callsIn(calls: string): readonly Call[] {
  return readdirSync(calls)
    .map((name) => callIn(join(calls, name)))
    .sort((a, b) => (titleOf(a) < titleOf(b) ? -1 : 1));
}

export function titleOf({ cwd, args, folder }: Call): string {
  return [cwd, "podgraft", ...args, folder].join(" ");
}

function callIn(folder: string): Call {
  const bytes = (name: string) => readFileSync(join(folder, name));
  const text = (name: string) => bytes(name).toString();
  const parts = (name: string) => text(name).split("\0").slice(0, -1);
  const env = Object.fromEntries(parts("env").map((entry) => entry.split(/=(.*)/s).slice(0, 2) as [string, string]));
  const args = readdirSync(folder).includes("args") ? parts("args") : [];
  const answered = { code: Number(text("code")), out: text("out"), err: text("err") };
  return { folder, args, cwd: text("cwd").trimEnd(), env, input: bytes("input"), answered };
}

/** Makes the folders of a call again, where they were. */
export function unpack({ folder, env }: Call): readonly string[] {
  const { status, stderr } = spawnSync("tar", ["-xPf", join(folder, FOUND)], { encoding: "utf8" });
  if (status !== 0) throw new Error(`Cannot unpack ${folder}: ${stderr}`);
  return `${env.PODGRAFT_FOLDERS}`.split(" ");
}
