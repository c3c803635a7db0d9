import { closeSync, existsSync, openSync, rmSync, statSync, writeFileSync } from "node:fs";
import { type Diagnostic, hasErrors } from "../diagnostic/diagnostic.ts";
import { visibleLine } from "../diagnostic/visible.ts";
import type { Paint } from "../report/paint.ts";
import { summaryText } from "../report/summary.ts";
import { workloadLines } from "../report/workload-lines.ts";
import { type CommandResult, noted } from "./command-result.ts";
import { fileFault } from "./file-fault.ts";
import type { Options } from "./option-table.ts";
import { writeErr, writeOut, writeOutPieces } from "./process-io.ts";
import { clearLeftovers } from "./temporary-files.ts";
import { columnsOf, paintOf } from "./terminal.ts";
import { wrapped } from "./wrapped.ts";
import { unwritable, writeFiles } from "./write-files.ts";
import { writeTree } from "./write-tree.ts";

/** Writes a command's result: first the data, then the report on standard error. Returns the exit status. */
export function deliverResult(given: CommandResult, options: Options): number {
  const { data, answer, files = [] } = given;
  const toWrite = [...files.map(({ file }) => file), ...(options.output === undefined || data === undefined ? [] : [options.output])];
  const result = noted(clearLeftovers(toWrite), given);
  const { diagnostics } = result;
  const unwritten = result.tree ? writeTree(result.tree) : writeFiles(files);
  const problems =
    unwritten.length === 0 && options.output !== undefined && data !== undefined ? writeOutput(options.output, data) : unwritten;
  if (problems.length > 0) {
    const done = unwritten.length === 0 && files.length > 0 ? result.done : "nothing was changed";
    return told({ ...result, diagnostics: [...diagnostics, ...problems], done, code: 2 }, options);
  }
  if (answer) writeOutPieces(answer);
  if (options.output === undefined && data !== undefined) (answer ? writeErr : writeOut)(data);
  return told(result, options);
}

/** Reports what was found, also to the file in --report-file, and returns the exit status. */
function told(result: CommandResult, options: Options): number {
  const text = reportText(result, options, paintOf(2, options));
  if (text !== "") writeErr(wrapped(text, columnsOf(2, options)));
  const file = options["report-file"];
  const problems = file === undefined ? [] : writeOutput(file, reportText(result, options, visibleLine));
  if (problems.length === 0) return result.code;
  writeErr(summaryText(problems, { done: "the report was not written", paint: paintOf(2, options) }));
  return 2;
}

function reportText({ diagnostics, done }: CommandResult, options: Options, paint: Paint): string {
  const { quiet, verbose } = options;
  const heard = quiet ? diagnostics.filter(({ severity }) => severity === "error") : diagnostics;
  const isSilent = heard.length === 0 && (quiet || done === "");
  // When every info is shown, a line for each workload would repeat it.
  const lines = quiet || verbose || hasErrors(diagnostics) ? [] : workloadLines(diagnostics);
  return isSilent ? "" : summaryText(heard, { done, lines, verbose, ...(!verbose && { shownBy: "--verbose" }), paint });
}

/**
 * Writes a file, new or not, whole or not at all. Something that is not a file, such as /dev/stdout, is written
 * directly.
 */
function writeOutput(file: string, text: string): readonly Diagnostic[] {
  const isNew = !existsSync(file);
  try {
    if (isNew) closeSync(openSync(file, "wx"));
    else if (isStream(file)) {
      writeFileSync(file, text);
      return [];
    }
  } catch (error) {
    return [unwritable(file, fileFault(file, error), "nothing was written")];
  }
  const problems = writeFiles([{ file, text }]);
  if (isNew && problems.length > 0) rmSync(file, { force: true });
  return problems;
}

function isStream(file: string): boolean {
  const found = statSync(file);
  return found.isFIFO() || found.isCharacterDevice() || found.isSocket();
}

/** Several texts as one stream of documents. */
export function joined(texts: readonly string[]): string {
  return texts.reduce((stream, text) => {
    if (stream === "") return text;
    const ended = stream.endsWith("\n") ? stream : `${stream}\n`;
    return text.startsWith("---") ? ended + text : `${ended}---\n${text}`;
  }, "");
}
