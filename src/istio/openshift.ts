import { containersIn, userOf } from "../kube/pod.ts";
import { at, type Value, type ValueMap, withKey } from "../value/value.ts";
import { initContainer, proxyContainer, validationContainer } from "./container-names.ts";
import { annotations } from "./names.ts";
import { mapSidecar, sidecarOf } from "./pod-containers.ts";

const defaultProxyId = 1337;

/**
 * The user and group of the proxy: the last of the ranges that OpenShift gave the namespace, so that no application
 * there runs as the same user and escapes interception.
 *
 * Source: istio pkg/kube/inject/inject.go GetProxyIDs, openshift.go.
 */
export function proxyIds(namespaceAnnotations: ValueMap): { readonly uid: number; readonly gid: number } {
  const users = textOf(namespaceAnnotations[annotations.openshiftUidRange]);
  const groups = textOf(namespaceAnnotations[annotations.openshiftGroups]) ?? users;
  const blocks = groups?.split(",").map(lastOfBlock);
  const group = blocks?.every((last) => last !== undefined) ? blocks[0] : undefined;
  return { uid: (users === undefined ? undefined : lastOfBlock(users)) ?? defaultProxyId, gid: group ?? defaultProxyId };
}

/** The last number of "start/size" or "start-end"; undefined if it is neither. */
function lastOfBlock(text: string): number | undefined {
  const [, start, separator, rest] = /^[ \t]*(\d{1,10})([/-])(\d{1,10})/.exec(text) ?? [];
  if (start === undefined || Number(start) >= 2 ** 32 || Number(rest) >= 2 ** 32) return undefined;
  return separator === "/" ? (Number(start) + Number(rest) - 1) % 2 ** 32 : Number(rest);
}

/**
 * The pod without the user and group of its proxy where they are the application's too: OpenShift assigns one user to all
 * containers, and a proxy that runs as the application's user does not see its traffic.
 *
 * Source: istio pkg/kube/inject/webhook.go isSidecarUserMatchingAppUser.
 */
export function forgetAssignedUser(pod: ValueMap): ValueMap {
  const security = at(sidecarOf(pod), "securityContext");
  if (security === undefined || security === null || userOfProxy(pod) !== userOfApplication(pod)) return pod;
  return mapSidecar(pod, (sidecar) => {
    const bare = withKey(withKey(security as ValueMap, "runAsUser", undefined), "runAsGroup", undefined);
    return withKey(sidecar, "securityContext", bare);
  });
}

function userOfProxy(pod: ValueMap): Value {
  return lastUser(allOf(pod).filter(({ name }) => name === proxyContainer));
}

function userOfApplication(pod: ValueMap): Value {
  const istio: readonly Value[] = [proxyContainer, validationContainer, initContainer];
  return lastUser(allOf(pod).filter(({ name }) => !istio.includes(name as Value)));
}

function lastUser(containers: readonly ValueMap[]): Value {
  const users = containers.map(userOf).filter((user) => user !== undefined && user !== null);
  return users.at(-1) ?? 0;
}

function allOf(pod: ValueMap): readonly ValueMap[] {
  return [...containersIn(pod, "containers"), ...containersIn(pod, "initContainers")];
}

function textOf(value: Value | undefined): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
