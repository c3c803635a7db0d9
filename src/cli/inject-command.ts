import { injectTexts } from "../app/texts.ts";
import { hasErrors } from "../diagnostic/diagnostic.ts";
import { graftCounts } from "../report/summary.ts";
import { type CommandResult, failed, usage } from "./command-result.ts";
import { editedFiles, inPlaceProblem } from "./edited-files.ts";
import type { Options } from "./option-table.ts";
import { readSourceTexts } from "./read-sources.ts";

/** The manifests with the sidecars in them. */
export async function injectCommand(options: Options): Promise<CommandResult> {
  const problem = inPlaceProblem(options);
  if (problem) return usage(problem);
  const sources = readSourceTexts(options);
  if ("diagnostics" in sources) return failed(sources.diagnostics);
  const { texts, diagnostics } = await injectTexts(sources);
  if (!texts || hasErrors(diagnostics)) return failed(diagnostics, texts === undefined ? 2 : 1);
  return { ...editedFiles(sources.inputs, texts, options), diagnostics, done: graftCounts(diagnostics), code: 0 };
}
