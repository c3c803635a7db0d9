import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { assert } from "./cases.ts";
import type { Example } from "./example-rows.ts";
import { root } from "./files.ts";
import { type Files, type Package, withPackage } from "./hosts/package.ts";

/**
 * What an example's commands print and write, by the file in `.expected` that holds it. `env` is what they find besides the
 * usual, for the example's folder and a folder beside it for their temporary files.
 */
export function outputsOf({ folder, commands }: Example, env: (dir: string, temporary: string) => Env = () => ({})): Files {
  return withPackage(join(root, folder), (pkg) => {
    const temporary = `${pkg.dir}.tmp`;
    mkdirSync(temporary);
    try {
      return Object.assign({}, ...commands.map((command) => outputs(command, pkg, { TMPDIR: temporary, ...env(pkg.dir, temporary) })));
    } finally {
      rmSync(temporary, { recursive: true });
    }
  });
}

type Env = Readonly<Record<string, string>>;

function outputs({ command, stdout, files = [], exit = 0 }: Example["commands"][number], pkg: Package, env: Env): Files {
  const outcome = pkg.run("sh", ["-c", command], { env });
  assert.is(outcome.code, exit, `${command}: ${outcome.stderr}`);
  if (stdout === undefined) assert.is(outcome.stdout, "", command);
  return Object.fromEntries([...(stdout === undefined ? [] : [[stdout, outcome.stdout]]), ...files.map((path) => [path, pkg.read(path)])]);
}
