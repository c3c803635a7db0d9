import type { Path } from "../../change/changes.ts";
import { type Diagnostic, diagnostic } from "../../diagnostic/diagnostic.ts";
import { nearest } from "../../diagnostic/nearest.ts";
import { refusedBefore } from "../../graft/invalid-pod.ts";
import { ownPortNames } from "../../graft/port-names.ts";
import { readablePath } from "../../graft/readable-path.ts";
import { keyedPath } from "../../graft/replace-at.ts";
import { uninjectWorkload } from "../../graft/uninject-workload.ts";
import { minorOf } from "../../kube/minor.ts";
import { isDnsSubdomain } from "../../kube/validate/formats.ts";
import { podTemplatePaths, type WorkloadKind } from "../../kube/workloads.ts";
import { at, type ValueMap } from "../../value/value.ts";
import type { WorkloadOutcome } from "../inject/inject-workload.ts";
import { unmatchedSelector } from "./unmatched-selector.ts";

interface Told {
  readonly kubernetesVersion: string | undefined;
  /** What is already reported: one report for a field is enough. */
  readonly told: readonly Diagnostic[];
}

/** Pods that the API server refuses, or the kubelet cannot probe, whatever the configurations graft into them. */
export function refusedPods(workloads: readonly WorkloadOutcome[], { kubernetesVersion, told }: Told): readonly Diagnostic[] {
  const minor = kubernetesVersion === undefined ? undefined : minorOf(kubernetesVersion);
  const paths = new Map<Diagnostic["resource"], string[]>();
  for (const { resource, field } of told) {
    if (!paths.has(resource)) paths.set(resource, []);
    if (field) paths.get(resource)?.push(field.path);
  }
  return workloads.flatMap(({ object, location, type, delta }) => {
    const { identity, value } = object;
    const templates = podTemplatePaths(value, type).paths;
    const own = uninjectWorkload({ identity, value, templates }, {}).delta?.after ?? value;
    const isNear = nearOneOf(paths.get(identity) ?? []);
    const refused = templates.flatMap((path) => {
      const podTemplate = at(delta?.after ?? value, ...path) as ValueMap;
      const claims = at(own, ...path.slice(0, -1), "volumeClaimTemplates");
      const pod = { podTemplate, minor, type, claims, isChecked: type.checked ?? false };
      const before = at(own, ...path) as ValueMap;
      const pathTo = (inner: Path) => readablePath([...keyedPath(path), ...inner]);
      const found = [...refusedBefore(before, pod, pathTo), ...ownPortNames(before, podTemplate, pathTo)];
      // A finding's field is named from the workload on, or from the pod template.
      const start = readablePath(keyedPath(path)).length + 1;
      const isTold = (field: string) => isNear(field) || isNear(field.slice(start));
      return found.filter(({ field }) => !isTold(field?.path ?? "")).map((each) => ({ ...each, resource: identity, location }));
    });
    const isLabels = ({ field }: Diagnostic) => field?.path === "spec.template.labels";
    // Labels in the wrong place are why the selector does not match.
    const unmatched = refused.some(isLabels) ? [] : unmatchedSelector(own, type);
    const around = [...misnamed(value, type), ...unmatched].filter(({ field }) => !isNear(field?.path ?? ""));
    return [...around.map((each) => ({ ...each, resource: identity, location })), ...refused];
  });
}

/**
 * Source: kubernetes apimachinery pkg/api/validation/objectmeta.go ValidateObjectMetaAccessor: "name or generateName is required";
 * pkg/apis/apps/validation/validation.go ValidateDeploymentName and its like
 */
function misnamed(value: ValueMap, { kind, checked }: WorkloadKind): readonly Diagnostic[] {
  const name = at(value, "metadata", "name") ?? "";
  if (name === "" && (at(value, "metadata", "generateName") ?? "") === "") {
    const found = value.metadata === undefined ? nearest("metadata", Object.keys(value)) : undefined;
    if (found !== undefined) return [];
    const message = `Kubernetes refuses the ${kind}: it has no metadata.name`;
    return [diagnostic("RefusedPod", { message, fix: "set metadata.name", field: { path: "metadata.name" } })];
  }
  // Other characters may stand for what a later step of the build fills in.
  if (!checked || typeof name !== "string" || !/^[\w.\s-]+$/.test(name) || isDnsSubdomain(name)) return [];
  const proposed = name.toLowerCase().replace(/[_\s]+/g, "-");
  return [
    diagnostic("RefusedPod", {
      message: `Kubernetes refuses the ${kind}: metadata.name is ${JSON.stringify(name)}; expected at most 253 lower-case letters, digits, - and ., a letter or digit first and last`,
      fix: isDnsSubdomain(proposed) ? `write ${proposed}` : "correct the name",
      field: { path: "metadata.name", current: name },
    }),
  ];
}

/** Whether a field is one of `paths`, inside one, or around one. */
function nearOneOf(paths: readonly string[]): (field: string) => boolean {
  const fields = new Set(paths);
  const around = new Set(paths.flatMap(outerFields));
  return (field) => fields.has(field) || around.has(field) || outerFields(field).some((outer) => fields.has(outer));
}

/** The fields that a field is in: `spec`, `spec.containers` and `spec.containers[web]` of `spec.containers[web].image`. */
function outerFields(field: string): readonly string[] {
  return [...field.matchAll(/[.[]/g)].map(({ index }) => field.slice(0, index));
}
