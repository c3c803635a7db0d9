import { explainTexts, isSupposed } from "../app/explain/explain.ts";
import type { Supposed } from "../app/explain/explanation.ts";
import { maskedChanges } from "../app/explain/input-changes.ts";
import type { Progress } from "../app/load-texts.ts";
import { maskOf } from "../app/mask.ts";
import { hasErrors } from "../diagnostic/diagnostic.ts";
import { explainMermaid } from "../report/explain-mermaid.ts";
import { explainText } from "../report/explain-text.ts";
import { graftCounts } from "../report/graft-counts.ts";
import type { ExplainPage } from "../report/html/explain-html.chunk.ts";
import { jsonText } from "../report/json-text.ts";
import { type CommandResult, errorCode, failed, noted, usage } from "./command-result.ts";
import { type ChoiceOf, chosen } from "./command-table.ts";
import { forHost } from "./host-answer.ts";
import { parseLabels } from "./labels-option.ts";
import type { Options } from "./option-table.ts";
import { givenTexts, type ReadSources, readSourceTexts } from "./read-sources.ts";
import { columnsOf, paintOf } from "./terminal.ts";
import { version } from "./version.ts";
import { wrapped } from "./wrapped.ts";

/** Says why each pod template is injected or not. */
export async function explainCommand(options: Options, progress?: Progress): Promise<CommandResult> {
  const pod = parseLabels("pod-labels", options["pod-labels"]);
  const namespace = parseLabels("namespace-labels", options["namespace-labels"]);
  if ("problem" in pod) return usage(pod.problem);
  if ("problem" in namespace) return usage(namespace.problem);
  const sources = await readSourceTexts(options, { progress, chooses: true });
  if ("code" in sources) return sources;
  return noted(sources.notes, await explained(sources, { podLabels: pod.labels, namespaceLabels: namespace.labels }, options));
}

async function explained(sources: ReadSources, supposed: Supposed, options: Options): Promise<CommandResult> {
  const { explanations, diagnostics, changes, failed: isUnread } = explainTexts(sources, supposed);
  if (isUnread) return forHost(sources.inputs, failed(diagnostics));
  const format = chosen("explain", "format", options);
  const shown = format === "html" ? changes() : [];
  const mask = options.mask ? maskOf([...givenTexts(sources), ...shown.map(({ after }) => after)]) : undefined;
  // The decisions are the data, so they are not reported again.
  const undecided = diagnostics.filter(({ code }) => code !== "Grafted" && code !== "NotGrafted");
  const told = mask?.told(undecided) ?? undecided;
  const writers: Readonly<Record<ChoiceOf<"explain", "format">, () => string | Promise<string>>> = {
    text: () => wrapped(explainText(explanations, { verbose: options.verbose, paint: paintOf(1, options) }), columnsOf(1, options)),
    json: () => jsonText(explanations),
    mermaid: () => explainMermaid(explanations),
    html: () => htmlOf({ explanations, diagnostics: told, changes: mask ? maskedChanges(shown, mask) : shown, supposed, version }),
  };
  const result = {
    data: await writers[format](),
    diagnostics: told,
    done: isSupposed(supposed) ? "" : graftCounts(diagnostics, "would be injected"),
    code: hasErrors(diagnostics) ? errorCode(diagnostics) : 0,
  };
  return forHost(sources.inputs, result, diagnostics);
}

async function htmlOf(page: ExplainPage): Promise<string> {
  const { explainHtml } = await import("../report/html/explain-html.chunk.ts");
  return explainHtml(page);
}
