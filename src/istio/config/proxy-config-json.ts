import { equal, type Value, type ValueMap, withKey } from "../../value/value.ts";
import { defaultProxyConfig } from "./mesh-defaults.ts";
import type { Message } from "./message.ts";
import { messageJson } from "./message-json.ts";

/** The fields that Istio leaves out of PROXY_CONFIG where they hold the default. */
const leftOut = [
  "configPath",
  "binaryPath",
  "controlPlaneAuthPolicy",
  "serviceCluster",
  "drainDuration",
  "terminationDrainDuration",
  "discoveryAddress",
  "proxyAdminPort",
  "statNameLength",
  "statusPort",
] as const;

/**
 * A ProxyConfig as the proxy's PROXY_CONFIG variable holds it: JSON without the fields that equal Istio's defaults.
 *
 * Source: istio pkg/kube/inject/template.go protoToJSON, cleanProxyConfig.
 */
export function proxyConfigJson(proxyConfig: Message<"ProxyConfig">): string {
  const known = texts.get(proxyConfig) ?? jsonOf(proxyConfig);
  texts.set(proxyConfig, known);
  return known;
}

/** Most pods have the mesh's own. */
const texts = new WeakMap<Message<"ProxyConfig">, string>();

function jsonOf(proxyConfig: Message<"ProxyConfig">): string {
  let left = proxyConfig as ValueMap;
  for (const field of leftOut) {
    if (equal(left[field], defaultProxyConfig[field] as Value)) left = withKey(left, field, undefined);
  }
  return messageJson("ProxyConfig", left as Message<"ProxyConfig">);
}
