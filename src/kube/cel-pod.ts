import { hasKey, not } from "./cel.ts";

/** A named expression of a policy, which others use as `variables.NAME`. */
export interface CelVariable {
  readonly name: string;
  readonly expression: string;
}

/** Lists are checked item by item: a pod with a hundred thousand items would cost more than the server allows. */
const MOST = 1000;
const isFew = (list: string) => `${list}.size() > 0 && ${list}.size() < ${MOST}`;

const OS_LABELS = "['kubernetes.io/os', 'beta.kubernetes.io/os']";
const IS_WINDOWS = `e.key in ${OS_LABELS} && e.operator == 'In' && ${isFew("e.?values.orValue([])")} && e.values.all(v, v == 'windows')`;

/** The parts of a new pod and its namespace that rules look at; each may use those before it. */
export const podVariables = {
  labels: "object.metadata.?labels.orValue({})",
  annotations: "object.metadata.?annotations.orValue({})",
  namespaceLabels: "namespaceObject.metadata.?labels.orValue({})",
  containers: "object.spec.?initContainers.orValue([]) + object.spec.containers",
  controllers: "object.metadata.?ownerReferences.orValue([]).filter(owner, owner.?controller.orValue(false))",
  nodeTerms: "object.spec.?affinity.?nodeAffinity.?requiredDuringSchedulingIgnoredDuringExecution.?nodeSelectorTerms.orValue([])",
  // The same as `windowsMark` finds.
  forWindows: `object.spec.?os.?name.hasValue() ? object.spec.os.name == 'windows' :
${OS_LABELS}.exists(label, object.spec.?nodeSelector[?label].orValue('') == 'windows') ||
${isFew("variables.nodeTerms")} && variables.nodeTerms.all(term, term.?matchExpressions.orValue([]).exists(e,
  ${IS_WINDOWS}))`,
} as const satisfies Readonly<Record<string, string>>;

export const LABELS = "variables.labels";
export const ANNOTATIONS = "variables.annotations";
export const NAMESPACE_LABELS = "variables.namespaceLabels";
export const CONTAINERS = "variables.containers";
export const FOR_WINDOWS = "variables.forWindows";
export const HOST_NETWORK = "(object.spec.?hostNetwork.orValue(false))";

/** Knative makes Deployments of its own: its templates get labels and annotations only. */
export const IS_OF_KNATIVE = hasKey(LABELS, "serving.knative.dev/revision");

/**
 * The kinds whose pods show their kind through their controller. A Deployment's pods belong to its ReplicaSet, and have
 * a label that pods of other ReplicaSets lack.
 */
const owners: Readonly<Record<string, string>> = {
  Pod: "variables.controllers.size() == 0",
  Deployment: owned("ReplicaSet", hasKey(LABELS, "pod-template-hash"), not(IS_OF_KNATIVE)),
  ReplicaSet: owned("ReplicaSet", not(hasKey(LABELS, "pod-template-hash")), not(hasKey(LABELS, "rollouts-pod-template-hash"))),
  Rollout: owned("ReplicaSet", hasKey(LABELS, "rollouts-pod-template-hash")),
  ReplicationController: owned("ReplicationController"),
  StatefulSet: owned("StatefulSet"),
  DaemonSet: owned("DaemonSet"),
  CloneSet: owned("CloneSet"),
  Job: owned("Job"),
  CronJob: owned("Job"),
};

function owned(kind: string, ...more: readonly string[]): string {
  return `(${[`variables.controllers.exists(owner, owner.kind == '${kind}')`, ...more].join(" && ")})`;
}

/** Two kinds that cannot be distinguished: a CronJob's pods belong to its Jobs. */
const JOBS = ["Job", "CronJob"];

/** Whether the pod belongs to a workload of one of the kinds, and the kinds that pods do not show. */
export function belongsTo(kinds: readonly string[]): { readonly tests: readonly string[]; readonly untold: readonly string[] } {
  const isUntold = (kind: string) => !Object.hasOwn(owners, kind) || (JOBS.includes(kind) && !JOBS.every((job) => kinds.includes(job)));
  return {
    tests: kinds.filter((kind) => !isUntold(kind)).map((kind) => owners[kind] as string),
    untold: kinds.filter(isUntold),
  };
}
