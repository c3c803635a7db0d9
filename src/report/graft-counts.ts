import type { Diagnostic, GraftTold, ResourceIdentity } from "../diagnostic/diagnostic.ts";

/**
 * Counts each workload once, as injected or not: "3 injected (log-shipper 3.1.9, istio 1.30.5 in 2), 2 skipped (1 opted
 * out, 1 namespace not selected)". What is true for all has no number. If nothing is written, `injectedWord` is "would
 * be injected".
 */
export function graftCounts(diagnostics: readonly Diagnostic[], injectedWord = "injected"): string {
  const workloads = new Map<ResourceIdentity, { injected: Set<string>; skipped: Set<string> }>();
  for (const { code, resource, graft } of diagnostics) {
    if (!graft || !resource) continue;
    const workload = workloads.get(resource) ?? { injected: new Set(), skipped: new Set() };
    if (code === "Grafted") workload.injected.add(graftText(graft));
    else workload.skipped.add(graft.why);
    workloads.set(resource, workload);
  }
  const all = [...workloads.values()];
  const injected = all.flatMap((workload) => (workload.injected.size > 0 ? [workload.injected] : []));
  // Several reasons for one workload count as one, so that the counts add up.
  const skipped = all.flatMap((workload) => (workload.injected.size === 0 ? [new Set([[...workload.skipped].join(" and ")])] : []));
  const parts = [
    ...group(injectedWord, injected, (word, count) => `${word} in ${count}`),
    ...group("skipped", skipped, (word, count) => `${count} ${word}`),
  ];
  return parts.length === 0 ? "no workload found" : parts.join(", ");
}

/** "istio 1.30.5", "istio 1.31.0 (revision 1-31)", "istio 1.31.0 (configured: 1.30.5)". */
export function graftText({ name, version, configured, variant }: Omit<GraftTold, "why">): string {
  const there = version === undefined ? "" : ` ${version}`;
  return `${name}${there}${configured === undefined ? "" : ` (configured: ${configured})`}${variant === undefined ? "" : ` (${variant})`}`;
}

/** The number of workloads for each form of a graft with several forms. */
export function variantCounts(diagnostics: readonly Diagnostic[]): ReadonlyMap<string, number> {
  const found = new Map<string, Set<ResourceIdentity>>();
  for (const { code, resource, graft } of diagnostics) {
    if (code !== "Grafted" || !resource || graft?.variant === undefined) continue;
    const name = `${graft.name}, ${graft.variant}`;
    found.set(name, (found.get(name) ?? new Set()).add(resource));
  }
  return new Map([...found].map(([name, { size }]) => [name, size] as const).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function group(name: string, found: readonly ReadonlySet<string>[], counted: (word: string, count: number) => string): readonly string[] {
  if (found.length === 0) return [];
  const counts = new Map<string, number>();
  for (const words of found) for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  const told = [...counts].map(([word, count]) => (count === found.length ? word : counted(word, count)));
  return [`${found.length} ${name} (${told.join(", ")})`];
}
