import { readdirSync, readlinkSync, realpathSync, rmSync } from "node:fs";
import { hostname } from "node:os";
import { dirname, join } from "node:path";
import { type Diagnostic, diagnostic } from "../diagnostic/diagnostic.ts";

/** `.podgraft-PLACE-PROCESS-RANDOM.tmp`: it cannot be guessed, and the next run can see which process made it. */
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

/**
 * Removes and reports what killed runs left beside the files that are to be written. Files of a run that is still going
 * on stay.
 */
export function clearLeftovers(files: readonly string[]): readonly Diagnostic[] {
  const folders = [...new Set(files.map(folderOf))];
  return folders.flatMap((folder) => leftoversIn(folder).flatMap((name) => cleared(join(folder, name))));
}

/** Removes what a killed run left in folders that a single run writes as a whole, wherever it ran. */
export function removeLeftovers(folders: readonly string[]): void {
  for (const folder of folders) for (const name of readdirSync(folder)) if (NAME.test(name)) rmSync(join(folder, name), { force: true });
}

/** For a link, its target file is replaced. */
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
    // Writing there will report why.
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
