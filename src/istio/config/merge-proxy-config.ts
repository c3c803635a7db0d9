import { isMap, newMap, type ValueMap } from "../../value/value.ts";
import type { Message } from "./message.ts";
import { overlayMessage } from "./overlay-message.ts";

/**
 * A ProxyConfig merged into another: field by field, except that the entries of `proxyMetadata` and the headers of
 * `proxyHeaders` that only the weaker one sets stay.
 *
 * Source: istio pkg/config/mesh MergeProxyConfig, correctProxyHeaders.
 */
export function mergeProxyConfig(base: Message<"ProxyConfig">, patch: ValueMap): Message<"ProxyConfig"> {
  if (Object.keys(patch).length === 0) return base;
  const both = Object.assign(newMap(), patch);
  for (const field of ["proxyMetadata", "proxyHeaders"] as const) {
    const given = patch[field];
    const weaker = base[field];
    if (isMap(given) && weaker !== undefined) both[field] = field === "proxyMetadata" ? joined(weaker, given) : headers(weaker, given);
  }
  return overlayMessage("ProxyConfig", base, both);
}

function joined(weaker: unknown, stronger: ValueMap): ValueMap {
  return Object.assign(newMap(), weaker, stronger);
}

const keptHeaders = ["forwardedClientCert", "requestId", "attemptCount", "server", "envoyDebugHeaders"];

function headers(weaker: unknown, stronger: ValueMap): ValueMap {
  const result = Object.assign(newMap(), stronger);
  for (const name of keptHeaders) {
    const inherited = (weaker as ValueMap)[name];
    if (inherited !== undefined && (result[name] === undefined || result[name] === "UNDEFINED")) result[name] = inherited;
  }
  return result;
}
