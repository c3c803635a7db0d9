import { uninjectTexts } from "../app/inject/texts.ts";
import type { Progress } from "../app/load-texts.ts";
import type { NamedText } from "../app/named-text.ts";
import { hasErrors } from "../diagnostic/diagnostic.ts";
import { type CommandResult, failed, noted, usage } from "./command-result.ts";
import { editedFiles, inPlaceProblem } from "./edited-files.ts";
import { forHost, withHostResults } from "./host-answer.ts";
import { optimizeLateFor } from "./optimize-late.ts";
import type { Options } from "./option-table.ts";
import { readInputs } from "./read-inputs.ts";

/** The manifests as they were before podgraft. */
export function uninjectCommand(options: Options, progress?: Progress): CommandResult {
  const problem = inPlaceProblem(options);
  if (problem) return usage(problem);
  const { inputs, diagnostics: unread, notes } = readInputs(options.file, { refusesEmpty: !options["allow-empty"] });
  return noted(notes, unread.length > 0 ? failed(unread) : uninjected(inputs, options, progress));
}

function uninjected(inputs: readonly NamedText[], options: Options, progress?: Progress): CommandResult {
  optimizeLateFor(inputs);
  const { texts, diagnostics, count, names } = uninjectTexts(inputs, { only: options.only, progress });
  if (!texts || hasErrors(diagnostics)) return forHost(inputs, failed(diagnostics, texts === undefined ? 2 : 1));
  const edited = editedFiles(inputs, withHostResults(inputs, texts, diagnostics), options);
  const result = { ...edited, diagnostics, done: `${count} uninjected${absent(options.only, names)}`, code: 0 };
  return options.output === undefined ? result : forHost(inputs, result);
}

/** A warning that nothing comes from the named configuration: the name may be misspelt. */
function absent(only: string | undefined, names: readonly string[]): string {
  if (only === undefined || names.includes(only)) return "";
  return `: nothing comes from the configuration ${only}${names.length === 0 ? "" : `, only of ${names.join(", ")}`}`;
}
