import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

export const root = resolve(import.meta.dirname, "../..");

/** What .dockerignore lets through: it refuses everything, and then names what is not refused. */
const [refuseAll, ...kept] = readFileSync(join(root, ".dockerignore"), "utf8")
  .split("\n")
  .filter((line) => line !== "" && !line.startsWith("#"));

export const allowed: readonly string[] = kept.map((line) => {
  if (refuseAll !== "*" || !/^![\w./-]+$/.test(line)) throw new Error(`.dockerignore is not a list of exceptions: ${line}`);
  return line.slice(1);
});

/** Whether the build's context holds a path. */
export function hasSource(path: string): boolean {
  return allowed.some((name) => path === name || path.startsWith(`${name}/`)) && existsSync(join(root, path));
}
