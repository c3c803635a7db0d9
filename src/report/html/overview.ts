import type { ExplainedDecision } from "../../app/explain/explanation.ts";
import { type Diagnostic, hasErrors } from "../../diagnostic/diagnostic.ts";
import { groupedFindings, placesOf } from "../summary.ts";
import { type Html, html } from "./markup.ts";
import type { WorkloadEntry } from "./workload-entries.ts";

/** The summary: counts, a card for each sidecar, and the findings. */
export function overview(entries: readonly WorkloadEntry[], diagnostics: readonly Diagnostic[]): Html {
  const told = diagnostics.filter(({ severity }) => severity !== "info");
  return html`<section aria-labelledby="summary"><h2 id="summary">Summary</h2>
${hasErrors(told) ? html`<p class="banner">There are errors: nothing is injected until they are fixed.</p>` : undefined}
${tiles(entries, told)}
${sidecars(entries)}
</section>
${told.length === 0 ? undefined : findingsSection(told)}`;
}

function tiles(entries: readonly WorkloadEntry[], told: readonly Diagnostic[]): Html {
  const injected = entries.filter(({ isInjected }) => isInjected).length;
  const count = (severity: string) => told.filter((found) => found.severity === severity).length;
  const counts = [
    { name: "workloads", value: entries.length, look: "plain" },
    { name: "injected", value: injected, look: "yes" },
    { name: "not injected", value: entries.length - injected, look: "no" },
    { name: "warnings", value: count("warning"), look: count("warning") === 0 ? "plain" : "warning" },
    ...(count("error") === 0 ? [] : [{ name: "errors", value: count("error"), look: "error" }]),
  ];
  return html`<dl class="tiles">${counts.map(({ name, value, look }) => html`<div class="tile ${look}"><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;
}

function sidecars(entries: readonly WorkloadEntry[]): Html {
  const bySidecar = new Map<string, ExplainedDecision[]>();
  for (const decision of entries.flatMap(({ explanations }) => explanations.flatMap(({ decisions }) => decisions))) {
    const others = bySidecar.get(decision.graft);
    if (others) others.push(decision);
    else bySidecar.set(decision.graft, [decision]);
  }
  if (bySidecar.size === 0) return html`<p class="empty">No pod template was found, or the configuration grafts nothing.</p>`;
  return html`<ul class="sidecars">${[...bySidecar].map(([name, decisions]) => sidecar(name, decisions))}</ul>`;
}

function sidecar(name: string, decisions: readonly ExplainedDecision[]): Html {
  const injected = decisions.filter(({ inject }) => inject).length;
  const reasons = new Map<string, { inject: boolean; count: number }>();
  for (const { reason, inject } of decisions) reasons.set(reason, { inject, count: (reasons.get(reason)?.count ?? 0) + 1 });
  const sorted = [...reasons].sort(([, a], [, b]) => Number(b.inject) - Number(a.inject) || b.count - a.count);
  const share = (100 * injected) / decisions.length;
  return html`<li class="card"><h3><bdi>${name}</bdi></h3>
<p>in ${injected} of ${decisions.length} pod templates</p>
<svg class="bar" viewBox="0 0 100 2" preserveAspectRatio="none" aria-hidden="true"><rect width="100" height="2"/><rect class="yes" width="${share.toFixed(1)}" height="2"/></svg>
<ul>${sorted.map(([reason, { inject, count }]) => html`<li><span class="count ${inject ? "yes" : "no"}">${count}</span>${reason}</li>`)}</ul></li>`;
}

/** Errors come first; findings that would push the workloads far down are collapsed. */
function findingsSection(told: readonly Diagnostic[]): Html {
  const sorted = [...told].sort((a, b) => Number(b.severity === "error") - Number(a.severity === "error"));
  const groups = groupedFindings(sorted);
  const rest = groups.slice(FIRST);
  return html`<section aria-labelledby="findings"><h2 id="findings">Errors and warnings</h2>
${findingList(groups.slice(0, FIRST))}
${rest.length === 0 ? undefined : html`<details class="rest"><summary>${rest.length} more</summary>${findingList(rest)}</details>`}
</section>`;
}

const FIRST = 5;

/** Findings, those that say the same in one. */
export function findingList(groups: readonly (readonly Diagnostic[])[]): Html {
  return html`<ul class="findings">${groups.map(finding)}</ul>`;
}

const SHOWN = 3;

function finding(group: readonly Diagnostic[]): Html {
  const { severity, code, message, excerpt = [], fix } = group[0] as Diagnostic;
  const [origin, of] = placesOf(group);
  const places = origin === "" ? of : [origin, ...of];
  const list = html`<ul class="places">${places.map((place) => html`<li><bdi>${place}</bdi></li>`)}</ul>`;
  return html`<li class="finding ${severity}"><p><strong class="severity">${severity}</strong> <code>${code}</code></p>
<p class="message">${message}${excerpt.map(
    (line) => html`
${line}`,
  )}</p>
${places.length > SHOWN ? html`<details><summary>${places.length} places</summary>${list}</details>` : list}
${fix === undefined ? undefined : html`<p><span class="muted">Fix:</span> ${fix}</p>`}</li>`;
}
