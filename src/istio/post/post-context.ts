import type { ValueMap } from "../../value/value.ts";
import type { Message } from "../config/message.ts";

/** What the steps after the merge work with. */
export interface PostContext {
  /** The pod template before anything was merged. */
  readonly original: ValueMap;
  /** The templates' partial pods, merged with each other only. */
  readonly templatePod: ValueMap;
  readonly values: ValueMap;
  readonly meshConfig: Message<"MeshConfig">;
  /** This pod's own. */
  readonly proxyConfig: Message<"ProxyConfig">;
  readonly revision: string;
  /** Variables that the proxy gets last: the cluster's name and the network, and what the webhook's URL adds. */
  readonly proxyEnv: Readonly<Record<string, string>>;
  /** The minor of Istio that is reproduced; undefined: the newest. */
  readonly minor: string | undefined;
  readonly guideAnnotations: boolean;
  /** What every injected pod gets. */
  readonly injectedAnnotations: ValueMap;
}

/** A step after the merge: the pod with one thing seen to; the same object where there was nothing to do. */
export type PostStep = (pod: ValueMap, context: PostContext) => ValueMap;
