import { assert } from "../cases.ts";
import type { Package } from "./package.ts";

export function buildArgs(folder: string): readonly string[] {
  return ["build", "--enable-alpha-plugins", "--enable-exec", folder];
}

/** What kustomize makes of a folder of a package; fails where kustomize does. */
export function build(pkg: Package, folder: string): string {
  const { code, stdout, stderr } = pkg.run("kustomize", buildArgs(folder));
  assert.is(code, 0, stderr);
  return stdout;
}
