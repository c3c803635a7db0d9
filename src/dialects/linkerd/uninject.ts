import { allContainers, containersIn, specOf, volumesOf } from "../../kube/pod.ts";
import { isEmpty, isMap, mapAt, newMap, type Value, type ValueMap, withKey } from "../../value/value.ts";
import type { UninjectedPod } from "../dialect.ts";
import { INJECT } from "./annotations.ts";

const containers = ["linkerd-proxy", "linkerd-init", "linkerd-network-validator", "linkerd-debug"];
const volumes = ["linkerd-identity-end-entity", "linkerd-proxy-init-xtables-lock", "linkerd-identity-token", "linkerd-podinfo"];

/**
 * A pod template without what `linkerd inject` or the injector wrote; undefined where its proxy is not there.
 *
 * Differs: `linkerd uninject` leaves the network validator, the debug container and the volume for tracing.
 * Source: linkerd2 pkg/inject/uninject.go
 */
export function uninjectLinkerd(pod: ValueMap): UninjectedPod | undefined {
  if (!allContainers(pod).some(({ container }) => container.name === "linkerd-proxy")) return undefined;
  const left = (items: readonly ValueMap[], names: readonly string[]) => items.filter(({ name }) => !names.includes(String(name)));
  const lists: readonly (readonly [string, readonly ValueMap[]])[] = [
    ["initContainers", left(containersIn(pod, "initContainers"), containers)],
    ["containers", left(containersIn(pod, "containers"), containers)],
    ["volumes", left(volumesOf(pod), volumes)],
  ];
  const spec = lists.reduce((map, [key, items]) => withKey(map, key, items.length > 0 ? items : undefined), specOf(pod));
  return {
    podTemplate: withOwnMetadata(withKey(pod, "spec", spec)),
    guesses: ["annotations of config.linkerd.io stay, whoever wrote them"],
  };
}

/** Pods of the control plane keep what they have. */
function withOwnMetadata(pod: ValueMap): ValueMap {
  const metadata = mapAt(pod, "metadata");
  if (mapAt(metadata, "labels")["linkerd.io/control-plane-component"] !== undefined) return pod;
  const kept = ["labels", "annotations"].reduce((map, key) => withKey(map, key, isMap(map[key]) ? ownKeys(map[key]) : map[key]), metadata);
  return withKey(pod, "metadata", isEmpty(kept) ? undefined : kept);
}

function ownKeys(map: ValueMap): Value | undefined {
  const kept = newMap();
  for (const key in map) if (!key.startsWith("linkerd.io") || (key === INJECT && map[key] === "disabled")) kept[key] = map[key] as Value;
  return isEmpty(kept) ? undefined : kept;
}
