import { at, isList, isMap, type ValueMap } from "../../value/value.ts";
import type { Workload } from "./render-context.ts";

/**
 * The workload that a bare Pod stands for, guessed from its owner as Istio guesses: a ReplicaSet with the hash of its pods is
 * a Deployment (or a Rollout), a ReplicationController of a DeploymentConfig is that, a Job with a time stamp is a CronJob.
 *
 * Source: istio pkg/kube/util.go GetDeployMetaFromPod.
 */
export function workloadOfPod(pod: ValueMap): Workload {
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

type Guess = (owner: Workload, label: (name: string) => string) => Partial<Workload> | undefined;

const guesses: readonly Guess[] = [
  hashed("pod-template-hash", { kind: "Deployment" }),
  hashed("rollouts-pod-template-hash", { kind: "Rollout", apiVersion: "v1alpha1" }),
  ({ kind }, label) => {
    const name = label("deploymentconfig");
    return kind === "ReplicationController" && name !== "" ? { kind: "DeploymentConfig", name } : undefined;
  },
  ({ kind, name }) => {
    const cronJob = kind === "Job" ? /^(.+)-\d{8,10}$/.exec(name)?.[1] : undefined;
    return cronJob === undefined ? undefined : { kind: "CronJob", name: cronJob, apiVersion: "batch/v1" };
  },
];

function hashed(hashLabel: string, owner: Partial<Workload>): Guess {
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
