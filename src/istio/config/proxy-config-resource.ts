import { at, isMap, newMap, type Value, type ValueMap } from "../../value/value.ts";
import { mergeProxyConfig } from "./merge-proxy-config.ts";
import type { Message } from "./message.ts";
import { type FieldFinding, readMessage } from "./read-message.ts";

/** An Istio `ProxyConfig` resource (networking.istio.io/v1beta1). */
export interface ProxyConfigResource {
  readonly name: string;
  readonly namespace: string;
  /** Empty: for the whole namespace, or the whole mesh in the root namespace. */
  readonly matchLabels: ValueMap;
  /** What it sets, in the terms of MeshConfig's ProxyConfig. */
  readonly fields: ValueMap;
  /** What is wrong with its spec, paths from `spec`. */
  readonly findings: readonly FieldFinding[];
}

/** Reads one resource. Source: istio pilot/pkg/model/proxy_config.go toMeshConfigProxyConfig. */
export function readProxyConfigResource(resource: ValueMap): ProxyConfigResource {
  const { fields: spec, findings } = readMessage("ProxyConfigResource", resource.spec ?? null);
  const fields = newMap();
  if (spec.concurrency !== undefined) fields.concurrency = spec.concurrency;
  if (spec.environmentVariables !== undefined) fields.proxyMetadata = spec.environmentVariables;
  if (spec.image !== undefined) fields.image = spec.image;
  const labels = at(spec, "selector", "matchLabels");
  return {
    name: String(at(resource, "metadata", "name") ?? ""),
    namespace: String(at(resource, "metadata", "namespace") ?? ""),
    matchLabels: isMap(labels) ? labels : newMap(),
    fields,
    findings,
  };
}

export interface ProxyConfigSources {
  /** The mesh's `defaultConfig`, already merged into Istio's defaults. */
  readonly mesh: Message<"ProxyConfig">;
  readonly rootNamespace: string;
  readonly resources: readonly ProxyConfigResource[];
  readonly namespace: string;
  readonly podLabels: ValueMap;
  /** What `proxy.istio.io/config` holds, read; undefined if the pod has none. */
  readonly annotation: ValueMap | undefined;
}

export interface EffectiveProxyConfig {
  readonly proxyConfig: Message<"ProxyConfig">;
  /** The resources used, weakest first. */
  readonly used: readonly ProxyConfigResource[];
  /** Resources of one rank of which only the first was used: Istio takes the oldest, a manifest has no age. */
  readonly ambiguous: readonly (readonly ProxyConfigResource[])[];
}

/**
 * The ProxyConfig of one pod, from weak to strong: the mesh's defaults, the root namespace's resource, the namespace's
 * resource, the pod's annotation, a resource whose selector matches the pod.
 *
 * Source: istio pilot/pkg/model/proxy_config.go EffectiveProxyConfig.
 * Differs: of two resources of one rank the first by name is used, because a manifest does not say which is older.
 */
export function effectiveProxyConfig(sources: ProxyConfigSources): EffectiveProxyConfig {
  const { rootNamespace, namespace, podLabels } = sources;
  const sorted = [...sources.resources].sort((a, b) => (a.name < b.name ? -1 : 1));
  const wide = (of: string) => sorted.filter((resource) => resource.namespace === of && !hasSelector(resource));
  const ranks = [
    rootNamespace === "" ? [] : wide(rootNamespace),
    namespace === rootNamespace ? [] : wide(namespace),
    sorted.filter((resource) => resource.namespace === namespace && hasSelector(resource) && selects(resource, podLabels)),
  ];
  const [root, own, workload] = ranks.map((rank) => rank[0]);
  const layers = [root?.fields, own?.fields, sources.annotation, workload?.fields];
  return {
    proxyConfig: layers.reduce<Message<"ProxyConfig">>((merged, layer) => (layer ? mergeProxyConfig(merged, layer) : merged), sources.mesh),
    used: [root, own, workload].filter((resource) => resource !== undefined),
    ambiguous: ranks.filter((rank) => rank.length > 1),
  };
}

function hasSelector({ matchLabels }: ProxyConfigResource): boolean {
  return Object.keys(matchLabels).length > 0;
}

function selects({ matchLabels }: ProxyConfigResource, labels: ValueMap): boolean {
  return Object.keys(matchLabels).every((key) => Object.hasOwn(labels, key) && (labels[key] as Value) === matchLabels[key]);
}
