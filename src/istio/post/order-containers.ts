import { containerNamed, containersIn, withContainers } from "../../kube/pod.ts";
import { at, type ValueMap } from "../../value/value.ts";
import { coreDumpContainer, initContainer, proxyContainer, validationContainer } from "../container-names.ts";
import type { PostStep } from "./post-step.ts";

type Move = (containers: readonly ValueMap[]) => readonly ValueMap[];

/** With a native proxy: redirection, proxy, core dumps, then the user's, so that these are in the mesh. */
const nativeOrder = [first(coreDumpContainer), first(proxyContainer), first(validationContainer), first(initContainer)];

/** Else the check of the redirection is first, and the redirection last, so that the user's init containers are not cut off. */
const classicOrder = [first(validationContainer), last(initContainer), last(coreDumpContainer)];

/**
 * Puts the proxy last, so that kubectl takes the user's container by default, or first where the application must wait for
 * it; and orders the init containers around the redirection of traffic.
 *
 * Source: istio pkg/kube/inject/webhook.go reorderPod.
 */
export const orderContainers: PostStep = (pod, { proxyConfig, values }) => {
  const { holdApplicationUntilProxyStarts: held } = proxyConfig;
  const holds = held === true || at(values, "global", "proxy", "holdApplicationUntilProxyStarts") === true;
  const place = holds ? first(proxyContainer) : last(proxyContainer);
  const ordered = withContainers(pod, "containers", place(containersIn(pod, "containers")));
  const init = containersIn(ordered, "initContainers");
  const moves = containerNamed(init, proxyContainer) === undefined ? classicOrder : nativeOrder;
  return withContainers(
    ordered,
    "initContainers",
    moves.reduce((containers, move) => move(containers), init),
  );
};

function first(name: string): Move {
  return (containers) => [...named(containers, name), ...containers.filter((item) => item.name !== name)];
}

function last(name: string): Move {
  return (containers) => [...containers.filter((item) => item.name !== name), ...named(containers, name)];
}

/** The last container of a name: where re-injection left two, the merged one. */
function named(containers: readonly ValueMap[], name: string): readonly ValueMap[] {
  return containers.filter((item) => item.name === name).slice(-1);
}
