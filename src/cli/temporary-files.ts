import { readdirSync, readlinkSync, realpathSync, rmSync } from "node:fs";
import { hostname } from "node:os";
import { dirname, join } from "node:path";
import { type Diagnostic, diagnostic } from "../diagnostic/diagnostic.ts";

/** `.podgraft-PLACE-PROCESS-RANDOM.tmp`: nobody can guess it, and the next run can tell whose it is. */
const NAME = /^\.podgraft-(.+)-(\d+)-[0-9a-f]{32}\.tmp$/;

export function temporaryName(): string {
  return `.podgraft-${place()}-${process.pid}-${Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString("hex")}.tmp`;
}

/** Where a process number means one process: on this host, and on Linux in this namespace of processes. */
function place(): string {
  try {
    return `${hostname()}.${readlinkSync("/proc/self/ns/pid").replace(/\D/g, "")}`;
  } catch {
    return hostname();
  }
}

/** Removes what runs that were killed left beside the files that are now to be written, and tells it; a run that is still going on keeps its own. */
export function clearLeftovers(files: readonly string[]): readonly Diagnostic[] {
  const folders = [...new Set(files.map(folderOf))];
  return folders.flatMap((folder) => leftoversIn(folder).flatMap((name) => cleared(join(folder, name))));
}

/** Removes from folders that only one run writes, and writes as a whole, what a killed run left there, wherever it ran. */
export function removeLeftovers(folders: readonly string[]): void {
  for (const folder of folders) for (const name of readdirSync(folder)) if (NAME.test(name)) rmSync(join(folder, name), { force: true });
}

/** Where a link leads, its file is replaced. */
function folderOf(file: string): string {
  try {
    return dirname(realpathSync(file));
  } catch {
    return dirname(file);
  }
}

function leftoversIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).filter((name) => {
      const [, where, process] = NAME.exec(name) ?? [];
      return where === place() && hasEnded(Number(process));
    });
  } catch {
    // Writing there will tell why.
    return [];
  }
}

function hasEnded(pid: number): boolean {
  if (pid === process.pid) return true;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ESRCH";
  }
}

function cleared(file: string): readonly Diagnostic[] {
  try {
    rmSync(file);
  } catch {
    return [];
  }
  const told = { message: `An earlier run was interrupted and left ${file}, which is removed now`, location: { file } };
  return [diagnostic("InterruptedRun", { ...told, fix: "check whether that run changed only some of the files: git diff" })];
}
