import { type FunctionOptions, type FunctionResult, runFunction } from "../app/inject/function.ts";
import { type Diagnostic, hasErrors } from "../diagnostic/diagnostic.ts";
import { graftCounts } from "../report/graft-counts.ts";
import { summaryText } from "../report/summary.ts";
import { workloadLines } from "../report/workload-lines.ts";
import { isLong, optimizeLate } from "./optimize-late.ts";
import { writeErr, writeOutPieces } from "./process-io.ts";
import { readText } from "./read-text.ts";

/** The KRM function on stdin and stdout. Exit 0 done, 1 an error with the list given back as it was, 2 no list could be read. */
export function runStdinFunction(): number {
  const read = readText("-");
  return deliver("text" in read ? runFunction(read.file, read.text, optionsFor(read.text)) : read);
}

/**
 * V8 accepts compiled code only with the flags that it was compiled with, so the flags change after every chunk is
 * loaded.
 */
function optionsFor({ length }: string): FunctionOptions {
  return isLong(length) ? { beforeParts: () => optimizeLate(length) } : {};
}

/** The lines of a list that a host sends are not those of its user's files. */
function withoutLine(told: Diagnostic): Diagnostic {
  const { resource, location, originLocation, ...rest } = told;
  if (!resource || resource.name === "") return told;
  return { resource, ...rest, ...(location && location.file !== "stdin" && { location }), ...(originLocation && { originLocation }) };
}

/** Data on stdout, the summary on stderr, which is all that kustomize shows. */
export function deliver({ output, diagnostics }: FunctionResult): number {
  const failed = hasErrors(diagnostics);
  if (output !== undefined) writeOutPieces(output);
  const done = failed ? "nothing was changed" : graftCounts(diagnostics);
  writeErr(summaryText(diagnostics.map(withoutLine), { done, lines: failed ? [] : workloadLines(diagnostics) }));
  if (!failed) return 0;
  return output === undefined ? 2 : 1;
}
