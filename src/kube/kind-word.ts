import type { ResourceIdentity } from "../diagnostic/diagnostic.ts";
import { workloads } from "./workloads.ts";

/** The short names from `kubectl api-resources` of kinds with pod templates. */
const SHORT: Readonly<Record<string, string>> = {
  po: "Pod",
  rc: "ReplicationController",
  deploy: "Deployment",
  rs: "ReplicaSet",
  sts: "StatefulSet",
  ds: "DaemonSet",
  cj: "CronJob",
  dc: "DeploymentConfig",
  ro: "Rollout",
  ksvc: "Service",
  lws: "LeaderWorkerSet",
};

const kinds = [...new Set(workloads.map(({ kind }) => kind))];

/**
 * Whether a word names the kind of a resource, as in kubectl: deployment, Deployments, deploy, deployments.apps,
 * deployments.v1.apps.
 */
export function isKindWord(word: string, { apiVersion, kind }: Pick<ResourceIdentity, "apiVersion" | "kind">): boolean {
  const { name, rest } = parts(word);
  if (!namesOf(kind).includes(name)) return false;
  const [version = "", group = ""] = apiVersion.split("/").reverse();
  return rest === "" || rest === group || rest === `${version}.${group}`;
}

/** Whether a word names a kind that podgraft knows without configuration. */
export function isKnownKindWord(word: string): boolean {
  const { name } = parts(word);
  return kinds.some((kind) => namesOf(kind).includes(name));
}

/** A known kind's word with its group, as in kubectl: deploy.apps, pod.v1. for the group without a name. */
export function withGroup(word: string): string {
  const group = workloads.find(({ kind }) => namesOf(kind).includes(word.toLowerCase()))?.group;
  return `${word}.${group || "v1."}`;
}

/** The word for a kind in messages: `deployment`. */
export function kindWord(kind: string): string {
  return kind.toLowerCase();
}

function parts(word: string): { name: string; rest: string } {
  const lower = word.toLowerCase();
  const dot = lower.indexOf(".");
  return dot === -1 ? { name: lower, rest: "" } : { name: lower.slice(0, dot), rest: lower.slice(dot + 1) };
}

function namesOf(kind: string): readonly string[] {
  const lower = kind.toLowerCase();
  const short = Object.keys(SHORT).filter((name) => SHORT[name] === kind);
  return [lower, plural(lower), ...short];
}

/** As API servers name resources. Source: k8s.io/apimachinery pkg/api/meta UnsafeGuessKindToResource */
function plural(name: string): string {
  if (name.endsWith("s")) return `${name}es`;
  return name.endsWith("y") ? `${name.slice(0, -1)}ies` : `${name}s`;
}
