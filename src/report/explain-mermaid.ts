import type { ExplainedDecision, Explanation } from "../app/explain/explanation.ts";
import { visible } from "../diagnostic/visible.ts";
import { subjectText } from "./explain-text.ts";
import { graftText } from "./graft-counts.ts";
import { locationText } from "./summary.ts";

/** The decisions as a Mermaid flowchart: for each pod template and graft the facts consulted, one below the other. */
export function explainMermaid(explanations: readonly Explanation[]): string {
  const charts = explanations.flatMap((explanation, i) => [
    `  w${i}["${label(subjectText(explanation))}"]`,
    ...explanation.decisions.flatMap((decision, j) => chain(decision, { from: `w${i}`, id: `w${i}g${j}` })),
  ]);
  return [
    "flowchart TD",
    ...charts,
    "  classDef yes fill:#d7f0dc,stroke:#2e7d32,color:#000",
    "  classDef no fill:#eee,stroke:#777,color:#000",
    "",
  ].join("\n");
}

function chain(decision: ExplainedDecision, { from, id }: { from: string; id: string }): readonly string[] {
  const { graft: name, evidence, inject, reason } = decision;
  const facts = evidence.map(({ fact, found, source }) => `${fact}: ${found}${source === undefined ? "" : ` (${locationText(source)})`}`);
  const nodes = facts.map((fact, i) => `  ${id}f${i}["${label(fact)}"]`);
  const end = `  ${id}end(["${label(`${graftText({ ...decision, name })} is ${inject ? "injected" : "not injected"}: ${reason}`)}"]):::${inject ? "yes" : "no"}`;
  const steps = [from, ...facts.map((_, i) => `${id}f${i}`), `${id}end`];
  return [...nodes, end, `  ${steps.join(" --> ")}`];
}

/** Mermaid reads `#name;` as a character's entity, and ends a text at a quote. */
function label(text: string): string {
  return visible(text).replace(/[#"<>&;]/g, (character) => `#${character.charCodeAt(0)};`);
}
