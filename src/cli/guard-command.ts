import { guardTexts } from "../app/guard/guard.ts";
import { type CommandResult, failed } from "./command-result.ts";
import { chosen } from "./command-table.ts";
import type { Options } from "./option-table.ts";
import { readSourceTexts } from "./read-sources.ts";

/** An admission policy for what the configuration grafts. */
export async function guardCommand(options: Options): Promise<CommandResult> {
  const sources = await readSourceTexts(options);
  if ("code" in sources) return sources;
  const { text, diagnostics } = guardTexts(sources, chosen("guard", "action", options));
  return text === undefined ? failed(diagnostics) : { data: text, diagnostics, done: "", code: 0 };
}
