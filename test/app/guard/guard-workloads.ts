import { Random } from "../../random.ts";
import { hasDialects, type Json, LABEL_KEYS, LABEL_VALUES, OPT_INS } from "./guard-configs.ts";
import {
  guardedAccounts,
  guardedAnnotations,
  guardedLabels,
  guardedNamespaceAnnotations,
  guardedSpec,
  guardedVariables,
  HAND_MADE_PROXIES,
} from "./guard-dialects.ts";

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

/** Istio's ProxyConfigs, which choose an image's type for the mesh, a namespace or some pods. */
export function proxyConfigs(seed: number): readonly JsonMap[] {
  const random = new Random(seed * 41 + 3);
  if (random.chance(0.6)) return [];
  return Array.from({ length: 1 + random.below(5) }, (_, i) => {
    const image = random.pick<JsonMap>([{ imageType: "debug" }, { imageType: "distroless" }, { imageType: "mine" }, {}]);
    const key = random.pick(LABEL_KEYS);
    return {
      apiVersion: "networking.istio.io/v1beta1",
      kind: "ProxyConfig",
      metadata: { name: `p${random.below(100)}-${i}`, namespace: random.pick(["istio-system", "shop", "bank", "team-a"]) },
      spec: {
        ...(random.chance(0.4) && { selector: { matchLabels: { [key]: random.pick(LABEL_VALUES) } } }),
        ...(random.chance(0.8) ? { image } : { concurrency: 1 }),
      },
    };
  });
}

/** Of all namespaces. */
export function serviceAccounts(seed: number): readonly JsonMap[] {
  if (!hasDialects(seed)) return [];
  const random = new Random(seed * 37 + 5);
  return NAMESPACES.flatMap((name) => guardedAccounts(random, name));
}

const NAMESPACES = ["shop", "bank", "tools", "kube-system", "team-a", "team-b"];

export function guardedNamespaces(seed: number): readonly JsonMap[] {
  const random = new Random(seed * 31 + 7);
  return NAMESPACES.map((name) => ({
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
      ...(hasDialects(seed) && { annotations: guardedNamespaceAnnotations(random) }),
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
  const template = templateOf(random, kind, hasDialects(seed));
  if (path.length === 0) return { apiVersion, kind, ...template, metadata: { name, namespace, ...(template.metadata as JsonMap) } };
  const inner = path.slice(1).reduceRight<Json>((value, key) => ({ [key]: value }), template);
  return { apiVersion, kind, metadata: { name, namespace }, spec: inner as JsonMap };
}

function someLabels(random: Random): JsonMap {
  return Object.fromEntries(LABEL_KEYS.filter(() => random.chance(0.4)).map((key) => [key, random.pick(LABEL_VALUES)]));
}

function templateOf(random: Random, kind: string, isWithDialects: boolean): JsonMap {
  const inject = ["true", "true", "false", "", "maybe"];
  const optIn = () => ({ [random.pick(OPT_INS)]: random.pick(["true", "false", "no"]) });
  const labels = {
    app: "a",
    ...someLabels(random),
    ...(random.chance(0.2) && { "sidecar.istio.io/inject": random.pick(inject) }),
    ...(random.chance(0.2) && { "istio.io/rev": random.pick(REVISIONS) }),
    ...(random.chance(0.2) && optIn()),
    ...(isWithDialects && guardedLabels(random)),
  };
  const annotations = {
    ...(isWithDialects && guardedAnnotations(random)),
    ...(random.chance(0.2) && { "sidecar.istio.io/inject": random.pick(inject) }),
    ...(random.chance(0.2) && optIn()),
    ...(random.chance(0.1) && { "sidecar.istio.io/proxyImage": random.pick(["example.com/proxy:9", "proxyv3"]) }),
    ...(random.chance(0.1) && { "sidecar.istio.io/proxyImageType": random.pick(["debug", "default", "distroless", ""]) }),
    ...(random.chance(0.1) && { "proxy.istio.io/config": random.pick(["image: {imageType: debug}", "concurrency: 2"]) }),
    ...(random.chance(0.1) && { "inject.istio.io/templates": random.pick(["sidecar", "grpc-agent", "grpc-simple", "gateway", "own"]) }),
  };
  return { metadata: { labels, ...(Object.keys(annotations).length > 0 && { annotations }) }, spec: specOf(random, kind, isWithDialects) };
}

function specOf(random: Random, kind: string, isWithDialects: boolean): Json {
  const windows = { key: "kubernetes.io/os", operator: "In", values: random.pick([["windows"], ["windows"], ["linux", "windows"]]) };
  const terms = [
    { matchExpressions: [windows] },
    ...(random.chance(0.3) ? [{ matchExpressions: [{ key: "zone", operator: "Exists" }] }] : []),
  ];
  const handMade = random.chance(0.1) ? [{ name: "istio-proxy", image: random.pick(["auto", "example.com/mine:1"]) }] : [];
  const proxies = isWithDialects && random.chance(0.05) ? [random.pick(HAND_MADE_PROXIES)] : [];
  const own = () => (isWithDialects ? guardedVariables(random) : {});
  return {
    ...(random.chance(0.1) && { hostNetwork: random.pick([true, true, false]) }),
    ...(random.chance(0.05) && { os: { name: random.pick(["windows", "linux"]) } }),
    ...(random.chance(0.05) && { nodeSelector: { [random.pick(["kubernetes.io/os", "disk"])]: "windows" } }),
    ...(random.chance(0.05) && {
      affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: terms } } },
    }),
    ...(/Job$/.test(kind) && { restartPolicy: "Never" }),
    ...(isWithDialects && guardedSpec(random)),
    ...(random.chance(0.2) && { initContainers: [{ name: "init", image: "init:1", ...own() }] }),
    containers: [{ name: "app", image: "app:1", ...own() }, ...handMade, ...proxies],
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
    (list as readonly JsonMap[] | undefined)?.map(({ name, image, env, volumeMounts }) => ({
      name,
      image,
      env: only(env, ["name"]),
      volumeMounts: only(volumeMounts, ["name", "mountPath"]),
    }));
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
      volumes: only(spec.volumes, ["name", "projected"]),
      serviceAccountName: spec.serviceAccountName || spec.serviceAccount || "default",
      automountServiceAccountToken: spec.automountServiceAccountToken,
    },
  };
}

/** These fields of the items. */
function only(list: Json | undefined, fields: readonly string[]): Json | undefined {
  return (list as readonly JsonMap[] | undefined)?.map((item) => Object.fromEntries(fields.map((field) => [field, item[field]])));
}

/** Without what changes whenever a template of Istio does, and no policy reads. */
function essential(annotations: JsonMap = {}): JsonMap {
  const { "podgraft.dev/provenance": _, ...rest } = annotations;
  return Object.hasOwn(rest, "sidecar.istio.io/status") ? { ...rest, "sidecar.istio.io/status": "{}" } : rest;
}
