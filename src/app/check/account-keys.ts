import type { Diagnostic } from "../../diagnostic/diagnostic.ts";
import { type AccountKeys, misplacedAccountKeys } from "../../dialects/stray-keys.ts";
import { podTemplatePaths } from "../../kube/workloads.ts";
import { at, type ValueMap } from "../../value/value.ts";
import type { WorkloadOutcome } from "../inject/inject-workload.ts";

/**
 * What no configuration has to name: a cloud's webhook is the cluster's own.
 *
 * Source: github.com/aws/amazon-eks-pod-identity-webhook pkg/cache; github.com/Azure/azure-workload-identity pkg/webhook;
 * cloud.google.com/kubernetes-engine/docs/how-to/workload-identity
 */
const clouds: readonly AccountKeys[] = [
  {
    party: "AWS's pod identity webhook",
    accountKeys: ["eks.amazonaws.com/role-arn", "eks.amazonaws.com/audience", "eks.amazonaws.com/sts-regional-endpoints"],
  },
  { party: "Azure's webhook", accountKeys: ["azure.workload.identity/client-id", "azure.workload.identity/tenant-id"] },
  { party: "GKE", accountKeys: ["iam.gke.io/gcp-service-account"] },
];

/** Annotations of pods that belong to their ServiceAccounts; `told` has those of the dialects that are configured. */
export function accountKeys(workloads: readonly WorkloadOutcome[], told: readonly Diagnostic[]): readonly Diagnostic[] {
  return workloads.flatMap(({ object, location, type }) => {
    const { identity, value } = object;
    const isTold = ({ field }: Diagnostic) =>
      told.some(
        ({ code, resource, field: other }) => code === "MisplacedAnnotation" && resource === identity && other?.path === field?.path,
      );
    const templates = podTemplatePaths(value, type).paths.map((path) => at(value, ...path) as ValueMap);
    const found = templates.flatMap((podTemplate) => clouds.flatMap((keys) => misplacedAccountKeys(podTemplate, keys)));
    return found.filter((each) => !isTold(each)).map((each) => ({ ...each, resource: identity, location }));
  });
}
