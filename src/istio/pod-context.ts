import type { ValueMap } from "../value/value.ts";
import type { Message } from "./config/message.ts";
import type { ProxyConfigResource } from "./config/proxy-config-resource.ts";
import type { ReadYaml } from "./read-yaml.ts";

/** Everything known about one pod while Istio's sidecar goes into it. */
export interface PodContext {
  /** The pod template as templates see it: `metadata` and `spec`, without what an earlier injection added. */
  readonly pod: ValueMap;
  /** The pod template before anything was merged, with what an earlier injection added. */
  readonly original: ValueMap;
  readonly workload: PodOwner;
  /** The annotations of the workload's namespace. */
  readonly namespaceAnnotations: ValueMap;
  /** The chart's values with the defaults filled in (config/values.ts). */
  readonly values: ValueMap;
  /** The mesh's, applied on top of the defaults (config/merge-mesh-config.ts). */
  readonly meshConfig: Message<"MeshConfig">;
  /** The same with the pod's annotation over its `defaultConfig`: what the steps after the merge read, as kube-inject has it. */
  readonly podMeshConfig: Message<"MeshConfig">;
  /** This pod's own: the mesh's with the annotation and ProxyConfig resources applied on top. */
  readonly proxyConfig: Message<"ProxyConfig">;
  readonly proxyConfigResources: readonly ProxyConfigResource[];
  readonly revision: string;
  /** Whether the proxy is native where the pod's annotation does not say. */
  readonly nativeSidecars: boolean;
  readonly proxyUid: number;
  readonly proxyGid: number;
  /** "" or "fips-140-3". */
  readonly compliancePolicy: string;
  /** "" or "openshift". */
  readonly platform: string;
  /** The minor of Istio whose injector is reproduced ("1.31"); undefined: the newest. */
  readonly minor: string | undefined;
  /** What the URL of the webhook sets (post/cluster-env.ts). */
  readonly urlEnv: Readonly<Record<string, string>>;
  /** Variables that the proxy gets last: the cluster's name and the network, and what the webhook's URL adds. */
  readonly proxyEnv: Readonly<Record<string, string>>;
  /** Whether annotations that guides show and Istio ignores take effect. */
  readonly guideAnnotations: boolean;
  /** What every injected pod gets. */
  readonly injectedAnnotations: ValueMap;
  readonly readYaml: ReadYaml;
}

/** What is known before the pod itself: its place, and its control plane's settings. */
export type PlaceContext = Omit<PodContext, "pod" | "original" | "podMeshConfig" | "proxyConfig" | "proxyUid" | "proxyGid" | "proxyEnv">;

/** The workload that a pod belongs to. */
export interface PodOwner {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  /** "" if the manifest does not say. */
  readonly namespace: string;
}
