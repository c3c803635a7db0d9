import { type Differences, diffTexts, maskedDifferences } from "../app/diff/differences.ts";
import type { Progress } from "../app/load-texts.ts";
import type { NamedText } from "../app/named-text.ts";
import { visibleLine } from "../diagnostic/visible.ts";
import { differencesSummary, differencesText } from "../report/differences-text.ts";
import { graftCounts } from "../report/graft-counts.ts";
import { jsonText } from "../report/json-text.ts";
import { kustomizePatches } from "../report/kustomize-patches.ts";
import { markdownReport } from "../report/markdown.ts";
import { coloured, foldedDiff, logged, unifiedDiff } from "../report/unified-diff.ts";
import { type CommandResult, errorCode, failed, noted, usage } from "./command-result.ts";
import { type ChoiceOf, chosen } from "./command-table.ts";
import { forHost } from "./host-answer.ts";
import type { Options } from "./option-table.ts";
import { readConfigAt } from "./read-config.ts";
import { givenTexts, type ReadSources, readSourceTexts } from "./read-sources.ts";
import { isColoured } from "./terminal.ts";

/** Shows what injection, or another configuration, would change. */
export async function diffCommand(options: Options, progress?: Progress): Promise<CommandResult> {
  if (options.summary && (options.format === "patch" || options.format === "markdown"))
    return usage(`--summary only counts, and --format ${options.format} cannot; give --format text or json, or no --summary`);
  if (options.mask && options.format === "patch")
    return usage("a masked patch would write the marks; give --format text or json, or no --mask");
  const sources = await readSourceTexts(options, { progress, chooses: true });
  const named = options.against === undefined ? undefined : await readConfigAt(options.against);
  const against = named && "config" in named ? named.config : named;
  const unread = against && "diagnostics" in against ? against.diagnostics : [];
  if ("code" in sources) return { ...sources, diagnostics: [...sources.diagnostics, ...unread] };
  if (against && "diagnostics" in against) return noted(sources.notes, failed(unread));
  return noted(sources.notes, comparedWith(sources, against, options));
}

function comparedWith(sources: ReadSources, against: NamedText | undefined, options: Options): CommandResult {
  const compared = diffTexts(sources, { against });
  // Many people read a pull request.
  const found = options.mask || options.format === "markdown" ? maskedDifferences(compared, givenTexts(sources, against)) : compared;
  const { differences, diagnostics } = found;
  if (!differences) return forHost(sources.inputs, failed(diagnostics, found.isRead ? errorCode(diagnostics) : 2));
  const code = differences.length === 0 || options["exit-zero"] ? 0 : 1;
  return forHost(sources.inputs, {
    data: writers[chosen("diff", "format", options)]({ ...found, differences }, options),
    diagnostics,
    done: graftCounts(diagnostics, "would be injected"),
    code,
  });
}

type Found = Differences & Required<Pick<Differences, "differences">>;

const writers: Readonly<Record<ChoiceOf<"diff", "format">, (found: Found, options: Options) => string>> = {
  text: textOf,
  json: ({ differences }, { summary }) =>
    jsonText(
      differences.map(({ delta, ...whole }) => {
        const { changes, ...counts } = whole;
        return summary ? counts : whole;
      }),
    ),
  markdown: (found, { against }) =>
    markdownReport({ ...found, title: `what ${against === undefined ? "injection" : visibleLine(against)} changes` }),
  patch: ({ differences }) => kustomizePatches(differences.map(({ resource, delta }) => ({ identity: resource, delta }))),
};

function textOf({ differences, texts, diagnostics }: Found, options: Options): string {
  if (options.summary) return differencesSummary(differences, diagnostics);
  // A file may be meant for `patch`.
  const isWhole = options.provenance || options.output !== undefined;
  const unified = texts.map(isWhole ? unifiedDiff : foldedDiff).join("");
  const shown = options.output !== undefined ? unified : isColoured(1, options) ? coloured(unified) : logged(unified);
  return (options.against === undefined ? "" : differencesText(differences)) + shown;
}
