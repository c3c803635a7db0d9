import type { Explanation } from "../../app/explain/explanation.ts";
import type { InputChange } from "../../app/explain/input-changes.ts";
import type { Diagnostic, ResourceIdentity } from "../../diagnostic/diagnostic.ts";
import { compareLines, type Hunk, hunksOf, withFolds } from "../hunks.ts";

/** One row of the page: a workload with everything to report about it. */
export interface WorkloadEntry {
  readonly resource: ResourceIdentity;
  /** One for each pod template. */
  readonly explanations: readonly Explanation[];
  readonly isInjected: boolean;
  readonly findings: readonly Diagnostic[];
  /** Its input, and what injection changes there. */
  readonly file: string;
  readonly hunks: readonly Hunk[];
}

export function workloadEntries(
  explanations: readonly Explanation[],
  { findings, changes }: { findings: readonly Diagnostic[]; changes: readonly InputChange[] },
): readonly WorkloadEntry[] {
  const diffs = workloadDiffs(changes);
  const groups = new Map<ResourceIdentity, Explanation[]>();
  for (const explanation of explanations) {
    const group = groups.get(explanation.resource);
    if (group) group.push(explanation);
    else groups.set(explanation.resource, [explanation]);
  }
  return [...groups].map(([resource, own]) => ({
    resource,
    explanations: own,
    isInjected: own.some(({ decisions }) => decisions.some(({ inject }) => inject)),
    findings: findings.filter((found) => found.resource === resource),
    ...(diffs.get(resource) ?? { file: "", hunks: [] }),
  }));
}

function workloadDiffs(changes: readonly InputChange[]): ReadonlyMap<ResourceIdentity, Pick<WorkloadEntry, "file" | "hunks">> {
  const all = new Map<ResourceIdentity, Pick<WorkloadEntry, "file" | "hunks">>();
  for (const { file, before, after, extents } of changes) {
    const compared = withFolds(compareLines(before, after));
    for (const { resource, from, to } of extents) all.set(resource, { file, hunks: hunksOf(compared, { from, to }) });
  }
  return all;
}
