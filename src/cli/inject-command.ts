import type { WorkloadOutcome } from "../app/inject/inject-workload.ts";
import { oneList } from "../app/inject/one-list.ts";
import { injectTexts } from "../app/inject/texts.ts";
import type { Progress } from "../app/load-texts.ts";
import { hasErrors } from "../diagnostic/diagnostic.ts";
import { graftCounts } from "../report/graft-counts.ts";
import { kustomizePatches } from "../report/kustomize-patches.ts";
import { type CommandResult, errorCode, failed, usage } from "./command-result.ts";
import { editedFiles, inPlaceProblem } from "./edited-files.ts";
import type { Options } from "./option-table.ts";
import { readSourceTexts } from "./read-sources.ts";

/** The manifests with the sidecars in them. */
export function injectCommand(options: Options, progress?: Progress): CommandResult {
  const problem = inPlaceProblem(options);
  if (problem) return usage(problem);
  const sources = readSourceTexts(options, progress);
  if ("code" in sources) return sources;
  const { texts, diagnostics, workloads } = injectTexts(sources, { keepsWorkloads: options.format === "patch" });
  if (!texts || hasErrors(diagnostics)) return failed(diagnostics, texts === undefined ? 2 : errorCode(diagnostics));
  const told = { diagnostics, done: graftCounts(diagnostics), code: 0 };
  if (options.format === "list") return { ...told, data: oneList(texts) };
  if (options.format === "patch") return { ...told, data: kustomizePatches(changed(workloads)) };
  return { ...told, ...editedFiles(sources.inputs, texts, options) };
}

function changed(workloads: readonly WorkloadOutcome[]) {
  return workloads.flatMap(({ object, delta }) => (delta ? [{ identity: object.identity, delta }] : []));
}
