import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";

/** The folder of the project. */
export const root = resolve(import.meta.dirname, "..");

/** Calls `use` with a directory that holds the files, and removes it afterwards: once a promise that it gives back is settled. */
export function withFiles<T>(files: Readonly<Record<string, string | Uint8Array>>, use: (directory: string) => T): T {
  const directory = mkdtempSync(join(tmpdir(), "podgraft-cli-"));
  const remove = () => rmSync(directory, { recursive: true });
  let used: T | undefined;
  try {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(directory, name)), { recursive: true });
      writeFileSync(join(directory, name), text);
    }
    used = use(directory);
    return used instanceof Promise ? (used.finally(remove) as T) : used;
  } finally {
    if (!(used instanceof Promise)) remove();
  }
}
