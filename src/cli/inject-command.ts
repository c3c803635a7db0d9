import type { WorkloadOutcome } from "../app/inject/inject-workload.ts";
import { oneList } from "../app/inject/one-list.ts";
import { injectTexts } from "../app/inject/texts.ts";
import type { Progress } from "../app/load-texts.ts";
import { hasErrors } from "../diagnostic/diagnostic.ts";
import { graftCounts } from "../report/graft-counts.ts";
import { kustomizePatches } from "../report/kustomize-patches.ts";
import { type CommandResult, errorCode, failed, noted, usage } from "./command-result.ts";
import { type ChoiceOf, chosen } from "./command-table.ts";
import { editedFiles, inPlaceProblem } from "./edited-files.ts";
import { forHost, withHostResults } from "./host-answer.ts";
import type { Options } from "./option-table.ts";
import { type ReadSources, readSourceTexts } from "./read-sources.ts";

/** The manifests with the sidecars in them. */
export async function injectCommand(options: Options, progress?: Progress): Promise<CommandResult> {
  const problem = inPlaceProblem(options);
  if (problem) return usage(problem);
  const sources = await readSourceTexts(options, { progress });
  return "code" in sources ? sources : noted(sources.notes, injected(sources, options));
}

function injected(sources: ReadSources, options: Options): CommandResult {
  const format = chosen("inject", "format", options);
  const { texts, diagnostics, workloads } = injectTexts(sources, { keepsWorkloads: format === "patch" });
  if (!texts || hasErrors(diagnostics))
    return forHost(sources.inputs, failed(diagnostics, texts === undefined ? 2 : errorCode(diagnostics)));
  const writers: Readonly<Record<ChoiceOf<"inject", "format">, () => Pick<CommandResult, "data" | "files">>> = {
    yaml: () => editedFiles(sources.inputs, withHostResults(sources.inputs, texts, diagnostics), options),
    list: () => ({ data: oneList(texts) }),
    patch: () => ({ data: kustomizePatches(changed(workloads)) }),
  };
  const result = { ...writers[format](), diagnostics, done: graftCounts(diagnostics), code: 0 };
  return format === "yaml" && options.output === undefined ? result : forHost(sources.inputs, result);
}

function changed(workloads: readonly WorkloadOutcome[]) {
  return workloads.flatMap(({ object, delta }) => (delta ? [{ identity: object.identity, delta }] : []));
}
