import { realpathSync } from "node:fs";
import { basename, dirname, isAbsolute, join, sep } from "node:path";
import type { Diagnostic } from "../diagnostic/diagnostic.ts";
import { nameNear } from "./file-fault.ts";
import { type PluginParameters, refused } from "./plugin-parameters.ts";
import type { Repository } from "./repository-of.ts";

interface Places {
  readonly directory: string;
  readonly repository: Repository;
}

const PART =
  "correct spec.source.plugin.parameters of the Application; or add the file's directory to its annotation argocd.argoproj.io/manifest-generate-paths, whose paths are all that the repo server sends";

/**
 * The parameters with their paths resolved. An Application's author may name only files in the repository: no secrets
 * of the host, and no other application's files, not even through a link.
 */
export function withPaths(parameters: PluginParameters, places: Places): PluginParameters | { diagnostics: readonly Diagnostic[] } {
  const problems: string[] = [];
  const resolved = (name: string, path: string) => {
    const found = insideRepository(path, places);
    if ("path" in found) return found.path;
    problems.push(`the parameter ${name} names ${JSON.stringify(path)}, ${found.problem}`);
    return path;
  };
  const config = parameters.config === undefined ? undefined : resolved("config", parameters.config);
  const context = parameters.context.map((path) => resolved("context", path));
  const valuesFiles = parameters.valuesFiles.map((path) => resolved("values-files", path));
  // Helm splits file names at commas.
  if (valuesFiles.some((path) => /[,"]/.test(path)))
    problems.push('the parameter values-files names a file with , or " in its path; expected none');
  const fix = places.repository.isPart ? PART : undefined;
  return problems.length > 0
    ? { diagnostics: problems.map((problem) => refused(problem, fix)) }
    : { ...parameters, config, context, valuesFiles };
}

function insideRepository(path: string, { directory, repository: { root } }: Places): { path: string } | { problem: string } {
  const outside = { problem: "which is not in the repository; expected a path relative to the application's directory" };
  if (isAbsolute(path)) return outside;
  try {
    const real = realpathSync(join(directory, path));
    return real === root || real.startsWith(`${root}${sep}`) ? { path: real } : outside;
  } catch (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === "ENOENT";
    const full = join(directory, path);
    const meant = isMissing && full.startsWith(`${root}${sep}`) ? nameNear(basename(path), dirname(full)) : undefined;
    const hint = meant === undefined ? "expected a file of the repository" : `did you mean ${join(dirname(path), meant)}?`;
    return { problem: `which ${isMissing ? "does not exist" : "cannot be read"}; ${hint}` };
  }
}
