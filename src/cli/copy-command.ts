import { chmodSync, copyFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { type CommandResult, failed, usage } from "./command-result.ts";
import { fileFault } from "./file-fault.ts";
import type { Options } from "./option-table.ts";
import { temporaryName } from "./temporary-files.ts";
import { unwritable } from "./write-files.ts";

/**
 * Copies the executable itself into a directory, as `podgraft`, for an init container: its image has no shell and no
 * `cp`. The copy is renamed into place, so that it can replace one that is running.
 */
export function copyCommand({ directories: [directory = "", second] }: Options): CommandResult {
  if (second !== undefined) return usage(`${JSON.stringify(second)} is one too many; expected one DIR`);
  if (process.versions.bun === undefined) return usage("Node runs this podgraft, from several files; only the executable copies itself");
  const target = join(directory, process.platform === "win32" ? "podgraft.exe" : "podgraft");
  const temporary = join(directory, temporaryName());
  try {
    copyFileSync(process.execPath, temporary);
    chmodSync(temporary, 0o755);
    renameSync(temporary, target);
    return { diagnostics: [], done: `copied to ${target}`, code: 0 };
  } catch (error) {
    rmSync(temporary, { force: true });
    return failed([unwritable(target, fileFault(directory, error), "nothing was copied")]);
  }
}
