import { type Diagnostic, diagnostic } from "../../diagnostic/diagnostic.ts";
import { nearest } from "../../diagnostic/nearest.ts";
import { labelsOf } from "../../kube/pod.ts";
import { firstMismatch, parseSelector } from "../../kube/selector.ts";
import type { WorkloadKind } from "../../kube/workloads.ts";
import { at, isMap, type Value, type ValueMap } from "../../value/value.ts";

/**
 * A selector that does not match the labels of the workload's own pods.
 * Source: kubernetes pkg/apis/apps/validation/validation.go ValidateDeploymentSpec, ValidateStatefulSetSpec, ValidateDaemonSet
 */
export function unmatchedSelector(value: Value, { group, kind }: WorkloadKind): readonly Diagnostic[] {
  const given = at(value, "spec", "selector");
  const podTemplate = at(value, "spec", "template");
  if (group !== "apps" || !isMap(podTemplate)) return [];
  // Older versions took the pod template's labels. Without labels either, kustomize may add both.
  const isLeftOut = at(value, "apiVersion") === "apps/v1" && Object.keys(labelsOf(podTemplate as ValueMap)).length > 0;
  if ((given ?? null) === null) return isLeftOut ? [noSelector(kind, podTemplate)] : [];
  if (!isMap(given)) return [];
  if (Object.keys(given).length > 0 && given.matchLabels === undefined && given.matchExpressions === undefined)
    return [bareSelector(kind, given)];
  const { selector, problems } = parseSelector(given);
  const mismatch = problems.length > 0 ? undefined : firstMismatch(selector, labelsOf(podTemplate as ValueMap));
  if (!mismatch) return [];
  const { key, actual } = mismatch;
  const found = actual === undefined ? "is missing" : `is ${JSON.stringify(actual)}`;
  return [
    diagnostic("RefusedPod", {
      message: `Kubernetes refuses the ${kind}: its selector does not match its pods, whose label ${key} ${found}`,
      fix: "give spec.selector and the pod template's labels the same value",
      field: { path: actual === undefined ? "spec.template.metadata.labels" : `spec.template.metadata.labels[${key}]` },
    }),
  ];
}

function noSelector(kind: string, podTemplate: ValueMap): Diagnostic {
  const label = Object.entries(labelsOf(podTemplate)).find(([, text]) => typeof text === "string");
  const example = label === undefined ? "" : `: {matchLabels: {${label[0]}: ${label[1]}}}`;
  return diagnostic("RefusedPod", {
    message: `Kubernetes refuses the ${kind}: it has no spec.selector`,
    fix: `add spec.selector${example}`,
    field: { path: "spec.selector" },
  });
}

/** As a Service has it. */
function bareSelector(kind: string, given: ValueMap): Diagnostic {
  const labels = Object.entries(given).flatMap(([key, value]) => (typeof value === "object" ? [] : `${key}: ${value}`));
  const meant = nearest(Object.keys(given)[0] as string, ["matchLabels"]);
  return diagnostic("RefusedPod", {
    message: `Kubernetes refuses the ${kind}: spec.selector has no matchLabels and no matchExpressions, but ${Object.keys(given).join(", ")}`,
    fix:
      meant === undefined && labels.length > 0
        ? `write {matchLabels: {${labels.join(", ")}}}`
        : `write ${meant ?? "matchLabels, with labels of the pods under it"}`,
    field: { path: `spec.selector[${Object.keys(given)[0]}]` },
  });
}
