import type { ExplainedDecision, Explanation } from "../app/explain/explanation.ts";
import { visibleLine } from "../diagnostic/visible.ts";
import { graftText } from "./graft-counts.ts";
import type { Paint } from "./paint.ts";
import { locationText, resourceText } from "./summary.ts";

/** A line for each decision; with `verbose`, also every fact consulted, in order, and what would change the answer. */
export function explainText(
  explanations: readonly Explanation[],
  { verbose, paint = visibleLine }: { verbose: boolean; paint?: Paint },
): string {
  return explanations
    .flatMap((explanation) =>
      explanation.decisions.flatMap((decision) => [
        headLine(explanation, decision, paint),
        ...(verbose ? details(decision).map((line) => paint(`    ${line}`)) : []),
      ]),
    )
    .map((line) => `${line}\n`)
    .join("");
}

function headLine(explanation: Explanation, decision: ExplainedDecision, paint: Paint): string {
  const { graft: name, inject, reason } = decision;
  const outcome = paint(inject ? "injected" : "not injected", inject ? "yes" : "no");
  return `${paint(`${subjectText(explanation)}: ${graftText({ ...decision, name })} is`)} ${outcome}: ${paint(reason)}`;
}

/** `Deployment shop/web (app.yaml:12)`, with the pod template's path if the object may have several. */
export function subjectText({ resource, location, podTemplate }: Explanation): string {
  const where = location === undefined ? "" : ` (${locationText(location)})`;
  const template = ["", "spec.template", "template", "spec.jobTemplate.spec.template"].includes(podTemplate) ? "" : ` ${podTemplate}`;
  return `${resourceText(resource)}${template}${where}`;
}

function details({ evidence, inject, code, wouldChange }: ExplainedDecision): readonly string[] {
  const facts = evidence.map(({ fact, found, source }) => `${fact}: ${found}${source === undefined ? "" : ` (${locationText(source)})`}`);
  const other = inject ? "not be injected" : "be injected";
  return [
    ...[...facts, `${inject ? "injected" : "not injected"} (${code})`].map((line, i) => (i === 0 ? line : `-> ${line}`)),
    ...(wouldChange.length === 0 ? [] : [`it would ${other} with ${wouldChange.join("; or ")}`]),
  ];
}
