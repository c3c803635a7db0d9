import type { ContainerList } from "../../kube/pod.ts";
import { at, isList, isMap, newMap, type Value, type ValueMap } from "../../value/value.ts";
import { goJson, parseJson } from "../go-json.ts";
import { annotations } from "../names.ts";
import { withText } from "../pod-containers.ts";
import { annotationOf } from "../profile/pod-settings.ts";
import type { PostStep } from "./post-step.ts";

/** What an earlier injection recorded that it added. */
export interface InjectionStatus {
  readonly initContainers: readonly string[];
  readonly containers: readonly string[];
  readonly volumes: readonly string[];
  readonly imagePullSecrets: readonly string[];
  readonly revision: string;
}

/** Reads `sidecar.istio.io/status`; undefined if the pod has none or it cannot be read. */
export function injectionStatus(pod: ValueMap): InjectionStatus | undefined {
  return parseStatus(annotationOf({ pod }, annotations.status) ?? "");
}

/**
 * The containers of a list that an earlier injection added, so that they do not count as the user's. Unlike the status
 * as a whole, Istio reads this as plain JSON, whose keys match exactly.
 *
 * Source: istio pkg/kube/inject/webhook.go parseStatus.
 */
export function injectedContainers(pod: ValueMap, list: ContainerList): readonly Value[] {
  const names = at(parseJson(annotationOf({ pod }, annotations.status) ?? ""), list);
  return isList(names) ? names : [];
}

function parseStatus(text: string): InjectionStatus | undefined {
  const given = parseJson(text);
  if (!isMap(given)) return undefined;
  const status = withKnownKeys(given);
  const names = (list: string) => {
    const value = at(status, list);
    return isList(value) ? value.filter((name) => typeof name === "string") : [];
  };
  return {
    initContainers: names("initContainers"),
    containers: names("containers"),
    volumes: names("volumes"),
    imagePullSecrets: names("imagePullSecrets"),
    revision: String(at(status, "revision") ?? ""),
  };
}

const fields = ["initContainers", "containers", "volumes", "imagePullSecrets", "revision"];

/** Go matches keys in any case. */
function withKnownKeys(map: ValueMap): ValueMap {
  const known = newMap();
  for (const key of Object.keys(map)) {
    const field = fields.find((name) => name.toLowerCase() === key.toLowerCase());
    if (field !== undefined) known[field] = map[key] as Value;
  }
  return known;
}

/**
 * Records what was injected and by which revision, the network, and the annotations that the values add to every pod.
 *
 * Source: istio pkg/kube/inject/webhook.go applyMetadata, getInjectionStatus.
 */
export const applyMetadata: PostStep = (pod, context, templatePod) => {
  const network = context.proxyEnv.ISTIO_META_NETWORK;
  const labelled = network === undefined ? pod : withText(pod, "labels", ["topology.istio.io/network", network]);
  const marked = withText(labelled, "annotations", [annotations.status, statusText(templatePod, context.revision)]);
  const added = context.injectedAnnotations;
  return Object.keys(added).reduce((result, key) => withText(result, "annotations", [key, String(added[key] as Value)]), marked);
};

function statusText(templatePod: ValueMap, revision: string): string {
  const names = (list: string): Value => {
    const items = at(templatePod, "spec", list);
    return isList(items) && items.length > 0 ? items.map((item) => at(item, "name") ?? "") : null;
  };
  return goJson({
    initContainers: names("initContainers"),
    containers: names("containers"),
    volumes: names("volumes"),
    imagePullSecrets: names("imagePullSecrets"),
    revision: revision || "default",
  });
}
