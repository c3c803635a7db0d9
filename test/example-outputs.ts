import { join } from "node:path";
import { assert } from "./cases.ts";
import type { Example } from "./example-rows.ts";
import { root } from "./files.ts";
import { type Files, type Package, withPackage } from "./hosts/package.ts";

/** What an example's commands print and write, by the file in `.expected` that holds it. `env` is what they find besides the usual. */
export function outputsOf({ folder, commands }: Example, env: Readonly<Record<string, string>> = {}): Files {
  return withPackage(join(root, folder), (pkg) => Object.assign({}, ...commands.map((command) => outputs(command, pkg, env))));
}

function outputs(
  { command, stdout, files = [], exit = 0 }: Example["commands"][number],
  pkg: Package,
  env: Readonly<Record<string, string>>,
): Files {
  const outcome = pkg.run("sh", ["-c", command], { env });
  assert.is(outcome.code, exit, `${command}: ${outcome.stderr}`);
  if (stdout === undefined) assert.is(outcome.stdout, "", command);
  return Object.fromEntries([...(stdout === undefined ? [] : [[stdout, outcome.stdout]]), ...files.map((path) => [path, pkg.read(path)])]);
}
