import { uninjectTexts } from "../app/texts.ts";
import { deliverTexts, fail } from "./deliver.ts";
import type { Options } from "./options.ts";
import { readInputs } from "./read-inputs.ts";

/** The manifests as they were before podgraft. */
export async function uninjectCommand({ files, output, only }: Options): Promise<number> {
  const { inputs, diagnostics } = readInputs(files);
  if (diagnostics.length > 0) return fail(diagnostics);
  const result = await uninjectTexts(inputs, { only });
  return deliverTexts(result, { output, done: `${result.count} uninjected` });
}
