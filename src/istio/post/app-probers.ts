import { goDecode } from "../../kube/go-decode.ts";
import { allContainers } from "../../kube/pod.ts";
import { fieldOf, itemOf, podTemplateSchema, type Schema } from "../../kube/schema.ts";
import { validateTemplate } from "../../kube/validate-template.ts";
import { goStruct } from "../../template/go-struct.ts";
import { at, isList, isMap, type MutableMap, newMap, type Value, type ValueMap } from "../../value/value.ts";
import { proxyContainer } from "../container-names.ts";
import { byCodePoint, goJson, parseJson } from "../go-json.ts";

/** What the kubelet may call in a container, and the path at which the agent receives the call instead. */
export const handlers = [
  { path: ["readinessProbe"], url: (name: string) => `/app-health/${name}/readyz`, isProbe: true },
  { path: ["livenessProbe"], url: (name: string) => `/app-health/${name}/livez`, isProbe: true },
  { path: ["startupProbe"], url: (name: string) => `/app-health/${name}/startupz`, isProbe: true },
  { path: ["lifecycle", "preStop"], url: (name: string) => `/app-lifecycle/${name}/prestopz`, isProbe: false },
  { path: ["lifecycle", "postStart"], url: (name: string) => `/app-lifecycle/${name}/poststartz`, isProbe: false },
] as const;

/**
 * The probes for the agent, as JSON by the path that is called; "" without probes. Probes on a port that no container
 * names, and those that already call the agent, are left out.
 *
 * Source: istio pkg/kube/inject/app_probe.go DumpAppProbers.
 */
export function appProbers(pod: ValueMap, agentPort: number): string {
  const probers = newMap();
  for (const { container } of allContainers(pod)) {
    if (container.name === proxyContainer) continue;
    for (const { path, url, isProbe } of handlers) {
      const handler = at(container, ...path);
      const prober = isMap(handler) ? proberOf(handler, { isProbe, container, agentPort }) : undefined;
      if (prober !== undefined) probers[url(String(container.name ?? ""))] = prober;
    }
  }
  return probersJson(probers);
}

/** Probers as the agent reads them, by their paths in order; "" for none. */
export function probersJson(probers: ValueMap): string {
  const paths = Object.keys(probers).sort(byCodePoint);
  return paths.length === 0 ? "" : `{${paths.map((path) => `${goJson(path)}:${goJson(probers[path] as Value)}`).join(",")}}`;
}

const probeSchema = fieldOf(itemOf(fieldOf(fieldOf(podTemplateSchema, "spec"), "containers")), "readinessProbe") as Schema;
const proberFields = ["httpGet", "tcpSocket", "grpc", "timeoutSeconds"];

/** The probers in a variable's text, as Go reads them into its structs and prints them again; undefined if it fails. */
export function storedProbers(text: string): ValueMap | undefined {
  const stored = parseJson(text);
  if (!isMap(stored)) return undefined;
  const probers = newMap();
  for (const path of Object.keys(stored)) {
    const prober = stored[path] as Value;
    const { value } = goDecode(prober, probeSchema);
    if (validateTemplate({ spec: { containers: [{ readinessProbe: value }] } }).some(({ isUnknown }) => !isUnknown)) return undefined;
    probers[path] = isMap(value) ? pick(goStruct(value, probeSchema), proberFields) : value;
  }
  return probers;
}

function pick(map: ValueMap, keys: readonly string[]): ValueMap {
  const result = newMap();
  for (const key of keys) if (key in map) result[key] = map[key] as Value;
  return result;
}

interface Call {
  /** Only probes use gRPC and have a timeout. */
  readonly isProbe: boolean;
  readonly container: ValueMap;
  readonly agentPort: number;
}

function proberOf(handler: ValueMap, { isProbe, container, agentPort }: Call): ValueMap | undefined {
  const { httpGet, tcpSocket } = handler;
  const times = isProbe && handler.timeoutSeconds ? { timeoutSeconds: handler.timeoutSeconds } : {};
  const action = isMap(httpGet) ? httpGet : isMap(tcpSocket) ? tcpSocket : undefined;
  if (action === undefined) return isProbe && isMap(handler.grpc) ? { grpc: grpcAction(handler.grpc), ...times } : undefined;
  const port = typeof action.port === "string" ? portNamed(action.port, container) : (action.port ?? 0);
  if (port === undefined || (typeof action.port !== "string" && port === agentPort)) return undefined;
  return { ...(action === httpGet ? { httpGet: httpAction(action, port) } : { tcpSocket: tcpAction(action, port) }), ...times };
}

function httpAction(action: ValueMap, port: Value): ValueMap {
  const headers = isList(action.httpHeaders) ? action.httpHeaders.filter(isMap) : [];
  const call = newMap();
  setText(call, "path", action.path);
  call.port = port;
  setText(call, "host", action.host);
  setText(call, "scheme", action.scheme);
  if (headers.length > 0) call.httpHeaders = headers.map(({ name, value }) => ({ name: name ?? "", value: value ?? "" }));
  return call;
}

function tcpAction(action: ValueMap, port: Value): ValueMap {
  const call = newMap();
  call.port = port;
  setText(call, "host", action.host);
  return call;
}

function grpcAction(action: ValueMap): ValueMap {
  return { port: action.port ?? 0, service: action.service ?? null };
}

function setText(call: MutableMap, name: string, value: Value | undefined): void {
  if (value !== undefined && value !== null && value !== "") call[name] = value;
}

/** The number of a port of the container; if two have the name, the last one's. */
function portNamed(name: string, { ports }: ValueMap): Value | undefined {
  const port = isList(ports) && name !== "" ? ports.findLast((candidate) => isMap(candidate) && candidate.name === name) : undefined;
  return isMap(port) ? (port.containerPort ?? 0) : undefined;
}
