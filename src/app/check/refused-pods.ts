import type { Path } from "../../change/changes.ts";
import type { Diagnostic } from "../../diagnostic/diagnostic.ts";
import { refusedBefore } from "../../graft/invalid-pod.ts";
import { ownPortNames } from "../../graft/port-names.ts";
import { readablePath } from "../../graft/readable-path.ts";
import { keyedPath } from "../../graft/replace-at.ts";
import { uninjectWorkload } from "../../graft/uninject-workload.ts";
import { minorOf } from "../../kube/minor.ts";
import { podTemplatePaths } from "../../kube/workloads.ts";
import { at, type ValueMap } from "../../value/value.ts";
import type { WorkloadOutcome } from "../inject/inject-workload.ts";
import { unmatchedSelector } from "./unmatched-selector.ts";

interface Told {
  readonly kubernetesVersion: string | undefined;
  /** What is told already: of a field it is enough. */
  readonly told: readonly Diagnostic[];
}

/** Pods that the API server refuses, or the kubelet cannot probe, whatever the configurations graft into them. */
export function refusedPods(workloads: readonly WorkloadOutcome[], { kubernetesVersion, told }: Told): readonly Diagnostic[] {
  const minor = kubernetesVersion === undefined ? undefined : minorOf(kubernetesVersion);
  return workloads.flatMap(({ object, location, type, delta }) => {
    const { identity, value } = object;
    const templates = podTemplatePaths(value, type).paths;
    const own = uninjectWorkload({ identity, value, templates }, {}).delta?.after ?? value;
    const paths = told.flatMap(({ resource, field }) => (resource === identity && field ? [field.path] : []));
    const unmatched = unmatchedSelector(own, type).map((each) => ({ ...each, resource: identity, location }));
    const refused = templates.flatMap((path) => {
      const podTemplate = at(delta?.after ?? value, ...path) as ValueMap;
      const claims = at(own, ...path.slice(0, -1), "volumeClaimTemplates");
      const pod = { podTemplate, minor, type, claims, isChecked: type.checked ?? false };
      const before = at(own, ...path) as ValueMap;
      const pathTo = (inner: Path) => readablePath([...keyedPath(path), ...inner]);
      const found = [...refusedBefore(before, pod, pathTo), ...ownPortNames(before, podTemplate, pathTo)];
      // A finding's field is named from the workload on, or from the pod template.
      const start = readablePath(keyedPath(path)).length + 1;
      const isTold = (field: string) => paths.some((other) => isNear(other, field) || isNear(other, field.slice(start)));
      return found.filter(({ field }) => !isTold(field?.path ?? "")).map((each) => ({ ...each, resource: identity, location }));
    });
    return [...unmatched, ...refused];
  });
}

/** Whether one of two fields is the other, or in it. */
function isNear(a: string, b: string): boolean {
  const [outer, inner] = a.length < b.length ? [a, b] : [b, a];
  return inner.startsWith(outer) && /^[.[]|^$/.test(inner.slice(outer.length));
}
