import type { NamedText } from "../app/named-text.ts";
import type { Diagnostic } from "../diagnostic/diagnostic.ts";
import type { AppKind } from "./app-kind.ts";
import { type AppRequest, appPrograms } from "./app-programs.ts";
import { readInputs } from "./read-inputs.ts";
import { runFirst } from "./run-first.ts";

interface AppTexts {
  readonly built: readonly NamedText[];
  /** The directory's files that are not part of what was built. */
  readonly beside: readonly NamedText[];
  /** What is in the directory but is not read. */
  readonly notes: readonly Diagnostic[];
}

/** The manifests of a directory, and its other files. */
export async function appTexts(kind: AppKind, request: AppRequest): Promise<AppTexts | { diagnostics: readonly Diagnostic[] }> {
  const { directory, repository, allowsEmpty = false } = request;
  if (kind === "plain") {
    const { inputs, diagnostics, notes } = readInputs([directory], { within: repository, refusesEmpty: !allowsEmpty });
    return diagnostics.length > 0 ? { diagnostics: [...notes, ...diagnostics] } : { built: inputs, beside: [], notes };
  }
  const built = await runFirst(appPrograms(kind, request), request);
  return "diagnostics" in built ? built : { built: [built], beside: besideTexts(kind, request), notes: [] };
}

/**
 * The directory's own files, and those of its subdirectories only if it is a plain directory: below a kustomization are
 * other kustomizations, and below a chart its templates. A build ignores unreadable files that it does not use.
 */
export function besideTexts(kind: AppKind, { directory, repository }: Pick<AppRequest, "directory" | "repository">): readonly NamedText[] {
  return readInputs([directory], { within: repository, isShallow: kind !== "plain" }).inputs;
}
