import { isMap, type Value, type ValueMap } from "../../value/value.ts";
import { parseGoDuration } from "./duration.ts";
import type { Message } from "./message.ts";
import type { FieldFinding } from "./read-message.ts";

type ProxyConfig = Message<"ProxyConfig">;

interface Rule {
  readonly path: readonly string[];
  readonly expected: string;
  /** Given undefined where the field is not set. */
  readonly holds: (value: Value | undefined, proxyConfig: ProxyConfig) => boolean;
}

const address = "a host name or IP address with a port, such as istiod.istio-system.svc:15012";
const port = "a port from 1 to 65535";

/** Source: istio pkg/config/validation/agent/validation.go ValidateMeshConfigProxyConfig. */
const rules: readonly Rule[] = [
  { path: ["configPath"], expected: "a path, not empty", holds: isSet },
  { path: ["binaryPath"], expected: "a path, not empty", holds: isSet },
  {
    path: ["serviceCluster"],
    expected: "a name, not empty, or tracingServiceName in its place",
    holds: (value, { tracingServiceName }) => tracingServiceName !== undefined || (value !== undefined && value !== ""),
  },
  { path: ["drainDuration"], expected: "whole seconds, at least one", holds: isWholeSeconds },
  { path: ["discoveryAddress"], expected: address, holds: (value) => typeof value === "string" && isAddress(value) },
  { path: ["statsdUdpAddress"], expected: address, holds: isAddressIfSet },
  { path: ["envoyMetricsServiceAddress"], expected: address, holds: isAddressIfSet },
  { path: ["envoyMetricsService", "address"], expected: address, holds: isAddressIfSet },
  { path: ["envoyAccessLogService", "address"], expected: address, holds: isAddressIfSet },
  { path: ["tracing", "zipkin", "address"], expected: address, holds: isTracerAddress("zipkin") },
  { path: ["tracing", "datadog", "address"], expected: address, holds: isTracerAddress("datadog") },
  { path: ["tracing", "lightstep", "address"], expected: address, holds: isTracerAddress("lightstep") },
  { path: ["tracing", "lightstep", "accessToken"], expected: "a token, not empty", holds: hasLightstepToken },
  { path: ["proxyAdminPort"], expected: port, holds: isPort },
  { path: ["statusPort"], expected: port, holds: isPort },
  { path: ["privateKeyProvider"], expected: "cryptomb or qat with a pollDelay that is not zero", holds: isPrivateKeyProvider },
];

/** What Istio refuses in a ProxyConfig laid over the defaults. */
export function validateProxyConfig(proxyConfig: ProxyConfig): readonly FieldFinding[] {
  return rules.flatMap(({ path, expected, holds }) => {
    const value = path.reduce<Value | undefined>((found, key) => (isMap(found) ? found[key] : undefined), proxyConfig as ValueMap);
    if (holds(value, proxyConfig)) return [];
    return [{ path: path.join("."), problem: "invalid" as const, current: value ?? null, expected }];
  });
}

/** Whether a text is `host:port`, an IPv6 address standing in brackets. */
export function isAddress(text: string): boolean {
  const [, bracketed, plain = "", digits] = /^(?:\[([^[\]]*)\]|([^:[\]]*)):(\d{1,5})$/.exec(text) ?? [];
  const host = bracketed ?? plain;
  return digits !== undefined && isPort(Number(digits)) && (isHostName(host) || isIp(host));
}

function isAddressIfSet(value: Value | undefined): boolean {
  return value === undefined || value === "" || (typeof value === "string" && isAddress(value));
}

/** An address may take the node's IP from the environment. Source: ValidateDatadogCollector and its kin. */
function isTracerAddress(tracer: "zipkin" | "datadog" | "lightstep") {
  return (value: Value | undefined, { tracing }: ProxyConfig): boolean => {
    if (tracing?.[tracer] === undefined) return true;
    return typeof value === "string" && isAddress(value.replace("$(HOST_IP)", "127.0.0.1"));
  };
}

function hasLightstepToken(value: Value | undefined, { tracing }: ProxyConfig): boolean {
  return tracing?.lightstep === undefined || (value !== undefined && value !== "");
}

function isPrivateKeyProvider(value: Value | undefined): boolean {
  if (!isMap(value)) return true;
  const provider = value.cryptomb ?? value.qat;
  const delay = isMap(provider) && typeof provider.pollDelay === "string" ? parseGoDuration(provider.pollDelay) : undefined;
  return delay !== undefined && delay !== 0n;
}

function isSet(value: Value | undefined): boolean {
  return value !== undefined && value !== "";
}

function isWholeSeconds(value: Value | undefined): boolean {
  const nanos = typeof value === "string" ? parseGoDuration(value) : undefined;
  return nanos !== undefined && nanos >= 1_000_000_000n && nanos % 1_000_000_000n === 0n;
}

function isPort(value: Value | undefined): boolean {
  return typeof value === "number" && Number.isInteger(value) && value >= 1 && value <= 65535;
}

/** Labels of DNS, the last one not all digits; a dot may end the name. */
function isHostName(host: string): boolean {
  if (host === "" || host.length > 255) return false;
  const labels = host.split(".");
  if (labels.length > 1 && labels.at(-1) === "") labels.pop();
  return labels.every((label) => /^[a-zA-Z0-9](?:[-a-zA-Z0-9]{0,61}[a-zA-Z0-9])?$/.test(label)) && !/^[+-]?\d+$/.test(labels.at(-1)!);
}

/** An IPv4 address in four decimal parts, or an IPv6 address. */
export function isIp(text: string): boolean {
  return isIpv4(text) || isIpv6(text);
}

export function isIpv4(text: string): boolean {
  const parts = text.split(".");
  return parts.length === 4 && parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) <= 255);
}

export function isIpv6(text: string): boolean {
  const halves = text.split("::");
  if (text.length > 45 || halves.length > 2) return false;
  const groups = halves.flatMap((half) => (half === "" ? [] : half.split(":")));
  const tail = groups.at(-1);
  const embedsIpv4 = tail?.includes(".") && isIpv4(tail) && !text.endsWith("::");
  const hex = embedsIpv4 ? groups.slice(0, -1) : groups;
  const count = hex.length + (embedsIpv4 ? 2 : 0);
  return hex.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group)) && (halves.length === 2 ? count < 8 : count === 8);
}
