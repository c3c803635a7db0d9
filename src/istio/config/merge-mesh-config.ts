import { isList, isMap, newMap, type Value, type ValueMap } from "../../value/value.ts";
import { byCodePoint } from "../go-json.ts";
import { mergeProxyConfig } from "./merge-proxy-config.ts";
import type { Message } from "./message.ts";
import { overlayMessage } from "./overlay-message.ts";

type MeshConfig = Message<"MeshConfig">;

/**
 * A MeshConfig as written, merged into another. A field replaces what was there, except: `defaultConfig` is merged as a
 * ProxyConfig, `defaultProviders` field by field, `extensionProviders` by name, and `trustDomainAliases` are added (sorted).
 *
 * Source: istio pkg/config/mesh ApplyMeshConfig.
 */
export function mergeMeshConfig(base: MeshConfig, patch: ValueMap): MeshConfig {
  const both = Object.assign(newMap(), patch);
  if (isMap(patch.defaultConfig)) both.defaultConfig = mergeProxyConfig(base.defaultConfig ?? newMap(), patch.defaultConfig) as ValueMap;
  if (isMap(patch.defaultProviders)) {
    const weaker = base.defaultProviders ?? (newMap() as Message<"MeshConfig_DefaultProviders">);
    both.defaultProviders = overlayMessage("MeshConfig_DefaultProviders", weaker, patch.defaultProviders) as ValueMap;
  }
  both.extensionProviders = providers(listOf(base, "extensionProviders"), patch.extensionProviders);
  both.trustDomainAliases = aliases(listOf(base, "trustDomainAliases"), patch.trustDomainAliases);
  return overlayMessage("MeshConfig", base, both);
}

function listOf(base: MeshConfig, field: "extensionProviders" | "trustDomainAliases"): readonly Value[] {
  return ((base as ValueMap)[field] ?? []) as readonly Value[];
}

/** A provider of a known name takes that one's place, with only its kind of provider changed; others are appended. */
function providers(weaker: readonly Value[], given: Value | undefined): readonly Value[] {
  const result = [...weaker];
  for (const provider of isList(given) ? given : []) {
    const known = result.findIndex((item) => nameOf(item) === nameOf(provider));
    if (known < 0) result.push(provider);
    else result[known] = provider;
  }
  return result;
}

function aliases(weaker: readonly Value[], given: Value | undefined): readonly Value[] {
  const all = new Set([...weaker, ...(isList(given) ? given : [])] as string[]);
  return [...all].sort(byCodePoint);
}

function nameOf(provider: Value): Value | undefined {
  return isMap(provider) ? (provider.name ?? "") : undefined;
}
