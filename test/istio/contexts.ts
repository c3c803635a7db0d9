import { mergeMeshConfig } from "../../src/istio/config/merge-mesh-config.ts";
import { defaultMeshConfig, defaultProxyConfig } from "../../src/istio/config/mesh-defaults.ts";
import type { Message } from "../../src/istio/config/message.ts";
import { readMessage } from "../../src/istio/config/read-message.ts";
import { defaultValues, mergeValues } from "../../src/istio/config/values.ts";
import type { InjectContext } from "../../src/istio/inject-istio.ts";
import type { PostContext } from "../../src/istio/post/post-context.ts";
import { builtinTemplates } from "../../src/istio/profile/builtin-templates.ts";
import type { RenderContext } from "../../src/istio/profile/render-context.ts";
import { newMap, toValue, type ValueMap } from "../../src/value/value.ts";
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

export function renderContext(overrides: Partial<RenderContext> = {}): RenderContext {
  return {
    pod: podOf({}),
    workload,
    values: defaultValues,
    meshConfig: defaultMeshConfig,
    proxyConfig: defaultProxyConfig,
    revision: "",
    nativeSidecars: true,
    proxyUid: 1337,
    proxyGid: 1337,
    compliancePolicy: "",
    minor: undefined,
    guideAnnotations: true,
    ...overrides,
  };
}

export function postContext(overrides: Partial<PostContext> = {}): PostContext {
  return {
    original: podOf({}),
    templatePod: podOf({}),
    values: defaultValues,
    meshConfig: defaultMeshConfig,
    proxyConfig: defaultProxyConfig,
    revision: "",
    proxyEnv: {},
    minor: undefined,
    guideAnnotations: true,
    injectedAnnotations: newMap(),
    ...overrides,
  };
}

export function injectContext(overrides: Partial<InjectContext> = {}): InjectContext {
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
    templates: builtinTemplates,
    defaultTemplates: ["sidecar"],
    aliases: new Map(),
    injectedAnnotations: newMap(),
    readYaml,
    ...overrides,
  };
}
