import { writeFileSync } from "node:fs";
import type { TextsResult } from "../app/texts.ts";
import { type Diagnostic, diagnostic, hasErrors } from "../diagnostic/diagnostic.ts";
import { type SummaryOptions, summaryText } from "../report/summary.ts";
import { writeErr, writeOut } from "./process-io.ts";

/** The texts as one stream on stdout or into a file, the report on stderr; nothing where there is an error. */
export function deliverTexts(
  { texts, diagnostics }: TextsResult,
  { output, ...summary }: SummaryOptions & { readonly output?: string | undefined },
): number {
  if (!texts || hasErrors(diagnostics)) return fail(diagnostics, texts === undefined ? 2 : 1);
  const stream = joined(texts);
  if (output === undefined) writeOut(stream);
  else {
    const problem = written(output, stream);
    if (problem) return fail([...diagnostics, problem]);
  }
  writeErr(summaryText(diagnostics, summary));
  return 0;
}

/** Tells why nothing was done. */
export function fail(diagnostics: readonly Diagnostic[], code = 2): number {
  writeErr(summaryText(diagnostics, { done: "nothing was changed" }));
  return code;
}

/** Several texts as one stream of documents. */
function joined(texts: readonly string[]): string {
  return texts.reduce((stream, text) => {
    if (stream === "") return text;
    const ended = stream.endsWith("\n") ? stream : `${stream}\n`;
    return text.startsWith("---") ? ended + text : `${ended}---\n${text}`;
  }, "");
}

function written(file: string, text: string): Diagnostic | undefined {
  try {
    writeFileSync(file, text);
    return undefined;
  } catch (error) {
    return diagnostic("InvalidInput", {
      message: `Cannot write ${file}: ${(error as Error).message}; expected a file that can be written`,
      fix: "correct the path or its permissions",
      location: { file },
    });
  }
}
