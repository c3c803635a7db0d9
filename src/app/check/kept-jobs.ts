import { type Diagnostic, diagnostic } from "../../diagnostic/diagnostic.ts";
import { readablePath } from "../../graft/readable-path.ts";
import { keyedPath } from "../../graft/replace-at.ts";
import { isToEnd } from "../../kube/is-to-end.ts";
import { at } from "../../value/value.ts";
import type { WorkloadOutcome } from "../inject/inject-workload.ts";
import type { Sources } from "../inject/sources.ts";

/** Own sidecars that are ordinary containers of a pod that is to end: it is done only once they are. Of Istio's proxy its lint tells. */
export function keptJobs({ config }: Pick<Sources, "config">, workloads: readonly WorkloadOutcome[]): readonly Diagnostic[] {
  return workloads.flatMap(({ object, location, decisions, delta }) =>
    decisions.flatMap(({ graft, decision, template }) => {
      const after = delta?.after ?? object.value;
      const names = namesIn(config.spec.sidecars?.find(({ name }) => name === graft)?.template?.spec?.containers);
      if (!decision.inject || !isToEnd(at(after, ...template) ?? null, object.identity.kind)) return [];
      const present = namesIn(at(after, ...template, "spec", "containers")).filter((name) => names.includes(name));
      return present.map((name) =>
        diagnostic("SidecarKeepsJob", {
          resource: object.identity,
          location,
          message: `Cannot complete the ${object.identity.kind} ${object.identity.name} before ${graft} ends: its container ${name} is an ordinary one; expected a native sidecar, or one that ends by itself`,
          fix: `write ${name} under initContainers with restartPolicy: Always, leave the kind out of the sidecar's kinds, or suppress this where it ends by itself`,
          field: { path: `${readablePath(keyedPath([...template, "spec", "containers"]))}[${name}]` },
        }),
      );
    }),
  );
}

function namesIn(containers: unknown): readonly string[] {
  const list = Array.isArray(containers) ? containers : [];
  return list.flatMap((container) => (typeof container?.name === "string" ? [container.name as string] : []));
}
