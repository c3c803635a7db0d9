import type { ExplainedDecision, Explanation } from "../../app/explain/explanation.ts";
import { graftText } from "../graft-counts.ts";
import { groupedFindings, locationText } from "../summary.ts";
import { diffBlock, diffStat } from "./diff-block.ts";
import { type Html, html } from "./markup.ts";
import { findingList } from "./overview.ts";
import type { WorkloadEntry } from "./workload-entries.ts";
import { type FilterKeys, keysOf } from "./workload-filters.ts";

/** A row for each workload, and below it the details that open: the decision, the findings, the changes. */
export function workloadTable(entries: readonly WorkloadEntry[], keys: FilterKeys): Html {
  return html`${MARKS}
<table class="workloads"><caption class="unseen">Each workload with what is injected; below it, to be opened, why and what changes</caption>
<thead><tr><th scope="col">Workload</th><th scope="col" class="broad">Kind</th><th scope="col" class="broad">Namespace</th><th scope="col">Sidecars</th></tr></thead>
${entries.map((entry) => workload(entry, keys))}
</table>
<p id="none" class="empty" hidden>No workload is left with these filters.</p>`;
}

const MARKS = html`<svg class="unseen" aria-hidden="true"><symbol id="yes" viewBox="0 0 12 12"><path d="M2 6.5 5 9.5 10 3"/></symbol><symbol id="no" viewBox="0 0 12 12"><path d="M3 6H9"/></symbol></svg>`;

function workload(entry: WorkloadEntry, keys: FilterKeys): Html {
  const { resource, explanations, isInjected } = entry;
  const { namespace = "", location } = explanations[0] as Explanation;
  const own = keysOf(entry, keys);
  const name = resource.name === "" ? "(no name)" : resource.name;
  const place = location === undefined ? "" : locationText(location);
  return html`<tbody class="workload" data-namespace="${own.namespace}" data-kind="${own.kind}" data-reason="${own.reason}" data-injected="${isInjected ? "yes" : "no"}">
<tr><th scope="row"><bdi class="name">${name}</bdi><span class="narrow">${resource.kind}${namespace === "" ? "" : html` in <bdi>${namespace}</bdi>`}</span><span class="place"><bdi>${breakable(place, "/")}</bdi></span></th><td class="broad">${resource.kind}</td><td class="broad"><bdi>${namespace}</bdi></td><td><ul class="chips">${chips(explanations)}</ul></td></tr>
<tr class="more"><td colspan="4"><details><summary>${headline(entry)}</summary>${inside(entry)}</details></td></tr>
</tbody>
`;
}

/** A path that may wrap after each slash, or a list that may wrap after each comma. */
function breakable(text: string, mark: "/" | ","): readonly Html[] {
  const parts = text.split(mark);
  return parts.map((part, i) => (i === parts.length - 1 ? html`${part}` : html`${part}${mark}<wbr>`));
}

/** Each sidecar once, however many pod templates there are. */
function chips(explanations: readonly Explanation[]): readonly Html[] {
  const decisions = explanations.flatMap((explanation) => explanation.decisions);
  return [...new Set(decisions.map(({ graft }) => graft))].map((graft) => {
    const yes = decisions.some((decision) => decision.graft === graft && decision.inject);
    return html`<li class="chip ${yes ? "yes" : "no"}">${mark(yes)}<bdi>${graft}</bdi><span class="unseen"> ${yes ? "injected" : "not injected"}</span></li>`;
  });
}

function mark(yes: boolean): Html {
  return html`<svg class="mark" aria-hidden="true"><use href="#${yes ? "yes" : "no"}"/></svg>`;
}

function headline({ resource, explanations, findings, hunks }: WorkloadEntry): Html {
  const flags = (["error", "warning"] as const).flatMap((severity) => {
    const count = findings.filter((finding) => finding.severity === severity).length;
    return count === 0 ? [] : [`${count} ${severity}${count === 1 ? "" : "s"}`];
  });
  return html`<span><span class="unseen">${resource.kind} ${resource.name}: </span>${reasonsText(explanations)}</span>${flags.length === 0 ? undefined : html` <span class="flag">${flags.join(", ")}</span>`}${diffStat(hunks)}`;
}

/** "istio: the pod opts out; log-shipper, vault-agent: the selectors match". */
function reasonsText(explanations: readonly Explanation[]): string {
  const grafts = new Map<string, Set<string>>();
  for (const { graft, reason } of explanations.flatMap(({ decisions }) => decisions))
    grafts.set(reason, (grafts.get(reason) ?? new Set()).add(graft));
  return [...grafts].map(([reason, names]) => `${[...names].join(", ")}: ${reason}`).join("; ");
}

function inside(entry: WorkloadEntry): Html {
  const { explanations, findings } = entry;
  return html`<div class="inside">
${explanations.map((explanation) => template(explanation, { isOne: explanations.length === 1 }))}
${findings.length === 0 ? undefined : html`<h3>What was found</h3>${findingList(groupedFindings(findings))}`}
<h3>What injection changes</h3>
${diffBlock(entry)}
</div>`;
}

function template({ podTemplate, decisions }: Explanation, { isOne }: { isOne: boolean }): Html {
  return html`<h3>${isOne ? "Why" : html`Why, for the pod template <code>${podTemplate}</code>`}</h3><div class="decisions">${decisions.map(decision)}</div>`;
}

function decision(decided: ExplainedDecision): Html {
  const { graft: name, inject, reason } = decided;
  return html`<section class="decision card"><h4>${mark(inject)}<bdi>${graftText({ ...decided, name })}</bdi> is ${inject ? "injected" : "not injected"}</h4><p class="muted">${reason}</p>${decisionPath(decided)}</section>`;
}

/** The facts in the order in which they were consulted, the decision, and what would change it. */
function decisionPath({ evidence, inject, code, wouldChange }: ExplainedDecision): Html {
  const facts = evidence.map(({ fact, found, source }) => {
    const place = source === undefined ? "" : locationText(source);
    return html`<li><span class="fact"><bdi>${fact}</bdi></span> <code>${breakable(found, ",")}</code>${place === "" ? undefined : html` <span class="place"><bdi>${place}</bdi></span>`}</li>`;
  });
  const end = html`<li class="end ${inject ? "yes" : "no"}">${inject ? "injected" : "not injected"} <code>${code}</code></li>`;
  return html`<ol class="path">${facts}${end}</ol>${
    wouldChange.length === 0
      ? undefined
      : html`<div class="turn"><p>It would ${inject ? "not be injected" : "be injected"} with${wouldChange.length > 1 ? " any one of these" : ""}</p><ul>${wouldChange.map((lever) => html`<li>${lever}</li>`)}</ul></div>`
  }`;
}
