import { Random } from "../../random.ts";
import { type Json, LABEL_KEYS, LABEL_VALUES, OPT_INS } from "./guard-configs.ts";

type JsonMap = { readonly [key: string]: Json | undefined };

export interface GuardedWorkload extends JsonMap {
  readonly metadata: { readonly name: string; readonly namespace: string };
}

/** Where the pod template of a kind is, and what its pods' controller is; none for a Pod. */
const kinds: Readonly<Record<string, { readonly apiVersion: string; readonly path: readonly string[]; readonly owner?: string }>> = {
  Deployment: { apiVersion: "apps/v1", path: ["spec", "template"], owner: "ReplicaSet" },
  StatefulSet: { apiVersion: "apps/v1", path: ["spec", "template"], owner: "StatefulSet" },
  DaemonSet: { apiVersion: "apps/v1", path: ["spec", "template"], owner: "DaemonSet" },
  ReplicaSet: { apiVersion: "apps/v1", path: ["spec", "template"], owner: "ReplicaSet" },
  ReplicationController: { apiVersion: "v1", path: ["spec", "template"], owner: "ReplicationController" },
  Job: { apiVersion: "batch/v1", path: ["spec", "template"], owner: "Job" },
  CronJob: { apiVersion: "batch/v1", path: ["spec", "jobTemplate", "spec", "template"], owner: "Job" },
  Service: { apiVersion: "serving.knative.dev/v1", path: ["spec", "template"], owner: "ReplicaSet" },
  Pod: { apiVersion: "v1", path: [] },
};

export function guardedNamespaces(seed: number): readonly JsonMap[] {
  const random = new Random(seed * 31 + 7);
  const names = ["shop", "bank", "tools", "kube-system", "team-a", "team-b"];
  return names.map((name) => ({
    apiVersion: "v1",
    kind: "Namespace",
    metadata: {
      name,
      labels: {
        "kubernetes.io/metadata.name": name,
        ...someLabels(random),
        ...(random.chance(0.4) && { "istio-injection": random.pick(["enabled", "enabled", "disabled", ""]) }),
        ...(random.chance(0.3) && { "istio.io/rev": random.pick(REVISIONS) }),
      },
    },
  }));
}

const REVISIONS = ["default", "blue", "canary", "next", "prod", "gone"];

export function guardedWorkload(seed: number, i: number): GuardedWorkload {
  const random = new Random(seed * 104729 + i);
  const kind = random.pick(Object.keys(kinds));
  const { apiVersion, path } = kinds[kind] as (typeof kinds)[string];
  const namespace = random.pick(["shop", "shop", "bank", "tools", "team-a", "team-b", "kube-system"]);
  const name = `w-${i}`;
  const template = templateOf(random, kind);
  if (path.length === 0) return { apiVersion, kind, ...template, metadata: { name, namespace, ...(template.metadata as JsonMap) } };
  const inner = path.slice(1).reduceRight<Json>((value, key) => ({ [key]: value }), template);
  return { apiVersion, kind, metadata: { name, namespace }, spec: inner as JsonMap };
}

function someLabels(random: Random): JsonMap {
  return Object.fromEntries(LABEL_KEYS.filter(() => random.chance(0.4)).map((key) => [key, random.pick(LABEL_VALUES)]));
}

