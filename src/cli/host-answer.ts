import { withResults } from "../app/inject/function.ts";
import type { NamedText } from "../app/named-text.ts";
import type { CommandResult } from "./command-result.ts";

/**
 * The result of a command that changes nothing, as a host needs it: if standard input is a ResourceList, the list goes back
 * as it came, with what was found as its results. A host takes any other answer for what is left of its resources.
 *
 * Source: kpt internal/fnruntime: an exec function that prints nothing and exits 0 deletes the package.
 */
export function forHost(inputs: readonly NamedText[], result: CommandResult, found = result.diagnostics): CommandResult {
  const input = inputs.find(({ file }) => file === "stdin");
  const answer = input && withResults(input.file, input.text, found);
  return answer ? { ...result, answer } : result;
}
