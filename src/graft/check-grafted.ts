import type { Change } from "../change/changes.ts";
import { type Diagnostic, diagnostic, type ResourceIdentity } from "../diagnostic/diagnostic.ts";
import { describe } from "../kube/describe.ts";
import { labelsOf } from "../kube/pod.ts";
import { firstMismatch, parseSelector } from "../kube/selector.ts";
import { valueFix } from "../kube/value-fix.ts";
import { at, isList, isMap, type Value, type ValueMap } from "../value/value.ts";
import { readablePath } from "./readable-path.ts";
import { keyedPath, type TemplatePath } from "./replace-at.ts";

/** Errors where a graft would write a list or map over a value of another kind: one of the two is wrong. */
export function replacedKinds(made: readonly Change[], resource: ResourceIdentity): readonly Diagnostic[] {
  return made.flatMap((change) => {
    if (change.op !== "set" || change.before === null || kindOf(change.before) === kindOf(change.after)) return [];
    const path = readablePath(change.path);
    return diagnostic("InvalidPatch", {
      resource,
      message: `Cannot graft: ${path} is ${describe(change.before)}; expected ${kindOf(change.after)}`,
      fix: `${valueFix(change.before, kindOf(change.after), "")}, or correct the sidecar's template`,
      field: { path, current: change.before },
    });
  });
}

function kindOf(value: Value): "a list" | "a map" | "a plain value" {
  return isList(value) ? "a list" : isMap(value) ? "a map" : "a plain value";
}

interface Subject {
  readonly identity: ResourceIdentity;
  readonly templates: readonly TemplatePath[];
}

/**
 * Errors where a pod template would no longer have the labels that the workload's own selector needs: the API server
 * refuses such a workload. Source: kubernetes pkg/apis/apps/validation/validation.go ValidateDeploymentSpec
 */
export function brokenSelector(before: ValueMap, after: ValueMap, { identity, templates }: Subject): readonly Diagnostic[] {
  const value = at(before, "spec", "selector");
  if (!isMap(value) || templates.every((path) => at(before, ...path, "metadata", "labels") === at(after, ...path, "metadata", "labels")))
    return [];
  if (value.matchExpressions === undefined && templates.every((path) => keepsLabels(at(before, ...path), at(after, ...path)))) return [];
  const isLabelSelector = isMap(value.matchLabels) || isList(value.matchExpressions);
  const { selector, problems } = parseSelector(isLabelSelector ? value : { matchLabels: value });
  if (problems.length > 0) return [];
  return templates.filter(isSelected).flatMap((path) => {
    const mismatch = firstMismatch(selector, labelsOf(at(after, ...path) as ValueMap));
    if (!mismatch || firstMismatch(selector, labelsOf(at(before, ...path) as ValueMap))) return [];
    const field = readablePath([...keyedPath(path), "metadata", "labels", mismatch.key]);
    return diagnostic("SelectorBroken", {
      resource: identity,
      message: `Cannot graft: the pod label ${mismatch.key} would be ${mismatch.actual === undefined ? "gone" : describe(mismatch.actual)}; expected what the workload's own spec.selector asks for`,
      fix: "leave the label out of the sidecar's template",
      field: { path: field, ...(mismatch.actual !== undefined && { proposed: mismatch.actual }) },
    });
  });
}

/** Only in these kinds does the selector select the template's pods. */
function isSelected(path: TemplatePath): boolean {
  return path.join(".") === "spec.template";
}

/** Labels that are only added cannot break a selector that names labels with their values. */
function keepsLabels(before: Value | undefined, after: Value | undefined): boolean {
  const labels = labelsOf(after as ValueMap);
  const had = labelsOf(before as ValueMap);
  for (const key in had) if (had[key] !== labels[key]) return false;
  return true;
}
