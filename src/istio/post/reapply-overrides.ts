import { type ContainerList, containerNamed, containersIn, withContainers } from "../../kube/pod.ts";
import { fieldOf, itemOf, podTemplateSchema, type Schema } from "../../kube/schema.ts";
import { strategicMerge } from "../../kube/strategic-merge.ts";
import { goStruct } from "../../template/go-struct.ts";
import { at, isList, isMap, newMap, toValue, type ValueMap, withKey } from "../../value/value.ts";
import { initContainer, validationContainer } from "../container-names.ts";
import { goJson } from "../go-json.ts";
import { annotations } from "../names.ts";
import { mapSidecar, sidecarOf, withText } from "../pod-containers.ts";
import type { PodContext } from "../pod-context.ts";
import { annotationOf } from "../profile/pod-settings.ts";
import { injectedContainers } from "./injection-status.ts";
import { keptOverrides } from "./kept-overrides.ts";
import type { PostStep } from "./post-step.ts";

/** The image of a container that only changes what is injected: the injected image stays. */
const autoImage = "auto";

const containerSchema = itemOf(fieldOf(fieldOf(podTemplateSchema, "spec"), "containers")) as Schema;

/**
 * Lays the user's own container of a name that the template has too, over the merged one, so that the user's settings win, and
 * keeps it in an annotation for the next injection. What an earlier injection added is not a setting of the user's.
 *
 * Source: istio pkg/kube/inject/webhook.go reapplyOverwrittenContainers.
 */
export const reapplyOverrides: PostStep = (pod, { original }, templatePod) => {
  const found = (list: ContainerList) => overridesIn(original, templatePod, list);
  const overrides = { containers: found("containers"), initContainers: found("initContainers") };
  const containers = overrides.containers.reduce((result, container) => merged(result, "containers", container), pod);
  const both = overrides.initContainers.reduce((result, container) => merged(result, "initContainers", container), containers);
  const injectedBefore = annotationOf({ pod: original }, annotations.status) !== undefined;
  const given = Object.entries(overrides).filter(([, list]) => list.length > 0);
  if (injectedBefore || given.length === 0) return both;
  return withText(both, "annotations", [annotations.overrides, goJson(toValue(Object.fromEntries(given)))]);
};

/**
 * Lets the init container follow the user that the user's own proxy container names: iptables lets that user's traffic pass.
 * In TPROXY mode the proxy stays root.
 *
 * Source: istio pkg/kube/inject/webhook.go adjustInitContainerUser.
 */
export const followProxyUser: PostStep = (pod, context) => {
  const security = at(sidecarOf(context.original), "securityContext");
  const user = at(security, "runAsUser") ?? undefined;
  const group = at(security, "runAsGroup") ?? undefined;
  const init = [initContainer, validationContainer].find((name) => containerNamed(containersIn(pod, "initContainers"), name));
  if (init === undefined || (user === undefined && group === undefined)) return pod;
  const tproxy = isTproxy(pod, context);
  const proxied = tproxy && user !== undefined ? mapSidecar(pod, (sidecar) => withSecurity(sidecar, { runAsUser: 0 })) : pod;
  const adjusted = containersIn(proxied, "initContainers").map((container) => {
    if (container.name !== init) return container;
    const validated = !tproxy && init === validationContainer;
    const same = validated
      ? withSecurity(container, { ...(user !== undefined && { runAsUser: user }), ...(group !== undefined && { runAsGroup: group }) })
      : container;
    return user === undefined || user === 0 ? same : withUserArg(same, String(user));
  });
  return withContainers(proxied, "initContainers", adjusted);
};

/** The user's containers that the template has too, in the template's order. */
function overridesIn(original: ValueMap, templatePod: ValueMap, list: ContainerList): readonly ValueMap[] {
  const injected = injectedContainers(original, list);
  const kept = keptOverrides(original, list);
  const own =
    list === "containers" ? containersIn(original, list) : [...containersIn(original, "containers"), ...containersIn(original, list)];
  return containersIn(templatePod, list).flatMap(({ name }) => {
    const match = injected.includes(String(name)) ? undefined : (containerNamed(kept, String(name)) ?? containerNamed(own, String(name)));
    if (match === undefined) return [];
    return [goStruct(match.image === autoImage ? withKey(match, "image", undefined) : match, containerSchema)];
  });
}

function merged(pod: ValueMap, list: ContainerList, container: ValueMap): ValueMap {
  const patch = { spec: { [list]: [container] } };
  return strategicMerge(pod, toValue(patch), podTemplateSchema).value as ValueMap;
}

function isTproxy(pod: ValueMap, { proxyConfig }: PodContext): boolean {
  return proxyConfig.interceptionMode === "TPROXY" || annotationOf({ pod }, annotations.interceptionMode) === "TPROXY";
}

function withSecurity(container: ValueMap, ids: ValueMap): ValueMap {
  const before = container.securityContext;
  return withKey(container, "securityContext", Object.assign(newMap(), isMap(before) ? before : undefined, ids));
}

/** The argument after "-u", which is the user whose traffic is not redirected. */
function withUserArg(container: ValueMap, user: string): ValueMap {
  if (!isList(container.args)) return container;
  const place = container.args.indexOf("-u");
  return place < 0 ? container : withKey(container, "args", container.args.with(place + 1, user));
}
