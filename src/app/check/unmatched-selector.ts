import { type Diagnostic, diagnostic } from "../../diagnostic/diagnostic.ts";
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
  if (group !== "apps" || !isMap(given) || !isMap(podTemplate)) return [];
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
