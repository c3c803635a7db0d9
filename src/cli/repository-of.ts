import { realpathSync } from "node:fs";
import { sep } from "node:path";

/** What of a repository is there. */
export interface Repository {
  /** The real path, since links may lead out of it. */
  readonly root: string;
  /** Argo CD may have sent only a part of it. */
  readonly isPart: boolean;
}

/**
 * The repository that a directory is in, where Argo CD says at which path; else the directory itself. Of an Application with
 * paths in the annotation `manifest-generate-paths`, the repo server may send only what is below their common folder: then
 * only the last steps of the path are there. Source: argo-cd reposerver/repository/repository.go getApplicationRootPath
 */
export function repositoryOf(directory: string, sourcePath: string | undefined): Repository {
  const real = realpathSync(directory);
  const steps = (sourcePath ?? "").split("/").filter((step) => step !== "" && step !== ".");
  const first = steps.findIndex((_, i) => real.endsWith(sep + steps.slice(i).join(sep)));
  if (first < 0) return { root: real, isPart: steps.length > 0 };
  return { root: real.slice(0, -steps.slice(first).join(sep).length - 1), isPart: first > 0 };
}
