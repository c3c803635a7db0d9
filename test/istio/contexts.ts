import { mergeMeshConfig } from "../../src/istio/config/merge-mesh-config.ts";
import { defaultMeshConfig, defaultProxyConfig } from "../../src/istio/config/mesh-defaults.ts";
import type { Message } from "../../src/istio/config/message.ts";
import { readMessage } from "../../src/istio/config/read-message.ts";
import { defaultValues } from "../../src/istio/config/values.ts";
import type { PlaceContext, PodContext } from "../../src/istio/pod-context.ts";
import type { PostStep } from "../../src/istio/post/post-step.ts";
import { builtinTemplates } from "../../src/istio/profile/builtin-templates.ts";
import type { TemplateSet } from "../../src/istio/select-templates.ts";
import { mergeValues, newMap, toValue, type ValueMap } from "../../src/value/value.ts";
import { readYaml } from "./yaml.ts";

/** Plain data as a map of the engine's. */
export function mapOf(data: unknown): ValueMap {
  return toValue(data) as ValueMap;
}

export function podOf(metadata: unknown, spec: unknown = { containers: [{ name: "app", image: "app:1" }] }): ValueMap {
  return mapOf({ metadata, spec });
}

export function valuesOf(values: unknown): ValueMap {
  return mergeValues(defaultValues, mapOf(values ?? {}));
}

export function meshOf(mesh: unknown): Message<"MeshConfig"> {
  return mergeMeshConfig(defaultMeshConfig, readMessage("MeshConfig", mapOf(mesh ?? {})).fields);
}

const workload = { apiVersion: "apps/v1", kind: "Deployment", name: "web", namespace: "shop" };

/** A pod's context; `podMeshConfig` is the mesh's where it is not given. */
export function podContext(overrides: Partial<PodContext> = {}): PodContext {
  return {
    ...placeContext(),
    pod: podOf({}),
    original: podOf({}),
    podMeshConfig: defaultMeshConfig,
    proxyConfig: defaultProxyConfig,
    proxyUid: 1337,
    proxyGid: 1337,
    proxyEnv: {},
    ...overrides,
  };
}

/** A step after the merge, of templates that brought nothing. */
export function stepped(step: PostStep, pod: ValueMap, context = podContext()): ValueMap {
  return step(pod, context, newMap());
}

/** What is known of a pod's place, without templates. */
function placeContext(): PlaceContext {
  return {
    workload,
    namespaceAnnotations: newMap(),
    values: defaultValues,
    meshConfig: defaultMeshConfig,
    proxyConfigResources: [],
    revision: "",
    nativeSidecars: true,
    compliancePolicy: "",
    platform: "",
    minor: undefined,
    urlEnv: {},
    guideAnnotations: true,
    injectedAnnotations: newMap(),
    readYaml,
  };
}

export type InjectContext = PlaceContext & TemplateSet;

export function injectContext(overrides: Partial<InjectContext> = {}): InjectContext {
  const templates = { templates: builtinTemplates, defaultTemplates: ["sidecar"], aliases: new Map() };
  return { ...placeContext(), ...templates, ...overrides };
}
