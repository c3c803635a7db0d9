import { checkTexts } from "../app/check/check.ts";
import { fixTexts } from "../app/check/fix.ts";
import { parseSuppressions } from "../app/check/suppress.ts";
import { diffTexts, maskedDifferences } from "../app/diff/differences.ts";
import type { SourceTexts } from "../app/inject/sources.ts";
import type { Progress } from "../app/load-texts.ts";
import { maskOf } from "../app/mask.ts";
import type { Severity } from "../diagnostic/codes.ts";
import type { Diagnostic } from "../diagnostic/diagnostic.ts";
import { findingsJson } from "../report/findings-json.ts";
import { findingsText } from "../report/findings-text.ts";
import { githubAnnotations } from "../report/github.ts";
import { junit } from "../report/junit.ts";
import { markdownReport } from "../report/markdown.ts";
import { type CommandResult, errorCode, failed, noted, usage } from "./command-result.ts";
import { type ChoiceOf, chosen } from "./command-table.ts";
import { docsPage, docsUrlProblem } from "./docs-page.ts";
import { changedFiles } from "./edited-files.ts";
import { forHost } from "./host-answer.ts";
import type { Options } from "./option-table.ts";
import { givenTexts, type ReadSources, readSourceTexts } from "./read-sources.ts";
import { columnsOf, paintOf } from "./terminal.ts";
import { version } from "./version.ts";
import { wrapped } from "./wrapped.ts";

const ranks: Readonly<Record<Severity, number>> = { error: 2, warning: 1, info: 0 };

/** Finds what is wrong with workloads that are injected, running, or not yet injected. */
export async function checkCommand(options: Options, progress?: Progress): Promise<CommandResult> {
  const suppressions = parseSuppressions(options.suppress);
  if ("problem" in suppressions) return usage(suppressions.problem);
  const problem = docsUrlProblem(options["docs-url"], chosen("check", "report", options));
  if (problem !== undefined) return usage(problem);
  if (options.fix && options.file.includes("-")) return usage("--fix has no file to write standard input back to; name files with -f");
  const sources = await readSourceTexts(options, { progress, chooses: true });
  return "code" in sources ? sources : noted(sources.notes, await checked(sources, suppressions.suppresses, options));
}

async function checked(sources: ReadSources, suppresses: (found: Diagnostic) => boolean, options: Options): Promise<CommandResult> {
  const requireInjected = options["require-injected"];
  const fixing = options.fix ? fixTexts(sources, { requireInjected, suppresses }) : undefined;
  const { findings, count, diagnostics } = fixing ?? checkTexts(sources, { requireInjected });
  if (!findings) return forHost(sources.inputs, failed(diagnostics));
  const left = findings.filter((found) => !suppresses(found));
  const fixed = fixing?.fixed ?? [];
  const least = ranks[chosen("check", "fail-on", options)];
  const fails = ({ severity }: Diagnostic) => ranks[severity] >= least;
  const heard = options.verbose || least === 0 ? left : left.filter(({ severity }) => severity !== "info");
  const isHidden = chosen("check", "report", options) === "text" && heard.length < left.length;
  const found = fixing ? `fixed ${fixed.length}, left ${countText(left, isHidden)}` : `found ${countText(left, isHidden)}`;
  const done = count === 0 ? `${found}; the input has no workload to check` : found;
  const writers: Readonly<Record<ChoiceOf<"check", "report">, () => string | Promise<string>>> = {
    text: () => wrapped(findingsText([...fixed, ...heard], paintOf(1, options)), columnsOf(1, options)),
    json: () => findingsJson([...fixed, ...left]),
    sarif: async () =>
      (await import("../report/sarif.chunk.ts")).sarif([...fixed, ...left], { version, page: docsPage(options["docs-url"]) }),
    junit: () => junit(left, { fails }),
    github: () => githubAnnotations(heard),
    markdown: () => {
      const after = fixing?.texts ? withTexts(sources, fixing.texts) : sources;
      // Many people read a pull request.
      const given = givenTexts(after);
      return markdownReport({ ...maskedDifferences(diffTexts(after), given), findings: maskOf(given).told(heard), title: done });
    },
  };
  const data = await writers[chosen("check", "report", options)]();
  const files = fixing?.texts && changedFiles(sources.inputs, fixing.texts);
  const result = { data, ...(files && { files }), diagnostics: [], done, code: left.some(fails) ? errorCode(left) : 0 };
  return forHost(sources.inputs, result, left);
}

function withTexts(sources: SourceTexts, texts: readonly string[]): SourceTexts {
  return { ...sources, inputs: sources.inputs.map((input, i) => ({ ...input, text: texts[i] as string })) };
}

function countText(findings: readonly Diagnostic[], isHidden: boolean): string {
  const counts = (["error", "warning", "info"] as const).flatMap((severity) => {
    const count = findings.filter((found) => found.severity === severity).length;
    const hint = severity === "info" && isHidden ? ` (--verbose shows ${count === 1 ? "it" : "them"})` : "";
    return count === 0 ? [] : [`${count} ${severity}${count === 1 ? "" : "s"}${hint}`];
  });
  return counts.length === 0 ? "nothing" : counts.join(", ");
}
