import type { NamedText } from "../app/named-text.ts";
import type { Diagnostic } from "../diagnostic/diagnostic.ts";
import type { AppKind } from "./app-kind.ts";
import { type AppRequest, appPrograms } from "./app-programs.ts";
import { readInputs } from "./read-inputs.ts";
import { runFirst } from "./run-first.ts";

interface AppTexts {
  readonly built: readonly NamedText[];
  /** The directory's files, as far as they are not what was built. */
  readonly beside: readonly NamedText[];
  /** What the directory holds and is not read. */
  readonly notes: readonly Diagnostic[];
}

/** The manifests of a directory, with what is beside them. */
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
 * The directory's own files, and only of a plain one those below it: below a kustomization are other ones, and below a
 * chart templates. A build ignores unreadable files that it does not use.
 */
export function besideTexts(kind: AppKind, { directory, repository }: Pick<AppRequest, "directory" | "repository">): readonly NamedText[] {
  return readInputs([directory], { within: repository, isShallow: kind !== "plain" }).inputs;
}
