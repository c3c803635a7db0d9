import { injectTexts } from "../app/texts.ts";
import { graftCounts } from "../report/summary.ts";
import { workloadLines } from "../report/workload-lines.ts";
import { deliverTexts, fail } from "./deliver.ts";
import type { Options } from "./options.ts";
import { readInputs, readText } from "./read-inputs.ts";

/** The manifests with the sidecars in them. */
export async function injectCommand(options: Options): Promise<number> {
  const { inputs, diagnostics } = readInputs(options.files);
  const config = readText(options.config as string);
  if (diagnostics.length > 0 || !("text" in config)) return fail([...diagnostics, ...("text" in config ? [] : config.diagnostics)]);
  const result = await injectTexts(inputs, config);
  return deliverTexts(result, {
    output: options.output,
    done: graftCounts(result.diagnostics),
    lines: workloadLines(result.diagnostics),
  });
}
