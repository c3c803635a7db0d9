import { type Diagnostic, diagnostic } from "../../diagnostic/diagnostic.ts";
import { readablePath } from "../../graft/readable-path.ts";
import { keyedPath } from "../../graft/replace-at.ts";
import { proxyContainer } from "../../istio/container-names.ts";
import type { WorkloadOutcome } from "../inject/inject-workload.ts";

/**
 * Sidecars that are ordinary containers in a pod that runs to completion: the pod ends only when they do. Istio's own
 * lint reports its proxy.
 */
export function keptJobs(workloads: readonly WorkloadOutcome[]): readonly Diagnostic[] {
  return workloads.flatMap(({ object, location, decisions }) =>
    decisions.flatMap(({ graft, template, keepsFromEnding = [] }) =>
      keepsFromEnding
        .filter((name) => name !== proxyContainer)
        .map((name) =>
          diagnostic("SidecarKeepsJob", {
            resource: object.identity,
            location,
            message: `The ${object.identity.kind} ${object.identity.name} is not complete before ${graft} ends: its container ${name} is an ordinary one, not a native sidecar`,
            fix: `write ${name} under initContainers with restartPolicy: Always, leave the kind out of the sidecar's kinds, or suppress this if it ends by itself`,
            field: { path: `${readablePath(keyedPath([...template, "spec", "containers"]))}[${name}]` },
          }),
        ),
    ),
  );
}
