import { initialConfig } from "../app/config/initial-config.ts";
import { type CommandResult, failed } from "./command-result.ts";
import { forHost } from "./host-answer.ts";
import type { Options } from "./option-table.ts";
import { readInputs } from "./read-inputs.ts";

/** A first configuration, from a dump of the cluster where one is given. */
export function initCommand(options: Options): CommandResult {
  const { inputs, diagnostics: unread } = readInputs(options.file, { refusesEmpty: !options["allow-empty"] });
  if (unread.length > 0) return failed(unread);
  const { text, diagnostics } = initialConfig(inputs);
  return forHost(inputs, text === undefined ? failed(diagnostics) : { data: text, diagnostics, done: "", code: 0 });
}
