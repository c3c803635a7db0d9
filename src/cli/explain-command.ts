import { explainTexts } from "../app/explain.ts";
import { hasErrors } from "../diagnostic/diagnostic.ts";
import { explainMermaid } from "../report/explain-mermaid.ts";
import { explainText } from "../report/explain-text.ts";
import { jsonText } from "../report/json-text.ts";
import { graftCounts } from "../report/summary.ts";
import { type CommandResult, failed, usage } from "./command-result.ts";
import { parseLabels } from "./labels-option.ts";
import type { Options } from "./option-table.ts";
import { readSourceTexts } from "./read-sources.ts";

/** Why each pod template is injected or not. */
export async function explainCommand(options: Options): Promise<CommandResult> {
  const pod = parseLabels("pod-labels", options["pod-labels"]);
  const namespace = parseLabels("namespace-labels", options["namespace-labels"]);
  if ("problem" in pod) return usage(pod.problem);
  if ("problem" in namespace) return usage(namespace.problem);
  const sources = await readSourceTexts(options);
  if ("diagnostics" in sources) return failed(sources.diagnostics);
  const result = await explainTexts(sources, { podLabels: pod.labels, namespaceLabels: namespace.labels });
  const { explanations, diagnostics } = result;
  if (result.failed) return failed(diagnostics);
  const forms = {
    text: () => explainText(explanations, { verbose: options.verbose }),
    json: () => jsonText(explanations),
    mermaid: () => explainMermaid(explanations),
  };
  const form = (options.format ?? "text") as keyof typeof forms;
  // The decisions are the data: they need not be told once more.
  const told = diagnostics.filter(({ code }) => code !== "Grafted" && code !== "NotGrafted");
  return { data: forms[form](), diagnostics: told, done: graftCounts(diagnostics), code: hasErrors(diagnostics) ? 1 : 0 };
}
