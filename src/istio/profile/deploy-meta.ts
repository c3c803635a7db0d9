import { at, isList, isMap, type ValueMap } from "../../value/value.ts";
import type { PodOwner } from "../pod-context.ts";

/**
 * The workload that a bare Pod stands for, guessed from its owner as Istio guesses: a ReplicaSet with the hash of its pods is
 * a Deployment (or a Rollout), a ReplicationController of a DeploymentConfig is that, a Job with a time stamp is a CronJob.
 *
 * Source: istio pkg/kube/util.go GetDeployMetaFromPod.
 */
export function workloadOfPod(pod: ValueMap): PodOwner {
  const text = (...path: readonly string[]) => String(at(pod, "metadata", ...path) ?? "");
  const self = { apiVersion: "v1", kind: "Pod", name: text("name"), namespace: text("namespace") };
  const owner = text("generateName") === "" ? undefined : controllerOf(pod);
  if (owner === undefined) return self;
  const found = { ...self, apiVersion: String(owner.apiVersion ?? ""), kind: String(owner.kind ?? ""), name: String(owner.name ?? "") };
  for (const guess of guesses) {
    const better = guess(found, (label) => text("labels", label));
    if (better !== undefined) return { ...found, ...better };
  }
  return found.name === "" ? { ...found, name: self.name } : found;
}

/**
 * What Istio's webhook takes for the owner of a workload's pods: it sees the pods only, of which a Rollout's are a ReplicaSet's, and
 * a CronJob's a Job's with a number at its name's end.
 *
 * Source: istio pkg/kube/util.go GetDeployMetaFromPod.
 */
export function ownerOfPods(workload: PodOwner): PodOwner {
  const { apiVersion, kind } = workload;
  if (kind === "Rollout" && apiVersion.startsWith("argoproj.io/")) return { ...workload, apiVersion: "v1alpha1" };
  return { ...workload, ...cronJobOf(workload) };
}

type Guess = (owner: PodOwner, label: (name: string) => string) => Partial<PodOwner> | undefined;

const guesses: readonly Guess[] = [
  hashed("pod-template-hash", { kind: "Deployment" }),
  hashed("rollouts-pod-template-hash", { kind: "Rollout", apiVersion: "v1alpha1" }),
  ({ kind }, label) => {
    const name = label("deploymentconfig");
    return kind === "ReplicationController" && name !== "" ? { kind: "DeploymentConfig", name } : undefined;
  },
  cronJobOf,
];

/** The CronJob that a Job was made by, if its name ends as those of such Jobs do. */
function cronJobOf({ kind, name }: PodOwner): Partial<PodOwner> | undefined {
  const cronJob = kind === "Job" ? /^(.+)-\d{8,10}$/.exec(name)?.[1] : undefined;
  return cronJob === undefined ? undefined : { kind: "CronJob", name: cronJob, apiVersion: "batch/v1" };
}

function hashed(hashLabel: string, owner: Partial<PodOwner>): Guess {
  return ({ kind, name }, label) => {
    const hash = label(hashLabel);
    if (kind !== "ReplicaSet" || hash === "" || !name.endsWith(hash)) return undefined;
    return { ...owner, name: name.endsWith(`-${hash}`) ? name.slice(0, -hash.length - 1) : name };
  };
}

function controllerOf(pod: ValueMap): ValueMap | undefined {
  const owners = at(pod, "metadata", "ownerReferences");
  return isList(owners) ? owners.filter(isMap).find(({ controller }) => controller === true) : undefined;
}
