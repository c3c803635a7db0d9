import { parseDuration } from "../../gotemplate/sprig/duration.ts";
import { parseQuantity, type Quantity } from "../../kube/quantity.ts";
import { parseGoBool, parseGoInt } from "../../value/go-parse.ts";
import { integerValue, isMap, newMap, type Value, type ValueMap, withKey } from "../../value/value.ts";

/** What an annotation may hold: how it is read, and what is expected. Source: linkerd2 pkg/inject/inject.go ApplyAnnotationOverrides. */
const kinds = {
  text: [(text: string) => text, "a text"],
  bool: [parseGoBool, "true or false"],
  switch: [(text: string) => (text === "enabled" ? true : text === "disabled" ? false : undefined), "enabled or disabled"],
  port: [(text: string) => integer(text, -(2n ** 31n), 2n ** 31n), "a port's number"],
  id: [(text: string) => integer(text, -(2n ** 63n), 2n ** 63n), "a whole number"],
  wait: [(text: string) => (/^\d/.test(text) ? integer(text, 0n, 2n ** 63n) : undefined), "whole seconds"],
  millis: [(text: string) => seconds(text, (count) => `${Math.trunc(count * 1000)}ms`), "a duration such as 500ms"],
  seconds: [(text: string) => seconds(text, (count) => `${Math.trunc(count)}s`), "a duration such as 90s"],
  count: [(text: string) => seconds(text, Math.trunc), "a duration such as 90s"],
  amount: [(text: string) => parseQuantity(text) && text, "a quantity such as 100m"],
  ratio: [
    (text: string) => (/^\d*\.?\d+$/.test(text) && Number(text) > 0 && Number(text) < 1 ? Number(text) : undefined),
    "a number between 0 and 1",
  ],
  policy: [(text: string) => (POLICIES.includes(text) ? text : undefined), "all-authenticated, deny or another of Linkerd's policies"],
  env: [envOf, "a list of variables in JSON"],
} as const;

const POLICIES = ["all-unauthenticated", "all-authenticated", "cluster-unauthenticated", "cluster-authenticated", "deny", "audit"];

export interface Override {
  readonly name: string;
  readonly read: (text: string) => Value | undefined;
  readonly expected: string;
  /** The path of the value that it sets; "" where it is used otherwise, or not at all. */
  readonly path: string;
  readonly isInherited: boolean;
}

/** Annotations, what they hold, and the value that each sets. With a *: a pod does not take its namespace's. */
export const overrides: readonly Override[] = `
access-log text proxy.accessLog
admin-port port proxy.ports.admin
close-wait-timeout* count proxyInit.closeWaitTimeoutSecs
control-port port proxy.ports.control
debug-image* text debugContainer.image.name
debug-image-pull-policy* text debugContainer.image.pullPolicy
debug-image-version* text debugContainer.image.version
default-inbound-policy policy proxy.defaultInboundPolicy
enable-debug-sidecar bool debugContainer.isAsked
enable-external-profiles bool proxy.enableExternalProfiles
enable-gateway* bool proxy.isGateway
image-pull-policy text proxy.image.pullPolicy
inbound-port port proxy.ports.inbound
init-image text proxyInit.image.name
init-image-version text proxyInit.image.version
opaque-ports text
outbound-port port proxy.ports.outbound
pod-inbound-ports text
proxy-additional-env env
proxy-admin-shutdown switch proxy.enableShutdownEndpoint
proxy-await switch proxy.await
proxy-cpu-limit amount proxy.resources.cpu.limit
proxy-cpu-ratio-limit* ratio proxy.runtime.workers.maximumCPURatio
proxy-cpu-request amount proxy.resources.cpu.request
proxy-disable-inbound-protocol-detect-timeout bool proxy.disableInboundProtocolDetectTimeout
proxy-disable-outbound-protocol-detect-timeout bool proxy.disableOutboundProtocolDetectTimeout
proxy-enable-native-sidecar bool
proxy-ephemeral-storage-limit amount proxy.resources.ephemeral-storage.limit
proxy-ephemeral-storage-request amount proxy.resources.ephemeral-storage.request
proxy-gid id proxy.gid
proxy-image text proxy.image.name
proxy-inbound-connect-timeout millis proxy.inboundConnectTimeout
proxy-inbound-discovery-cache-unused-timeout seconds proxy.inboundDiscoveryCacheUnusedTimeout
proxy-log-format text proxy.logFormat
proxy-log-http-headers text proxy.logHTTPHeaders
proxy-log-level text proxy.logLevel
proxy-memory-limit amount proxy.resources.memory.limit
proxy-memory-request amount proxy.resources.memory.request
proxy-metrics-hostname-labels bool proxy.metrics.hostnameLabels
proxy-outbound-connect-timeout millis proxy.outboundConnectTimeout
proxy-outbound-discovery-cache-unused-timeout seconds proxy.outboundDiscoveryCacheUnusedTimeout
proxy-require-identity-inbound-ports text proxy.requireIdentityOnInboundPorts
proxy-uid id proxy.uid
proxy-version text proxy.image.version
shutdown-grace-period millis proxy.shutdownGracePeriod
skip-inbound-ports text proxyInit.ignoreInboundPorts
skip-outbound-ports text proxyInit.ignoreOutboundPorts
skip-subnets text proxyInit.skipSubnets
alpha:proxy-enable-native-sidecar bool
alpha:proxy-wait-before-exit-seconds wait proxy.waitBeforeExitSeconds
beta:proxy-enable-native-sidecar bool`
  .trim()
  .split("\n")
  .map((row) => {
    const [name, kind, path = ""] = row.split(" ") as [string, keyof typeof kinds, string?];
    const [stage, rest] = name.includes(":") ? name.split(":") : [undefined, name];
    const [read, expected] = kinds[kind];
    return {
      name: `config.${stage ? `${stage}.` : ""}linkerd.io/${rest?.replace("*", "")}`,
      read,
      expected,
      path,
      isInherited: !name.endsWith("*"),
    };
  });

