import { type ContainerList, containerNamed, containersIn, withContainers } from "../../kube/pod.ts";
import type { ValueMap } from "../../value/value.ts";
import type { Message } from "../config/message.ts";
import { annotations } from "../names.ts";
import { withText } from "../pod-containers.ts";
import { injectionStatus } from "./injection-status.ts";
import { keptOverrides } from "./kept-overrides.ts";
import { metricsAnnotations } from "./merge-metrics.ts";

/**
 * The pod as the templates should see it: without the containers that an earlier injection says it added, and without the
 * metrics annotations that point to the agent; with the containers of the user that such an injection overlaid.
 *
 * Source: istio pkg/kube/inject/inject.go stripPod, webhook.go reinsertOverrides.
 */
export function stripInjection(pod: ValueMap, meshConfig: Message<"MeshConfig">): ValueMap {
  const status = injectionStatus(pod);
  if (status === undefined) return reinsertOverrides(pod);
  const fewer = withContainers(pod, "containers", without(pod, "containers", status.containers));
  const bare = withContainers(fewer, "initContainers", without(fewer, "initContainers", status.initContainers));
  const cleared = withText(withoutAgentMetrics(bare, meshConfig), "annotations", [annotations.status, undefined]);
  return reinsertOverrides(cleared);
}

function without(pod: ValueMap, list: ContainerList, names: readonly string[]): readonly ValueMap[] {
  return containersIn(pod, list).filter(({ name }) => !names.includes(String(name)));
}

function withoutAgentMetrics(pod: ValueMap, meshConfig: Message<"MeshConfig">): ValueMap {
  const { port, keys } = metricsAnnotations(pod);
  if (port === undefined || port !== String(meshConfig.defaultConfig?.statusPort ?? 0)) return pod;
  return keys.reduce((result, key) => withText(result, "annotations", [key, undefined]), pod);
}

function reinsertOverrides(pod: ValueMap): ValueMap {
  const lists: readonly ContainerList[] = ["containers", "initContainers"];
  return lists.reduce((result, list) => {
    const present = containersIn(result, list);
    const missing = keptOverrides(pod, list).filter(({ name }) => containerNamed(present, String(name)) === undefined);
    return withContainers(result, list, [...present, ...missing]);
  }, pod);
}
