import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { assert } from "../cases.ts";
import { ownSidecar } from "../cli/manifests.ts";
import { program } from "../program.ts";

/** A configuration that injects everywhere. */
export const own = ownSidecar.replace(
  "    optIn: ship\n    namespaceSelector:\n      matchLabels: {logging: enabled}\n",
  "    policy: enabled\n",
);

export interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs podgraft by a shell, so that limits and redirections can be set; `$P` is podgraft. */
export function shell(command: string, cwd: string): Ran {
  const env = { ...process.env, NO_COLOR: "1", P: program };
  const { status, stdout, stderr } = spawnSync("bash", ["-c", command], { cwd, env, encoding: "utf8" });
  return { code: status, out: stdout, err: stderr };
}

export function isRefused({ code, out, err }: Ran, told: RegExp | string): void {
  assert.is(code, 2, err);
  assert.is(out, "");
  assert.match(err, told, err);
  assert.is(err.match(/Cannot /g)?.length, 1, err);
  assert.not.match(err, /this is a bug| at .*\.cjs/);
}

export function areAsBefore(cwd: string, given: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(given)) assert.is(readFileSync(join(cwd, name), "utf8"), text, name);
  assert.equal(
    readdirSync(cwd).sort(),
    [...new Set(Object.keys(given).map((name) => name.split("/")[0]))].sort(),
    "nothing is left behind",
  );
}
