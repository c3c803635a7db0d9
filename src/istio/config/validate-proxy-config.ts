import { parseDuration } from "../../gotemplate/sprig/duration.ts";
import { isMap, type Value, type ValueMap } from "../../value/value.ts";
import { isAddress, isPortNumber } from "./address.ts";
import type { Message } from "./message.ts";
import type { FieldFinding } from "./read-message.ts";

type ProxyConfig = Message<"ProxyConfig">;

interface Rule {
  readonly path: readonly string[];
  readonly expected: string;
  /** Given undefined if the field is not set. */
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
  {
    path: ["controlPlaneAuthPolicy"],
    expected: "NONE or MUTUAL_TLS",
    holds: (value) => value === undefined || value === "NONE" || value === "MUTUAL_TLS",
  },
  { path: ["tracing", "tlsSettings"], expected: "certificates that go together, and with the mode", holds: isTlsSettings },
  ...connectionRules(),
  { path: ["privateKeyProvider"], expected: "cryptomb or qat with a pollDelay that is not zero", holds: isPrivateKeyProvider },
];

/** What Istio refuses in a ProxyConfig merged into the defaults. */
export function validateProxyConfig(proxyConfig: ProxyConfig): readonly FieldFinding[] {
  return rules.flatMap(({ path, expected, holds }) => {
    const value = path.reduce<Value | undefined>((found, key) => (isMap(found) ? found[key] : undefined), proxyConfig as ValueMap);
    if (holds(value, proxyConfig)) return [];
    return [{ path: path.join("."), problem: "invalid" as const, current: value ?? null, expected }];
  });
}

function isAddressIfSet(value: Value | undefined): boolean {
  return value === undefined || value === "" || (typeof value === "string" && isAddress(value));
}

/** An address may take the node's IP from the environment. Source: ValidateDatadogCollector and similar functions. */
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
  const delay = isMap(provider) && typeof provider.pollDelay === "string" ? parseDuration(provider.pollDelay) : undefined;
  return delay !== undefined && delay !== 0n;
}

function isSet(value: Value | undefined): boolean {
  return value !== undefined && value !== "";
}

function isWholeSeconds(value: Value | undefined): boolean {
  const nanos = typeof value === "string" ? parseDuration(value) : undefined;
  return nanos !== undefined && nanos >= 1_000_000_000n && nanos % 1_000_000_000n === 0n;
}

function isPort(value: Value | undefined): boolean {
  return typeof value === "number" && isPortNumber(value);
}

/**
 * Source: istio pkg/config/validation/agent/validation.go ValidateTLS; a ConfigMap cannot be named here, because there
 * is no namespace.
 */
function isTlsSettings(_: Value | undefined, { tracing }: ProxyConfig): boolean {
  const settings = tracing?.tlsSettings ?? ({} as Message<"ClientTLSSettings">);
  const { mode, credentialName = "", clientCertificate, privateKey, caCertificates, caCrl, subjectAltNames } = settings;
  if (credentialName.startsWith("configmap://")) return false;
  const verifies = settings.insecureSkipVerify !== true;
  if (!verifies && mode === "SIMPLE" && (caCertificates || credentialName || subjectAltNames)) return false;
  if (!verifies && mode === "MUTUAL" && (caCertificates || subjectAltNames)) return false;
  if ((mode === "SIMPLE" || mode === "MUTUAL") && credentialName !== "") {
    return !(clientCertificate || caCertificates || privateKey || caCrl);
  }
  return mode !== "MUTUAL" || Boolean(clientCertificate && privateKey);
}

/** Source: istio pkg/config/validation/agent/validation.go validateConnectionSettings. */
function connectionRules(): readonly Rule[] {
  const least = (name: string, smallest: number): Rule => ({
    path: ["connectionSettings", name],
    expected: `at least ${smallest}`,
    holds: (value) => value === undefined || Number(value) >= smallest,
  });
  const durations = [
    "httpIdleTimeout",
    "httpMaxConnectionDuration",
    "httpDrainTimeout",
    "httpRequestTimeout",
    "httpRequestHeadersTimeout",
    "httpStreamIdleTimeout",
    "httpMaxStreamDuration",
  ];
  return [
    least("listenerPerConnectionBufferLimitBytes", 0),
    least("clusterPerConnectionBufferLimitBytes", 0),
    ...durations.map((name) => ({
      path: ["connectionSettings", name],
      expected: "a duration that is not negative",
      holds: (value: Value | undefined) => !String(value).startsWith("-"),
    })),
    least("httpMaxConcurrentStreams", 1),
    least("http2InitialStreamWindowSize", 65535),
    least("http2InitialConnectionWindowSize", 65535),
    least("listenerConnectionLimit", 1),
    least("globalDownstreamConnectionLimit", 1),
  ];
}
