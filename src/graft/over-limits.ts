import type { NamespaceFacts } from "../decide/facts.ts";
import { type Diagnostic, diagnostic } from "../diagnostic/diagnostic.ts";
import { type LimitViolation, limitViolations } from "../kube/namespace-limits.ts";
import { allContainers } from "../kube/pod.ts";
import type { ValueMap } from "../value/value.ts";
import type { Grafting } from "./grafting.ts";

/**
 * What the grafts add that a LimitRange or ResourceQuota of the namespace refuses: once for each of these and each
 * container, or pod. What the pod itself violates is left to the cluster.
 */
export function overLimits({ before, pathTo }: Grafting, podTemplate: ValueMap, namespace: NamespaceFacts): readonly Diagnostic[] {
  const { limits } = namespace;
  if (!limits) return [];
  const own = new Set(limitViolations(before, limits).map((each) => JSON.stringify([subjectOf(each), each.field])));
  const groups = new Map<string, readonly LimitViolation[]>();
  for (const each of limitViolations(podTemplate, limits)) {
    const subject = subjectOf(each);
    if (!own.has(JSON.stringify([subject, each.field]))) groups.set(subject, [...(groups.get(subject) ?? []), each]);
  }
  return [...groups.values()].map((violations) => {
    const [{ source, container }] = violations as readonly [LimitViolation];
    const placed = allContainers(podTemplate).find((each) => container !== undefined && each.container.name === container);
    const subject = placed ? `the container ${container}` : "the sum of its containers";
    return diagnostic("NamespaceLimitRejects", {
      message: `${source} of the namespace ${namespace.name ?? "default"} refuses these pods, because of ${subject}: ${violations.map(({ field, fault }) => `${field} ${fault}`).join("; ")}`,
      fix: `set the resources of the injected containers, or change the ${source.slice(4)}`,
      field: { path: pathTo(placed ? ["spec", placed.list, { item: container as string }, "resources"] : ["spec", "containers"]) },
    });
  });
}

function subjectOf({ source, container }: LimitViolation): string {
  return JSON.stringify([source, container]);
}
