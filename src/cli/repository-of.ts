import { realpathSync } from "node:fs";
import { sep } from "node:path";

/**
 * The repository that a directory lies in, where Argo CD says at which path; else the directory itself. The real path,
 * since links may lead out of it.
 */
export function repositoryOf(directory: string, sourcePath: string | undefined): string {
  const real = realpathSync(directory);
  const steps = (sourcePath ?? "").split("/").filter((step) => step !== "" && step !== ".");
  const tail = steps.join(sep);
  return steps.length > 0 && real.endsWith(`${sep}${tail}`) ? real.slice(0, -tail.length - 1) : real;
}
