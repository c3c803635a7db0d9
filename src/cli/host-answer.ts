import { withResults } from "../app/inject/function.ts";
import type { NamedText } from "../app/named-text.ts";
import type { CommandResult } from "./command-result.ts";

/**
 * The result of a command that changes nothing, as a host needs it: if standard input is a ResourceList, the list goes
 * back unchanged, with the findings as its results. A host takes any other answer for what is left of its resources.
 *
 * Source: kpt internal/fnruntime: an exec function that prints nothing and exits 0 deletes the package.
 */
export function forHost(inputs: readonly NamedText[], result: CommandResult, found = result.diagnostics): CommandResult {
  const input = inputs.find(({ file }) => file === "stdin");
  const answer = input && withResults(input.file, input.text, found);
  return answer ? { ...result, answer } : result;
}

/** The texts that a command returns; a ResourceList from a host also has the findings. */
export function withHostResults(
  inputs: readonly NamedText[],
  texts: readonly string[],
  found: CommandResult["diagnostics"],
): readonly string[] {
  return texts.map((text, i) => {
    const list = inputs[i]?.file === "stdin" ? withResults("stdin", text, found) : undefined;
    return list?.join("") ?? text;
  });
}
