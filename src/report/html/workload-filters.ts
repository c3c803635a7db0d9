import { type Html, html } from "./markup.ts";
import type { WorkloadEntry } from "./workload-entries.ts";

/** The values that workloads can be filtered by, each with its number in the page's attributes. */
export interface FilterKeys {
  readonly namespaces: ReadonlyMap<string, number>;
  readonly kinds: ReadonlyMap<string, number>;
  readonly reasons: ReadonlyMap<string, number>;
}

export function filterKeys(entries: readonly WorkloadEntry[]): FilterKeys {
  return {
    namespaces: numbered(entries.flatMap(namespacesOf)),
    kinds: numbered(entries.map(({ resource }) => resource.kind)),
    reasons: numbered(entries.flatMap(reasonsOf)),
  };
}

/** The numbers of what a workload has. */
export function keysOf(entry: WorkloadEntry, { namespaces, kinds, reasons }: FilterKeys) {
  const numbers = (keys: ReadonlyMap<string, number>, values: readonly string[]) =>
    [...new Set(values)].map((value) => keys.get(value)).join(" ");
  return {
    namespace: numbers(namespaces, namespacesOf(entry)),
    kind: numbers(kinds, [entry.resource.kind]),
    reason: numbers(reasons, reasonsOf(entry)),
  };
}

function namespacesOf({ explanations }: WorkloadEntry): readonly string[] {
  return explanations.map(({ namespace = "" }) => namespace);
}

function reasonsOf({ explanations }: WorkloadEntry): readonly string[] {
  return explanations.flatMap(({ decisions }) => decisions.map(({ reason }) => reason));
}

function numbered(values: readonly string[]): ReadonlyMap<string, number> {
  return new Map([...new Set(values)].sort().map((value, i) => [value, i]));
}

/** Hidden until its script shows it. */
export function filterForm({ namespaces, kinds, reasons }: FilterKeys): Html {
  const injected = new Map([
    ["injected", "yes"],
    ["not injected", "no"],
  ]);
  return html`<noscript><p class="muted">The filters need JavaScript; all else works without it.</p></noscript>
<form id="filters" class="filters" role="search" aria-label="Filter the workloads" hidden>
<div class="field wide"><label for="text">Text</label><input id="text" name="text" type="search" autocomplete="off" spellcheck="false" placeholder="name, file, label, reason"></div>
${select({ name: "namespace", label: "Namespace", values: namespaces })}
${select({ name: "kind", label: "Kind", values: kinds })}
${select({ name: "injected", label: "Injected", values: injected })}
${select({ name: "reason", label: "Reason", values: reasons })}
<div class="buttons"><button type="reset">Clear</button><button type="button" id="open">Open all shown</button><button type="button" id="close">Close all</button></div>
<p id="count" class="muted" role="status"></p>
</form>`;
}

function select({ name, label, values }: { name: string; label: string; values: ReadonlyMap<string, string | number> }): Html {
  const options = [...values].map(([text, key]) => html`<option value="${key}">${text === "" ? "(none)" : text}</option>`);
  return html`<div class="field"><label for="${name}">${label}</label><select id="${name}" name="${name}"><option value="">all</option>${options}</select></div>`;
}
