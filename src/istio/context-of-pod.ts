import { type Diagnostic, diagnostic } from "../diagnostic/diagnostic.ts";
import { labelTexts } from "../kube/pod.ts";
import { newMap, type ValueMap, withKey } from "../value/value.ts";
import { mergeProxyConfig } from "./config/merge-proxy-config.ts";
import type { Message } from "./config/message.ts";
import { effectiveProxyConfig, type ProxyConfigResource } from "./config/proxy-config-resource.ts";
import { guideFields } from "./guide-annotations.ts";
import { annotations } from "./names.ts";
import { forgetAssignedUser, proxyIds } from "./openshift.ts";
import type { PlaceContext, PodContext } from "./pod-context.ts";
import { clusterEnv } from "./post/cluster-env.ts";
import { stripInjection } from "./post/strip-injection.ts";
import { annotationOf } from "./profile/pod-settings.ts";
import { readProxyConfigAnnotation } from "./validate.ts";

export interface KnownPod {
  readonly context: PodContext;
  readonly diagnostics: readonly Diagnostic[];
}

/** What is known about a pod in its context. */
export function contextOfPod(podTemplate: ValueMap, place: PlaceContext): KnownPod {
  const isOpenshift = place.platform === "openshift";
  const original = isOpenshift ? forgetAssignedUser(podTemplate) : podTemplate;
  const { uid, gid } = isOpenshift ? proxyIds(place.namespaceAnnotations) : { uid: 1337, gid: 1337 };
  const { proxyConfig, podMeshConfig, diagnostics } = proxyConfigOf(original, place);
  const context = {
    original,
    pod: stripInjection(original, place.meshConfig),
    proxyUid: uid,
    proxyGid: gid,
    proxyEnv: clusterEnv({ pod: original, values: place.values, fromUrl: place.urlEnv }),
    proxyConfig,
    podMeshConfig,
    ...place,
  };
  return { context, diagnostics };
}

interface ProxyFacts extends Pick<PodContext, "proxyConfig" | "podMeshConfig"> {
  readonly diagnostics: readonly Diagnostic[];
}

/** The mesh's ProxyConfig with a pod's annotation and the ProxyConfig resources applied. */
export function proxyConfigOf(
  pod: ValueMap,
  place: Pick<PlaceContext, "meshConfig" | "workload" | "proxyConfigResources" | "readYaml" | "guideAnnotations">,
): ProxyFacts {
  const { meshConfig, workload, proxyConfigResources, readYaml } = place;
  const text = annotationOf({ pod }, annotations.proxyConfig);
  const read = text === undefined ? undefined : readProxyConfigAnnotation(text, readYaml);
  const given = typeof read === "object" ? read.fields : undefined;
  const annotation: ValueMap = Object.assign(newMap(), guideFields(pod, place), given);
  const mesh = meshConfig.defaultConfig ?? (newMap() as Message<"ProxyConfig">);
  const { proxyConfig, ambiguous } = effectiveProxyConfig({
    mesh,
    rootNamespace: meshConfig.rootNamespace ?? "",
    resources: proxyConfigResources,
    namespace: workload.namespace || "default",
    podLabels: labelTexts(pod),
    annotation,
  });
  const own = mergeProxyConfig(mesh, annotation) as ValueMap;
  const merged = own === meshConfig.defaultConfig ? meshConfig : withKey(meshConfig as ValueMap, "defaultConfig", own);
  return { proxyConfig, podMeshConfig: merged as Message<"MeshConfig">, diagnostics: ambiguous.map(ambiguity) };
}

function ambiguity(resources: readonly ProxyConfigResource[]): Diagnostic {
  const names = resources.map(({ name, namespace }) => `${namespace}/${name}`);
  return diagnostic("AmbiguousProxyConfig", {
    message: `Several ProxyConfigs match the pod: ${names.join(", ")}. Istio uses the oldest; podgraft uses ${names[0]}`,
    fix: "keep one of them, or give them selectors that tell the pods apart",
  });
}
