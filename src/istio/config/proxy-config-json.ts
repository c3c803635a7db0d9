import { remembered } from "../../value/remembered.ts";
import { type ValueMap, withKey } from "../../value/value.ts";
import type { Message } from "./message.ts";
import { messageJson } from "./message-json.ts";
import { proxyConfigDefaults } from "./proxy-config-defaults.ts";

/**
 * A ProxyConfig as the proxy's PROXY_CONFIG variable holds it: JSON without the fields that equal Istio's defaults. Most pods have
 * the mesh's own.
 *
 * Source: istio pkg/kube/inject/template.go protoToJSON, cleanProxyConfig.
 */
export const proxyConfigJson = remembered((proxyConfig: Message<"ProxyConfig">): string => {
  let left = proxyConfig as ValueMap;
  for (const [field, value] of Object.entries(proxyConfigDefaults)) if (left[field] === value) left = withKey(left, field, undefined);
  return messageJson("ProxyConfig", left as Message<"ProxyConfig">);
});
