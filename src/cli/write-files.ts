import {
  accessSync,
  closeSync,
  constants,
  fchmodSync,
  fsyncSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { type Diagnostic, diagnostic } from "../diagnostic/diagnostic.ts";
import type { ChangedFile } from "./command-result.ts";
import { type FileFault, fileFault } from "./file-fault.ts";
import { temporaryName } from "./temporary-files.ts";

/** The disk operations, so that a test can make them fail. */
export interface Disk {
  /** Writes a new file completely, with a mode or the usual one; if that fails, no file is left. */
  readonly write: (file: string, text: string, mode?: number) => void;
  readonly rename: (from: string, to: string) => void;
}

/** Waits until each file is on the disk. */
const realDisk: Disk = { write: writeSynced, rename: renameSync };
/** Without waiting, for files that can be written again: a crash may lose them. */
export const fastDisk: Disk = { write: writeNew, rename: renameSync };

/**
 * Replaces several files, or none: all are first written beside their targets, then renamed onto them. The file that
 * a symbolic link names is replaced, not the link, and keeps its mode.
 *
 * @returns what went wrong
 */
export function writeFiles(files: readonly ChangedFile[], disk: Disk = realDisk): readonly Diagnostic[] {
  const staged: { target: string; temporary: string; file: string }[] = [];
  const undo = () => {
    for (const { temporary } of staged) rmSync(temporary, { force: true });
  };
  for (const { file, text, isNew } of files) {
    try {
      const { target, mode } = isNew ? { target: file, mode: undefined } : replaced(file);
      const temporary = join(dirname(target), temporaryName());
      disk.write(temporary, text, mode);
      staged.push({ target, temporary, file });
    } catch (error) {
      undo();
      return [unwritable(file, fileFault(file, error), "no file was changed")];
    }
  }
  for (const [done, { target, temporary, file }] of staged.entries()) {
    try {
      disk.rename(temporary, target);
    } catch (error) {
      undo();
      const before = staged.slice(0, done).map((earlier) => earlier.file);
      return [unwritable(file, fileFault(file, error), done === 0 ? "no file was changed" : `only ${before.join(", ")} changed`)];
    }
  }
  return [];
}

/** The file to replace, after following links, and its mode. */
function replaced(file: string): { target: string; mode: number } {
  const target = realpathSync(file);
  accessSync(target, constants.W_OK);
  const stat = statSync(target);
  if (!stat.isFile()) throw new Error("it is not a regular file");
  return { target, mode: stat.mode & 0o7777 };
}

function writeSynced(file: string, text: string, mode?: number): void {
  writeNew(file, text, mode, fsyncSync);
}

function writeNew(file: string, text: string, mode?: number, sync?: (fd: number) => void): void {
  const fd = openSync(file, "wx", mode);
  let isWhole = false;
  try {
    const bytes = Buffer.from(text, "utf8");
    for (let at = 0; at < bytes.length; ) at += writeSync(fd, bytes, at);
    // The process's umask may have removed bits of the mode.
    if (mode !== undefined) fchmodSync(fd, mode);
    sync?.(fd);
    isWhole = true;
  } finally {
    closeSync(fd);
    if (!isWhole) rmSync(file, { force: true });
  }
}

export function unwritable(file: string, { problem, fix = "correct the path or its permissions" }: FileFault, state: string): Diagnostic {
  return diagnostic("InvalidInput", {
    message: `Cannot write ${file}: ${problem}; ${state}`,
    fix,
    location: { file },
  });
}
