import { annotationTexts, type ContainerList, containerNamed, containersIn, envOf, labelTexts, withContainers } from "../kube/pod.ts";
import { at, isList, isMap, newMap, type Value, type ValueMap, withKey } from "../value/value.ts";
import { parseJson } from "./go-json.ts";
import { annotations, labels } from "./names.ts";
import { mapContainers, sidecarOf, withText } from "./pod-containers.ts";
import { handlers } from "./post/app-probers.ts";
import { type InjectionStatus, injectionStatus } from "./post/injection-status.ts";
import { keptOverrides } from "./post/kept-overrides.ts";
import { metricsAnnotations } from "./post/merge-metrics.ts";

export interface UninjectedPod {
  readonly podTemplate: ValueMap;
  /** What was removed or kept without knowing who added it. */
  readonly guesses: readonly string[];
}

/**
 * A pod template without what Istio's own injector, or another tool that leaves its notes, put there; undefined if
 * there is no note of it. The status annotation names containers, volumes and pull secrets; the proxy's variables hold the
 * probes and the metrics annotations that were redirected; the overrides hold the user's own settings of the proxy.
 *
 * Source: istio pkg/kube/inject/webhook.go, app_probe.go DumpAppProbers, inject.go SidecarInjectionStatus.
 */
export function uninjectIstio(pod: ValueMap): UninjectedPod | undefined {
  const status = injectionStatus(pod);
  if (status === undefined) return undefined;
  const variables = new Map(envOf(sidecarOf(pod) ?? newMap()).map(({ name, value }) => [name, value]));
  const probers = parsed(variables.get("ISTIO_KUBE_APP_PROBERS"));
  const probed = mapContainers(withoutListed(pod, status), (container) => withOwnProbes(container, probers));
  const measured = withOwnMetrics(probed, parsed(variables.get("ISTIO_PROMETHEUS_ANNOTATIONS")));
  return { podTemplate: withoutNotes(withOverrides(measured, pod)), guesses: guesses(pod, probers) };
}

function parsed(text: Value | undefined): ValueMap {
  const value = typeof text === "string" ? parseJson(text) : undefined;
  return isMap(value) ? value : newMap();
}

/** Without the items that the status names; a list that loses its last one goes. */
function withoutListed(pod: ValueMap, status: InjectionStatus): ValueMap {
  const lists = ["initContainers", "containers", "volumes", "imagePullSecrets"] as const;
  return lists.reduce((result, list) => {
    const spec = isMap(result.spec) ? result.spec : newMap();
    const items = at(spec, list);
    if (!isList(items)) return result;
    const left = items.filter((item) => !status[list].includes(String(at(item, "name"))));
    if (left.length === items.length) return result;
    return withKey(result, "spec", withKey(spec, list, left.length === 0 ? undefined : left));
  }, pod);
}

/** The user's own containers that the injection was merged into. */
function withOverrides(pod: ValueMap, injected: ValueMap): ValueMap {
  const lists: readonly ContainerList[] = ["containers", "initContainers"];
  return lists.reduce((result, list) => {
    const present = containersIn(result, list);
    const missing = keptOverrides(injected, list).filter(({ name }) => containerNamed(present, String(name)) === undefined);
    return missing.length === 0 ? result : withContainers(result, list, [...present, ...missing]);
  }, pod);
}

/** Its probes and hooks as they were: the agent got the information to run them itself. */
function withOwnProbes(container: ValueMap, probers: ValueMap): ValueMap {
  return handlers.reduce((result, { path, url }) => {
    const handler = at(result, ...path);
    const own = probers[url(String(container.name ?? ""))];
    if (!isMap(handler) || !isMap(own) || at(handler, "httpGet", "path") !== url(String(container.name ?? ""))) return result;
    const kinds = ["httpGet", "tcpSocket", "grpc"].filter((kind) => isMap(own[kind]));
    const without = withKey(handler, "httpGet", undefined);
    return replaced(
      result,
      path,
      kinds.reduce((all, kind) => withKey(all, kind, withoutNull(own[kind] as ValueMap)), without),
    );
  }, container);
}

function withoutNull(map: ValueMap): ValueMap {
  return Object.keys(map).reduce((all, key) => (all[key] === null ? withKey(all, key, undefined) : all), map);
}

function replaced(map: ValueMap, [key, ...rest]: readonly string[], value: ValueMap): ValueMap {
  const inner = map[key as string];
  return withKey(map, key as string, rest.length === 0 ? value : replaced(isMap(inner) ? inner : newMap(), rest, value));
}

const METRICS = ["scrape", "path", "port"] as const;

/** The annotations for Prometheus as they were passed to the agent; empty if there were none. */
function withOwnMetrics(pod: ValueMap, told: ValueMap): ValueMap {
  const { keys, path } = metricsAnnotations(pod);
  if (path !== "/stats/prometheus") return pod;
  const cleared = keys.reduce((result, key) => withText(result, "annotations", [key, undefined]), pod);
  return METRICS.reduce((result, name) => {
    const value = told[name];
    return typeof value === "string" && value !== "" ? withText(result, "annotations", [`prometheus.io/${name}`, value]) : result;
  }, cleared);
}

const notes = {
  annotations: [
    annotations.status,
    annotations.overrides,
    annotations.revision,
    annotations.defaultContainer,
    annotations.defaultLogsContainer,
  ],
  labels: [labels.tlsMode, labels.canonicalName, labels.canonicalRevision],
} as const;

/** Without the injector's own labels and annotations, and without maps that lose their last entry. */
function withoutNotes(pod: ValueMap): ValueMap {
  return (["annotations", "labels"] as const).reduce((result, which) => {
    const left = notes[which].reduce((all, name) => withText(all, which, [name, undefined]), result);
    const metadata = isMap(left.metadata) ? left.metadata : newMap();
    const isEmpty = Object.keys(textsAt(left, which)).length === 0;
    return isEmpty && metadata[which] !== undefined ? withKey(left, "metadata", withKey(metadata, which, undefined)) : left;
  }, pod);
}

function textsAt(pod: ValueMap, which: "labels" | "annotations"): Readonly<Record<string, string>> {
  return which === "labels" ? labelTexts(pod) : annotationTexts(pod);
}

/** The status does not list these. */
function guesses(pod: ValueMap, probers: ValueMap): readonly string[] {
  const taken = (["labels", "annotations"] as const).flatMap((which) =>
    notes[which].filter((name) => name !== annotations.status && name !== annotations.overrides && textsAt(pod, which)[name] !== undefined),
  );
  const fsGroup = at(pod, "spec", "securityContext", "fsGroup") === 1337;
  return [
    ...(taken.length > 0 ? [`${taken.join(", ")} went, which may have been the user's own`] : []),
    ...(fsGroup ? ["securityContext.fsGroup 1337 stayed, which older templates set"] : []),
    ...(Object.keys(probers).length > 0 ? ["probes call ports by number, which may have had names"] : []),
  ];
}