export function withSetting(values: ValueMap, path: string, value: Value): ValueMap {
  const [key, ...rest] = path.split(".") as [string, ...string[]];
  if (rest.length === 0) return withKey(values, key, value);
  const below = values[key];
  return withKey(values, key, withSetting(isMap(below) ? below : newMap(), rest.join("."), value));
}

/** Cores rounded up, as the number of threads; 0 for what is beyond an int64. */
export function wholeCores(text: string): Value {
  const { unscaled, exponent } = parseQuantity(text) as Quantity;
  const scale = 10n ** BigInt(Math.min(Math.abs(exponent), 40));
  const cores = exponent >= 0 ? unscaled * scale : unscaled / scale + (unscaled % scale === 0n ? 0n : unscaled > 0n ? 1n : -1n);
  return cores >= 2n ** 63n || cores < -(2n ** 63n) ? 0 : integerValue(cores);
}

/** The ports of a text such as `80,named,100-200`, without invalid ones. Source: linkerd2 pkg/util/parsing.go. */
export function portRanges(
  text: string,
  named: ReadonlyMap<string, Value>,
): { readonly ranges: readonly string[]; readonly faults: readonly string[] } {
  const faults: string[] = [];
  const ranges = text
    .replace(/,$/, "")
    .split(",")
    .flatMap((part) => {
      const range = part.trim();
      if (named.has(range)) return [String(named.get(range))];
      const bounds = range.split("-").map((bound) => integer(bound, 0n, 65536n));
      const [low, high = low] = bounds;
      if (bounds.length <= 2 && typeof low === "number" && typeof high === "number" && high >= low)
        return [low === high ? `${low}` : `${low}-${high}`];
      faults.push(range);
      return [];
    });
  return { ranges, faults };
}

function integer(text: string, least: bigint, beyond: bigint): Value | undefined {
  const number = parseGoInt(text);
  return number === undefined || number < least || number >= beyond ? undefined : integerValue(number);
}

function seconds(text: string, of: (seconds: number) => Value): Value | undefined {
  const nanoseconds = parseDuration(text);
  return nanoseconds === undefined ? undefined : of(Number(nanoseconds / 1_000_000_000n) + Number(nanoseconds % 1_000_000_000n) / 1e9);
}

function envOf(text: string): Value | undefined {
  try {
    const list: unknown = JSON.parse(text);
    return Array.isArray(list) ? (list as Value) : undefined;
  } catch {
    return undefined;
  }
}
