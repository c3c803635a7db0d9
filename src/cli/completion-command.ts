import type { CommandResult } from "./command-result.ts";
import { completion, type Shell } from "./completion.ts";
import type { Options } from "./option-table.ts";

/** The script by which a shell completes podgraft's command lines. */
export function completionCommand({ shell }: Options): CommandResult {
  return { data: completion(shell as Shell), diagnostics: [], done: "", code: 0 };
}
