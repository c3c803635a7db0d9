import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";

const TOOLS = join(import.meta.dirname, "../tools");

/** Small files that take seconds, so that none of them is left for the end, when the other processes have nothing to do. */
const SLOW = [
  "examples.test",
  "report/html/explain-html-browser",
  "playground/page-browser",
  "fuzz/fuzz",
  "image/image.test",
  "graft/served-workload-laws",
  "kube/judged-outputs-injected",
  "fuzz/growth",
  "app/config/initial-planes",
  "yaml/put.property",
  "app/guard/guard-judged",
];

/** The test files of a folder by their paths in it, those that take longest first: what is slow or starts processes, then by size. */
export function testFiles(folder: string, { filter, quick }: { filter: RegExp; quick: boolean }): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".test.ts") && filter.test(name))
    .map((name) => ({ name, size: statSync(join(folder, name)).size, spawns: startsProcesses(folder, join(folder, name)) }))
    .filter(({ spawns }) => !(quick && spawns))
    .sort((a, b) => rank(b) - rank(a) || b.size - a.size)
    .map(({ name }) => name);
}

function rank({ name, spawns }: { readonly name: string; readonly spawns: boolean }): number {
  return SLOW.some((slow) => name.startsWith(slow)) ? 2 : Number(spawns);
}

/** Whether a file, or one of the folder or of tools/ that it imports, starts processes. */
function startsProcesses(folder: string, file: string, seen = new Set<string>()): boolean {
  seen.add(file);
  const text = readFileSync(file, "utf8");
  if (text.includes('"node:child_process"')) return true;
  const imported = [...text.matchAll(/^(?:import|export|}).* from "(\.[^"]+\.ts)";$/gm)].map(([, path]) => join(dirname(file), path!));
  const own = imported.filter((other) => other.startsWith(`${folder}/`) || other.startsWith(`${TOOLS}/`));
  return own.some((other) => !seen.has(other) && startsProcesses(folder, other, seen));
}
