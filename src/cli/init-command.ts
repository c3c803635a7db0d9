import { initialConfig } from "../app/config/initial-config.ts";
import { type CommandResult, failed, noted } from "./command-result.ts";
import { forHost } from "./host-answer.ts";
import type { Options } from "./option-table.ts";
import { readInputs } from "./read-inputs.ts";

/** Prints a first configuration, from a dump of the cluster if there is one. */
export function initCommand(options: Options): CommandResult {
  const { inputs, diagnostics: unread, notes } = readInputs(options.file, { refusesEmpty: !options["allow-empty"] });
  if (unread.length > 0) return noted(notes, failed(unread));
  const { text, diagnostics: found } = initialConfig(inputs);
  const diagnostics = [...notes, ...found];
  return forHost(inputs, text === undefined ? failed(diagnostics) : { data: text, diagnostics, done: "", code: 0 });
}
