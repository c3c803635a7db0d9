import { type Diagnostic, diagnostic } from "../../diagnostic/diagnostic.ts";
import { annotations } from "../../istio/names.ts";
import { injectedRevision, servingRevision } from "../../istio/serving-revision.ts";
import { at, type ValueMap } from "../../value/value.ts";
import type { WorkloadOutcome } from "../inject/inject-workload.ts";
import type { Sources } from "../inject/sources.ts";
import type { LoadedObject } from "../load.ts";

/**
 * Flagger makes a primary of the workload that its Canary names, with the same pod template: the names in an injected
 * proxy are not the primary's own.
 *
 * Source: flagger pkg/canary/deployment_controller.go createPrimaryDeployment
 */
export function clonedIdentities({ all }: Pick<Sources, "all">, workloads: readonly WorkloadOutcome[]): readonly Diagnostic[] {
  const canaries = all.flatMap(({ objects }) => objects).filter(({ object }) => isCanary(object.identity));
  return canaries.flatMap((canary) => {
    const target = workloads.find((workload) => isTarget(workload, canary) && hasProxy(workload));
    return target ? [cloned(target, canary)] : [];
  });
}

function isCanary({ apiVersion, kind }: LoadedObject["object"]["identity"]): boolean {
  return kind === "Canary" && apiVersion.startsWith("flagger.app/");
}

function isTarget({ object: { identity } }: WorkloadOutcome, { object: canary }: LoadedObject): boolean {
  const { kind, name, namespace } = identity;
  const target = at(canary.value, "spec", "targetRef");
  return at(target, "kind") === kind && at(target, "name") === name && namespace === canary.identity.namespace;
}

function hasProxy({ object, decisions }: WorkloadOutcome): boolean {
  return decisions.some(
    ({ decision, template }) =>
      servingRevision(decision) !== undefined || injectedRevision(at(object.value, ...template) as ValueMap) !== undefined,
  );
}

function cloned({ object }: WorkloadOutcome, { object: canary, location }: LoadedObject): Diagnostic {
  const { kind, name } = object.identity;
  return diagnostic("ClonedIdentity", {
    resource: canary.identity,
    location,
    message: `The mesh takes ${name} and ${name}-primary for one workload: Flagger copies the injected pod template of the ${kind}, and both proxies say that they are ${name}`,
    fix: `leave the injection of the ${kind} ${name} to Istio's webhook, or let Flagger's metrics distinguish the pods by something other than the workload's name`,
    field: { path: "spec.targetRef" },
  });
}

/**
 * Committed or running pods whose proxy was injected by a control plane other than the one that serves them in the
 * configuration.
 */
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
        message: `The proxy is of the revision ${actual}; the pod now belongs to ${wanted}`,
        fix: "inject it again and apply it; a running pod is replaced then",
        field: { path: `metadata.annotations[${annotations.status}]` },
      }),
    );
  });
}
