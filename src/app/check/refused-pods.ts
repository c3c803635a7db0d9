import type { Diagnostic } from "../../diagnostic/diagnostic.ts";
import { refusedAsItIs } from "../../graft/invalid-pod.ts";
import { readablePath } from "../../graft/readable-path.ts";
import { keyedPath } from "../../graft/replace-at.ts";
import { uninjectWorkload } from "../../graft/uninject-workload.ts";
import { minorOf } from "../../kube/minor.ts";
import { podTemplatePaths } from "../../kube/workloads.ts";
import { at, type ValueMap } from "../../value/value.ts";
import type { WorkloadOutcome } from "../inject/inject-workload.ts";

interface Told {
  readonly kubernetesVersion: string | undefined;
  /** What is told already: of a field it is enough. */
  readonly told: readonly Diagnostic[];
}

/** Pods that the API server refuses as they are, without what any configuration grafted into them. */
export function refusedPods(workloads: readonly WorkloadOutcome[], { kubernetesVersion, told }: Told): readonly Diagnostic[] {
  const minor = kubernetesVersion === undefined ? undefined : minorOf(kubernetesVersion);
  return workloads.flatMap(({ object, location, type }) => {
    const { identity, value } = object;
    const templates = podTemplatePaths(value, type).paths;
    const own = uninjectWorkload({ identity, value, templates }, {}).delta?.after ?? value;
    const paths = told.flatMap(({ resource, field }) => (resource === identity && field ? [field.path] : []));
    return templates.flatMap((path) => {
      const podTemplate = at(own, ...path) as ValueMap;
      const claims = at(own, ...path.slice(0, -1), "volumeClaimTemplates");
      const pod = { podTemplate, minor, type, claims, isChecked: type.checked ?? false };
      const found = refusedAsItIs(pod, (inner) => readablePath([...keyedPath(path), ...inner]));
      return found.filter(({ field }) => !paths.includes(field?.path ?? "")).map((each) => ({ ...each, resource: identity, location }));
    });
  });
}
