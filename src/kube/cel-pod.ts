import { celText, hasKey, not } from "./cel.ts";
import type { ContainerList } from "./pod.ts";

/** A named expression of a policy, which others use as `variables.NAME`. */
export interface CelVariable {
  readonly name: string;
  readonly expression: string;
}

/** Lists are checked item by item: a pod with a hundred thousand items would cost more than the server allows. */
const MOST = 1000;
export const isFew = (list: string) => `${list}.size() > 0 && ${list}.size() < ${MOST}`;

const OS_LABELS = "['kubernetes.io/os', 'beta.kubernetes.io/os']";
const IS_WINDOWS = `e.key in ${OS_LABELS} && e.operator == 'In' && ${isFew("e.?values.orValue([])")} && e.values.all(v, v == 'windows')`;

/** The parts of a new pod and its namespace that rules look at; each may use those before it. */
export const podVariables = {
  labels: "object.metadata.?labels.orValue({})",
  annotations: "object.metadata.?annotations.orValue({})",
  namespaceLabels: "namespaceObject.metadata.?labels.orValue({})",
  namespaceAnnotations: "namespaceObject.metadata.?annotations.orValue({})",
  containers: "object.spec.?initContainers.orValue([]) + object.spec.containers",
  account: "object.spec.?serviceAccountName.orValue('') == '' ? 'default' : object.spec.serviceAccountName",
  accountAnnotations: "params.metadata.?annotations.orValue({})",
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
export const NAMESPACE_ANNOTATIONS = "variables.namespaceAnnotations";
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

/** Whether one of a list of containers has a name. */
export function hasContainer(name: string, containers: string = CONTAINERS): string {
  return `${containers}.exists(c, c.name == ${celText(name)})`;
}

/** Whether there is a volume of a name; in a pod with more of them than are looked at there may be. */
export function hasVolume(name: string): string {
  const volumes = "object.spec.?volumes.orValue([])";
  return `(${volumes}.size() >= ${MOST} || ${volumes}.exists(v, v.name == ${celText(name)}))`;
}

/** Whether all containers of a name have an image, which is an expression. */
export function hasImage(name: string, image: string): string {
  return not(`${CONTAINERS}.exists(c, c.name == ${celText(name)} && c.?image.orValue('') != ${image})`);
}

/** The same containers, each list by itself. */
export const listOf = {
  initContainers: "object.spec.?initContainers.orValue([])",
  containers: "object.spec.containers",
} as const satisfies Readonly<Record<ContainerList, string>>;

/** A pod's own annotation, or else its namespace's, or else an expression. */
export function annotationOr(name: string, otherwise: string, isInherited = false): string {
  const own = `${ANNOTATIONS}[?${celText(name)}]`;
  return `${own}${isInherited ? `.or(${NAMESPACE_ANNOTATIONS}[?${celText(name)}])` : ""}.orValue(${otherwise})`;
}
