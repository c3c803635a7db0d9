import { assert } from "../cases.ts";
import type { Package } from "./package.ts";

/** Renders a package in place; fails where kpt does. What kpt said. */
export function render(pkg: Package): string {
  const { code, stderr } = pkg.run("kpt", ["fn", "render", "--allow-exec", "--truncate-output=false"]);
  assert.is(code, 0, stderr);
  return stderr;
}
