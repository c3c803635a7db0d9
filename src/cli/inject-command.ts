import type { WorkloadOutcome } from "../app/inject/inject-workload.ts";
import { oneList } from "../app/inject/one-list.ts";
import { injectTexts } from "../app/inject/texts.ts";
import type { Progress } from "../app/load-texts.ts";
import { hasErrors } from "../diagnostic/diagnostic.ts";
import { graftCounts } from "../report/graft-counts.ts";
import { kustomizePatches } from "../report/kustomize-patches.ts";
import { type CommandResult, errorCode, failed, usage } from "./command-result.ts";
import { type ChoiceOf, chosen } from "./command-table.ts";
import { editedFiles, inPlaceProblem } from "./edited-files.ts";
import type { Options } from "./option-table.ts";
import { readSourceTexts } from "./read-sources.ts";

/** The manifests with the sidecars in them. */
export function injectCommand(options: Options, progress?: Progress): CommandResult {
  const problem = inPlaceProblem(options);
  if (problem) return usage(problem);
  const sources = readSourceTexts(options, progress);
  if ("code" in sources) return sources;
  const format = chosen("inject", "format", options);
  const { texts, diagnostics, workloads } = injectTexts(sources, { keepsWorkloads: format === "patch" });
  if (!texts || hasErrors(diagnostics)) return failed(diagnostics, texts === undefined ? 2 : errorCode(diagnostics));
  const writers: Readonly<Record<ChoiceOf<"inject", "format">, () => Pick<CommandResult, "data" | "files">>> = {
    yaml: () => editedFiles(sources.inputs, texts, options),
    list: () => ({ data: oneList(texts) }),
    patch: () => ({ data: kustomizePatches(changed(workloads)) }),
  };
  return { ...writers[format](), diagnostics, done: graftCounts(diagnostics), code: 0 };
}

function changed(workloads: readonly WorkloadOutcome[]) {
  return workloads.flatMap(({ object, delta }) => (delta ? [{ identity: object.identity, delta }] : []));
}
