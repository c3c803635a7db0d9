import { type Diagnostic, diagnostic } from "../../diagnostic/diagnostic.ts";
import { annotations } from "../../istio/names.ts";
import { injectedRevision, servingRevision } from "../../istio/serving-revision.ts";
import { at, type ValueMap } from "../../value/value.ts";
import type { WorkloadOutcome } from "../inject/inject-workload.ts";

/** Pods, committed or running, whose proxy another control plane injected than the one that serves them by the configuration. */
export function otherRevisions(workloads: readonly WorkloadOutcome[]): readonly Diagnostic[] {
  return workloads.flatMap(({ object, location, decisions }) => {
    const found = decisions.flatMap(({ decision, template }) => {
      const wanted = servingRevision(decision);
      const actual = injectedRevision(at(object.value, ...template) as ValueMap);
      return wanted === undefined || actual === undefined || wanted === actual ? [] : [{ wanted, actual }];
    });
    return found.slice(0, 1).map(({ wanted, actual }) =>
      diagnostic("OtherRevision", {
        resource: object.identity,
        location,
        message: `Cannot take the proxy for the one that is configured: the revision ${actual} injected it, and ${wanted} serves the pod; expected ${wanted}`,
        fix: "inject it again and apply it; a running pod is replaced then",
        field: { path: `metadata.annotations[${annotations.status}]` },
      }),
    );
  });
}
