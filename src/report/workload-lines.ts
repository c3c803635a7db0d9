import type { Diagnostic } from "../diagnostic/diagnostic.ts";
import { resourceText } from "./summary.ts";

const MOST = 20;

/**
 * Each workload with what was grafted into it or not, and why: "Deployment shop/web: istio injected (the pod opts in)".
 * None at all where there are more than twenty, since nobody reads them then.
 */
export function workloadLines(diagnostics: readonly Diagnostic[]): readonly string[] {
  const workloads = workloadOutcomes(diagnostics);
  return workloads.length > MOST ? [] : workloads.map(({ who, outcomes }) => `  ${who}: ${outcomes.join(", ")}`);
}

/** Each workload with what was grafted into it or not, and why, each said once. */
export function workloadOutcomes(
  diagnostics: readonly Diagnostic[],
): readonly { readonly who: string; readonly outcomes: readonly string[] }[] {
  const workloads = new Map<string, Set<string>>();
  for (const { code, resource, message } of diagnostics) {
    if ((code !== "Grafted" && code !== "NotGrafted") || resource === undefined) continue;
    const who = resourceText(resource);
    workloads.set(who, (workloads.get(who) ?? new Set()).add(outcome(message)));
  }
  return [...workloads].map(([who, outcomes]) => ({ who, outcomes: [...outcomes] }));
}

/** "istio injected (the pod opts in)" of "istio is injected: the pod opts in". */
function outcome(message: string): string {
  const colon = message.indexOf(": ");
  return `${message.slice(0, colon).replace(" is ", " ")} (${message.slice(colon + 2)})`;
}
