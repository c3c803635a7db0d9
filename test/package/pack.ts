import { mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { assert } from "../cases.ts";
import { run } from "../hosts/hosts.ts";

export const root = resolve(import.meta.dirname, "../..");

/** Makes the package as `npm pack` makes it of what is built; the path of the tarball. */
function pack(into: string): string {
  const { code, stderr } = run("npm", ["pack", "--ignore-scripts", "--pack-destination", into], { cwd: root });
  assert.is(code, 0, stderr);
  const [tarball] = readdirSync(into).filter((name) => name.endsWith(".tgz"));
  return join(into, tarball as string);
}

/** The files in a package, sorted. */
export function filesIn(tarball: string): readonly string[] {
  const { code, stdout, stderr } = run("tar", ["-tzf", tarball], { cwd: tmpdir() });
  assert.is(code, 0, stderr);
  return stdout
    .trimEnd()
    .split("\n")
    .map((path) => path.replace(/^package\//, ""))
    .sort();
}

/** One package and one folder where it is installed serve all tests; both are gone when the tests have run. */
let shared: { readonly tarball: string; readonly place: string } | undefined;

/** The package, and a folder with nothing but it, installed there without a network and with an empty cache. */
export function installed(): { readonly tarball: string; readonly place: string } {
  if (shared) return shared;
  const folder = mkdtempSync(join(tmpdir(), "podgraft-package-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  const tarball = pack(folder);
  const place = join(folder, "place");
  mkdirSync(place);
  const { code, stderr } = npm(["npm", "install", "--no-save", tarball], place);
  assert.is(code, 0, stderr);
  shared = { tarball, place };
  return shared;
}

/** npm or npx as a user starts it: what the npm that runs these tests handed on is taken away. */
export function npm([program = "npm", ...args]: readonly string[], cwd: string) {
  const inherited = Object.keys(process.env).filter((name) =>
    /^npm_(config_(local_prefix|global_prefix|prefix|noproxy)|package|lifecycle)/i.test(name),
  );
  const settings = ["npm_config_offline=true", "npm_config_update_notifier=false", `npm_config_cache=${join(cwd, ".npm-cache")}`];
  return run("env", [...inherited.flatMap((name) => ["-u", name]), ...settings, program, ...args], { cwd });
}

/** A temporary folder, which is gone afterwards. */
export function inFolder<Result>(use: (folder: string) => Result): Result {
  const folder = mkdtempSync(join(tmpdir(), "podgraft-package-"));
  try {
    return use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
