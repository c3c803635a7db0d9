import { parseDuration } from "../../gotemplate/sprig/duration.ts";
import type { Value, ValueMap } from "../../value/value.ts";
import { isPortNumber } from "./address.ts";
import type { Message } from "./message.ts";
import type { FieldFinding } from "./read-message.ts";
import { validateProxyConfig } from "./validate-proxy-config.ts";

const millisecond = 1_000_000n;
const domain = "a domain such as cluster.local, in small letters";

interface Rule {
  readonly field: string;
  readonly expected: string;
  readonly holds: (value: Value | undefined) => boolean;
}

/**
 * Those of Istio's checks that are about the pod, or about what keeps istiod from starting.
 *
 * Source: istio pkg/config/validation/agent/validation.go ValidateMeshConfig.
 */
const rules: readonly Rule[] = [
  { field: "proxyListenPort", expected: "a port from 1 to 65535", holds: (value) => isPortNumber(Number(value)) },
  { field: "connectTimeout", expected: 'a duration from "1ms" to "1h"', holds: isConnectTimeout },
  { field: "protocolDetectionTimeout", expected: "a duration in whole milliseconds", holds: isInMilliseconds },
  { field: "trustDomain", expected: domain, holds: isTrustDomain },
  { field: "trustDomainAliases", expected: domain, holds: (value) => ((value ?? []) as readonly Value[]).every(isTrustDomain) },
];

/** What Istio refuses in a MeshConfig merged into the defaults, including the mesh's ProxyConfig. */
export function validateMeshConfig(meshConfig: Message<"MeshConfig">): readonly FieldFinding[] {
  const held = meshConfig as ValueMap;
  const own = rules.flatMap(({ field, expected, holds }) =>
    holds(held[field]) ? [] : [{ path: field, problem: "invalid" as const, current: held[field] ?? null, expected }],
  );
  const proxy = validateProxyConfig(meshConfig.defaultConfig ?? {});
  return [...own, ...proxy.map((finding) => ({ ...finding, path: `defaultConfig.${finding.path}` }))];
}

function nanosOf(value: Value | undefined): bigint | undefined {
  return typeof value === "string" ? parseDuration(value) : undefined;
}

function isInMilliseconds(value: Value | undefined): boolean {
  return value === undefined || (nanosOf(value) ?? 1n) % millisecond === 0n;
}

function isConnectTimeout(value: Value | undefined): boolean {
  const nanos = nanosOf(value) ?? 0n;
  return nanos >= millisecond && nanos <= 3_600_000n * millisecond && nanos % millisecond === 0n;
}

/** Labels of DNS; a dot may end the name. */
function isTrustDomain(value: Value | undefined): boolean {
  const labels = String(value ?? "").split(".");
  if (labels.length > 1 && labels.at(-1) === "") labels.pop();
  return labels.every((label) => /^[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?$/.test(label));
}
