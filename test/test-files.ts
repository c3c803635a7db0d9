import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";

/** The test files of a folder by their paths in it, those that take longest first: what starts processes, then by size. */
export function testFiles(folder: string, { filter, quick }: { filter: RegExp; quick: boolean }): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".test.ts") && filter.test(name))
    .map((name) => ({ name, size: statSync(join(folder, name)).size, spawns: startsProcesses(folder, join(folder, name)) }))
    .filter(({ spawns }) => !(quick && spawns))
    .sort((a, b) => Number(b.spawns) - Number(a.spawns) || b.size - a.size)
    .map(({ name }) => name);
}

/** Whether a file, or one of the folder that it imports, starts processes. */
function startsProcesses(folder: string, file: string, seen = new Set<string>()): boolean {
  seen.add(file);
  const text = readFileSync(file, "utf8");
  if (text.includes('"node:child_process"')) return true;
  const imported = [...text.matchAll(/^(?:import|export|}).* from "(\.[^"]+\.ts)";$/gm)].map(([, path]) => join(dirname(file), path!));
  return imported.some((other) => other.startsWith(`${folder}/`) && !seen.has(other) && startsProcesses(folder, other, seen));
}
