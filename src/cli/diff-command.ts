import { injectTexts } from "../app/texts.ts";
import { hasErrors } from "../diagnostic/diagnostic.ts";
import { graftCounts } from "../report/summary.ts";
import { coloured, unifiedDiff } from "../report/unified-diff.ts";
import { type CommandResult, failed } from "./command-result.ts";
import type { Options } from "./option-table.ts";
import { readSourceTexts } from "./read-sources.ts";

/** What injection would change. */
export async function diffCommand(options: Options): Promise<CommandResult> {
  const sources = readSourceTexts(options);
  if ("diagnostics" in sources) return failed(sources.diagnostics);
  const { texts, diagnostics } = await injectTexts(sources);
  if (!texts || hasErrors(diagnostics)) return failed(diagnostics, texts === undefined ? 2 : 1);
  const diff = sources.inputs.map(({ file, text }, i) => unifiedDiff({ file, before: text, after: texts[i] as string })).join("");
  const isColoured = process.stdout.isTTY && !process.env.NO_COLOR;
  const code = diff === "" || options["exit-zero"] ? 0 : 1;
  return { data: isColoured ? coloured(diff) : diff, diagnostics, done: graftCounts(diagnostics), code };
}
