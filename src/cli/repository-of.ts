import { realpathSync } from "node:fs";
import { sep } from "node:path";

/** The available part of a repository. */
export interface Repository {
  /** The real path, because links may lead out of it. */
  readonly root: string;
  /** Argo CD may have sent only a part of it. */
  readonly isPart: boolean;
}

/**
 * The repository of a directory, if Argo CD gives the directory's path in it; otherwise the directory itself. If an
 * Application has the annotation `manifest-generate-paths`, the repo server may send only what is below the common
 * folder of these paths: then only the last steps of the path exist. Source: argo-cd
 * reposerver/repository/repository.go getApplicationRootPath
 */
export function repositoryOf(directory: string, sourcePath: string | undefined): Repository {
  const real = realpathSync(directory);
  const steps = (sourcePath ?? "").split("/").filter((step) => step !== "" && step !== ".");
  const first = steps.findIndex((_, i) => real.endsWith(sep + steps.slice(i).join(sep)));
  if (first < 0) return { root: real, isPart: steps.length > 0 };
  return { root: real.slice(0, -steps.slice(first).join(sep).length - 1), isPart: first > 0 };
}
