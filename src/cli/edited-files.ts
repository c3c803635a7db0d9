import type { NamedText } from "../app/named-text.ts";
import type { ChangedFile, CommandResult } from "./command-result.ts";
import { joined } from "./deliver.ts";
import type { Options } from "./option-table.ts";

/** Texts before and after: with `--in-place` the changed files, otherwise one stream. */
export function editedFiles(
  inputs: readonly NamedText[],
  texts: readonly string[],
  options: Options,
): Pick<CommandResult, "data" | "files"> {
  if (!options["in-place"]) return { data: joined(texts) };
  return { files: changedFiles(inputs, texts) };
}

/** The files whose text has changed. */
export function changedFiles(inputs: readonly NamedText[], texts: readonly string[]): readonly ChangedFile[] {
  return inputs.flatMap(({ file, text }, i) => (texts[i] === text ? [] : [{ file, text: texts[i] as string }]));
}

/** What forbids `--in-place`. */
export function inPlaceProblem(options: Options): string | undefined {
  return options["in-place"] && options.file.includes("-")
    ? "--in-place has no file to write standard input back to; leave it out, or name files with -f"
    : undefined;
}
