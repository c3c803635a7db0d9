import { injectTexts } from "../app/texts.ts";
import { hasErrors } from "../diagnostic/diagnostic.ts";
import { graftCounts, summaryText } from "../report/summary.ts";
import { coloured, unifiedDiff } from "../report/unified-diff.ts";
import { workloadLines } from "../report/workload-lines.ts";
import { fail } from "./deliver.ts";
import type { Options } from "./options.ts";
import { writeErr, writeOut } from "./process-io.ts";
import { readInputs, readText } from "./read-inputs.ts";

/** What injection would change. */
export async function diffCommand({ files, config: path, exitZero }: Options): Promise<number> {
  const { inputs, diagnostics } = readInputs(files);
  const config = readText(path as string);
  if (diagnostics.length > 0 || !("text" in config)) return fail([...diagnostics, ...("text" in config ? [] : config.diagnostics)]);
  const result = await injectTexts(inputs, config);
  const { texts } = result;
  if (!texts || hasErrors(result.diagnostics)) return fail(result.diagnostics, texts === undefined ? 2 : 1);
  const diff = inputs.map(({ file, text }, i) => unifiedDiff({ file, before: text, after: texts[i] as string })).join("");
  writeOut(process.stdout.isTTY && !process.env.NO_COLOR ? coloured(diff) : diff);
  writeErr(summaryText(result.diagnostics, { done: graftCounts(result.diagnostics), lines: workloadLines(result.diagnostics) }));
  return diff === "" || exitZero ? 0 : 1;
}
