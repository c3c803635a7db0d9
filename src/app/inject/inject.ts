import type { Diagnostic } from "../../diagnostic/diagnostic.ts";
import type { Edits } from "../../krm/output.ts";
import type { Config } from "../config/config.ts";
import type { Loaded } from "../load.ts";
import { type InjectOptions, injectParts } from "./inject-parts.ts";
import type { WorkloadOutcome } from "./inject-workload.ts";

export interface Injection {
  readonly workloads: readonly WorkloadOutcome[];
  readonly diagnostics: readonly Diagnostic[];
  /** For each manifest the edits of its parts; no edits if there is an error. */
  readonly edits: readonly Edits[];
}

/** Injects into manifests that have been read, and keeps the outcome of every workload. */
export function inject(
  manifests: readonly Loaded[],
  config: Config,
  { progress, chooses }: Pick<InjectOptions<unknown>, "progress" | "chooses"> = {},
): Injection {
  const { kept, diagnostics, failed } = injectParts(manifests, config, { keep: (part) => part, progress, chooses });
  const edited = kept.map((parts) => (failed ? [] : parts.filter(({ edits }) => edits.length > 0)));
  return {
    workloads: kept.flat().flatMap(({ outcomes }) => outcomes),
    diagnostics,
    edits: edited.map((parts) => new Map(parts.map(({ part, edits }) => [part, edits]))),
  };
}
