import type { Diagnostic } from "../diagnostic/diagnostic.ts";
import { graftText } from "./graft-counts.ts";
import { resourceText } from "./summary.ts";

const MOST = 20;

interface Workload {
  readonly injected: Set<string>;
  /** Each reason why something did not go in, with its names. */
  readonly skipped: Map<string, Set<string>>;
}

/**
 * Each workload with what went into it and, in a few words, why the rest did not: "Deployment shop/web: log-shipper
 * 3.1.9; istio not (opted out)". For more than twenty, which nobody would read, where to find them.
 */
export function workloadLines(diagnostics: readonly Diagnostic[]): readonly string[] {
  const workloads = new Map<string, Workload>();
  for (const { code, resource, graft } of diagnostics) {
    if (graft === undefined || resource === undefined) continue;
    const who = resourceText(resource);
    const { injected, skipped } = workloads.get(who) ?? { injected: new Set(), skipped: new Map() };
    if (code === "Grafted") injected.add(graftText(graft));
    else skipped.set(graft.why, (skipped.get(graft.why) ?? new Set()).add(graft.name));
    workloads.set(who, { injected, skipped });
  }
  if (workloads.size > MOST) return [`  podgraft explain lists each of the ${workloads.size} workloads`];
  return [...workloads].map(([who, workload]) => `  ${who}: ${outcome(workload)}`);
}

function outcome({ injected, skipped }: Workload): string {
  const reasons = [...skipped.keys()].join(", ");
  if (injected.size === 0) return `nothing (${reasons})`;
  const rest = [...skipped].map(([why, names]) => `; not ${[...names].join(", ")} (${why})`);
  return `${[...injected].join(", ")}${rest.join("")}`;
}

/** Each workload with what was grafted into it or not, and why; each is said once. */
export function workloadOutcomes(
  diagnostics: readonly Diagnostic[],
): readonly { readonly who: string; readonly outcomes: readonly string[] }[] {
  const workloads = new Map<string, Set<string>>();
  for (const { code, resource, message } of diagnostics) {
    if ((code !== "Grafted" && code !== "NotGrafted") || resource === undefined) continue;
    const who = resourceText(resource);
    workloads.set(who, (workloads.get(who) ?? new Set()).add(decisionText(message)));
  }
  return [...workloads].map(([who, outcomes]) => ({ who, outcomes: [...outcomes] }));
}

/** "istio injected (the pod opts in)" of "istio is injected: the pod opts in". */
function decisionText(message: string): string {
  const colon = message.indexOf(": ");
  return `${message.slice(0, colon).replace(" is ", " ")} (${message.slice(colon + 2)})`;
}
