import type { OuterMetadata } from "../../graft/misplaced-keys.ts";
import type { ContainerList } from "../../kube/pod.ts";
import type { ValueMap } from "../../value/value.ts";
import type { Message } from "../config/message.ts";
import type { PodOwner } from "../pod-context.ts";
import type { InjectorWebhooks } from "../rules/webhooks.ts";

/** What is known about one pod template when it is checked. */
export interface PodLintFacts {
  /** The pod template as the user has it. */
  readonly podTemplate: ValueMap;
  /** The same once injected; undefined if it is not. */
  readonly injected: ValueMap | undefined;
  /** The annotations of an injected pod that nothing reads; injection reports them. */
  readonly unread: readonly string[];
  /** From the control plane that injects. */
  readonly values: ValueMap;
  /** This pod's own. */
  readonly proxyConfig: Message<"ProxyConfig">;
  /** Who added a container of the injected pod, as named in messages: `the pod`, `the sidecar x`. */
  readonly partyOf: (list: ContainerList, name: string) => string;
  readonly workload: PodOwner;
  /** The workload's own metadata; of a Pod the pod template's. */
  readonly workloadMetadata: ValueMap;
  /** The metadata around the pod template. */
  readonly outer: readonly OuterMetadata[];
  readonly namespaceLabels: ValueMap;
  /** The oldest kubelet; undefined if it is not set. */
  readonly kubernetesVersion: string | undefined;
  /** Istio's webhooks in the cluster, as far as the input shows them. */
  readonly webhooks: readonly InjectorWebhooks[];
  /** The PeerAuthentication resources in the input. */
  readonly peerAuthentications: readonly ValueMap[];
}