function templateOf(random: Random, kind: string): JsonMap {
  const inject = ["true", "true", "false", "", "maybe"];
  const optIn = () => ({ [random.pick(OPT_INS)]: random.pick(["true", "false", "no"]) });
  const labels = {
    app: "a",
    ...someLabels(random),
    ...(random.chance(0.2) && { "sidecar.istio.io/inject": random.pick(inject) }),
    ...(random.chance(0.2) && { "istio.io/rev": random.pick(REVISIONS) }),
    ...(random.chance(0.2) && optIn()),
  };
  const annotations = {
    ...(random.chance(0.2) && { "sidecar.istio.io/inject": random.pick(inject) }),
    ...(random.chance(0.2) && optIn()),
    ...(random.chance(0.1) && { "sidecar.istio.io/proxyImage": random.pick(["example.com/proxy:9", "proxyv3"]) }),
    ...(random.chance(0.1) && { "sidecar.istio.io/proxyImageType": random.pick(["debug", "default", "distroless", ""]) }),
    ...(random.chance(0.1) && { "proxy.istio.io/config": random.pick(["image: {imageType: debug}", "concurrency: 2"]) }),
    ...(random.chance(0.1) && { "inject.istio.io/templates": random.pick(["sidecar", "grpc-agent", "grpc-simple", "gateway", "own"]) }),
  };
  return { metadata: { labels, ...(Object.keys(annotations).length > 0 && { annotations }) }, spec: specOf(random, kind) };
}

function specOf(random: Random, kind: string): Json {
  const windows = { key: "kubernetes.io/os", operator: "In", values: random.pick([["windows"], ["windows"], ["linux", "windows"]]) };
  const terms = [
    { matchExpressions: [windows] },
    ...(random.chance(0.3) ? [{ matchExpressions: [{ key: "zone", operator: "Exists" }] }] : []),
  ];
  const handMade = random.chance(0.1) ? [{ name: "istio-proxy", image: random.pick(["auto", "example.com/mine:1"]) }] : [];
  return {
    ...(random.chance(0.1) && { hostNetwork: random.pick([true, true, false]) }),
    ...(random.chance(0.05) && { os: { name: random.pick(["windows", "linux"]) } }),
    ...(random.chance(0.05) && { nodeSelector: { [random.pick(["kubernetes.io/os", "disk"])]: "windows" } }),
    ...(random.chance(0.05) && {
      affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: terms } } },
    }),
    ...(/Job$/.test(kind) && { restartPolicy: "Never" }),
    ...(random.chance(0.2) && { initContainers: [{ name: "init", image: "init:1" }] }),
    containers: [{ name: "app", image: "app:1" }, ...handMade],
  };
}

export function templatePath(kind: string): readonly string[] {
  return (kinds[kind] as (typeof kinds)[string]).path;
}

/** The pod that a workload's controller makes, so far as a policy looks at it. */
export function podOf(kind: string, name: string, template: JsonMap): JsonMap {
  const { metadata, spec } = template as { metadata?: JsonMap; spec: JsonMap };
  const { owner } = kinds[kind] as (typeof kinds)[string];
  const own: JsonMap = {
    ...(kind === "Deployment" || kind === "Service" ? { "pod-template-hash": "5d4f8c7b9" } : {}),
    ...(kind === "Service" ? { "serving.knative.dev/revision": `${name}-00001` } : {}),
  };
  const ownerReferences = [{ apiVersion: "v1", kind: owner as string, name, uid: "u", controller: true }];
  const images = (list: Json | undefined) =>
    (list as readonly JsonMap[] | undefined)?.map((container) => ({ name: container.name, image: container.image }));
  return {
    metadata: {
      name,
      labels: { ...(metadata?.labels as JsonMap | undefined), ...own },
      annotations: essential(metadata?.annotations as JsonMap | undefined),
      ...(owner !== undefined && { ownerReferences }),
    },
    spec: {
      hostNetwork: spec.hostNetwork,
      os: spec.os,
      nodeSelector: spec.nodeSelector,
      affinity: spec.affinity,
      initContainers: images(spec.initContainers),
      containers: images(spec.containers),
      volumes: (spec.volumes as readonly JsonMap[] | undefined)?.map((volume) => ({ name: volume.name })),
    },
  };
}

/** Without what changes whenever a template of Istio does, and no policy reads. */
function essential(annotations: JsonMap = {}): JsonMap {
  const { "podgraft.dev/provenance": _, ...rest } = annotations;
  return Object.hasOwn(rest, "sidecar.istio.io/status") ? { ...rest, "sidecar.istio.io/status": "{}" } : rest;
}
