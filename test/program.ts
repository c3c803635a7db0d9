import { chmodSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";

const asked = process.env.PODGRAFT;
const plugin = resolve(import.meta.dirname, "../plugin/podgraft");

/** What the tests run: plugin/podgraft, or the executable that the variable PODGRAFT names. */
export const program = asked ? linked(resolve(asked)) : plugin;

/** Whether that is an executable, which needs neither Node nor other files. */
export const isExecutable = Boolean(asked);

/** A folder for PATH that holds it as `podgraft`. */
export const programFolder = dirname(program);

/** The variable's value may have any name; hosts and pages call `podgraft`. */
function linked(path: string): string {
  const folder = mkdtempSync(join(tmpdir(), "podgraft-program-"));
  // Other users may run it too.
  chmodSync(folder, 0o755);
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  symlinkSync(path, join(folder, "podgraft"));
  return join(folder, "podgraft");
}
