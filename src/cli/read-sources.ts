import { resolve } from "node:path";
import type { Progress, SourceTexts } from "../app/sources.ts";
import type { Diagnostic } from "../diagnostic/diagnostic.ts";
import { istioctlConfig, istioctlContext } from "./istioctl-flags.ts";
import type { Options } from "./option-table.ts";
import { readInputs, readText } from "./read-inputs.ts";

/** All that the options name, read from files and standard input; or everything that could not be read. */
export async function readSourceTexts(
  options: Options,
  progress?: Progress,
): Promise<SourceTexts | { diagnostics: readonly Diagnostic[] }> {
  const { file: files, config: path, namespace } = options;
  const given = readInputs(files, { except: path === undefined ? [] : [resolve(path)] });
  const config = path === undefined ? istioctlConfig(options) : readText(path);
  const { context, diagnostics } = await istioctlContext(options);
  const problems = [...given.diagnostics, ...("diagnostics" in config ? config.diagnostics : []), ...diagnostics];
  if (problems.length > 0 || !("text" in config)) return { diagnostics: problems };
  return { inputs: given.inputs, config, context, namespace, progress };
}
