import { type Diagnostic, diagnostic } from "../../diagnostic/diagnostic.ts";
import { annotationTexts, envOf } from "../../kube/pod.ts";
import { parseGoBool } from "../../value/go-parse.ts";
import type { ValueMap } from "../../value/value.ts";
import { hasChange } from "../config/versions.ts";
import { goJson } from "../go-json.ts";
import { annotations } from "../names.ts";
import { envEntry, mapSidecar, sidecarOf, withEnv, withText } from "../pod-containers.ts";
import type { PodContext } from "../pod-context.ts";
import { annotationOf } from "../profile/pod-settings.ts";
import { reservedPort } from "../reserved-ports.ts";
import { parseScrapeTargets, type ScrapeTarget } from "../scrape-targets.ts";
import type { PostStep } from "./post-step.ts";

/** How Prometheus should scrape a pod, by its annotations. */
export interface MetricsAnnotations {
  /** undefined: not said. */
  readonly scrape?: string;
  readonly port?: string;
  readonly path?: string;
  readonly targets: readonly ScrapeTarget[];
  /** The annotations that say so, in any spelling. */
  readonly keys: readonly string[];
}

/** All of them begin with it, and few others do. */
const PROMETHEUS = "prometheus";

const roles = {
  prometheus_io_scrape: "scrape",
  prometheus_io_port: "port",
  prometheus_io_path: "path",
  prometheus_istio_io_scrape_targets: "targets",
} as const;

/**
 * Reads the annotations. Prometheus turns every character of a name but letters, digits and "_" into "_", so that
 * `prometheus.io/port` and `prometheus-io.port` are one to it.
 */
export function metricsAnnotations(pod: ValueMap): MetricsAnnotations {
  const found: { scrape?: string; port?: string; path?: string } = {};
  let targets: readonly ScrapeTarget[] = [];
  const keys: string[] = [];
  for (const [key, value] of Object.entries(annotationTexts(pod))) {
    if (!key.startsWith(PROMETHEUS)) continue;
    const name = sanitised(key);
    const role = Object.hasOwn(roles, name) ? roles[name as keyof typeof roles] : undefined;
    if (role === undefined) continue;
    keys.push(key);
    if (role === "targets") targets = parseScrapeTargets(value) ?? [];
    else found[role] = value;
  }
  return { targets, keys, ...found };
}

/** Whether an annotation tells Prometheus what to scrape. */
export function isMetricsAnnotation(key: string): boolean {
  return key.startsWith(PROMETHEUS) && Object.hasOwn(roles, sanitised(key));
}

/** Whether metrics are merged: by the pod's annotation, or else the mesh's setting, or else yes. */
function mergesMetrics(pod: ValueMap, { podMeshConfig }: PodContext): boolean {
  const said = parseGoBool(annotationOf({ pod }, annotations.mergeMetrics) ?? "");
  return said ?? podMeshConfig.enablePrometheusMerge ?? true;
}

/**
 * Points Prometheus to the agent, which serves the proxy's metrics together with the application's, and gives the agent
 * the address of the application's metrics.
 *
 * Source: istio pkg/kube/inject/webhook.go applyPrometheusMerge.
 */
export const mergeMetrics: PostStep = (pod, context) => {
  const config = metricsAnnotations(pod);
  const agentPort = agentPortOf(context);
  if (!isMerged(pod, context, config) || config.port === agentPort) return pod;
  const scrape = scrapeJson(config, context);
  const told = scrape === undefined ? pod : mapSidecar(pod, (sidecar) => appendEnv(sidecar, "ISTIO_PROMETHEUS_ANNOTATIONS", scrape));
  const cleared = config.keys
    .filter((key) => isKnown(key, context))
    .reduce((result, key) => withText(result, "annotations", [key, undefined]), told);
  const pointed = { "prometheus.io/port": agentPort, "prometheus.io/path": "/stats/prometheus", "prometheus.io/scrape": "true" };
  return Object.entries(pointed).reduce((result, entry) => withText(result, "annotations", entry), cleared);
};

/** Names the port of the merged metrics that takes mutual TLS, where the proxy has one and the user named none. */
export const nameSecureMetricsPort: PostStep = (pod, { minor }) => {
  const named = Object.keys(annotationTexts(pod)).some(isSecurePort);
  const sidecar = sidecarOf(pod);
  if (named || sidecar === undefined || !hasChange(minor, "scrapeTargets")) return pod;
  const port = envOf(sidecar).find(
    ({ name, value }) => name === "ENVOY_SECURE_MERGED_METRICS_PORT" && value !== "0" && (value ?? "") !== "",
  );
  return port === undefined ? pod : withText(pod, "annotations", [annotations.securePort, String(port.value)]);
};

/** What keeps the application's metrics from being merged: a port that is invalid, or that belongs to Istio. */
export function checkMetrics(pod: ValueMap, context: PodContext): readonly Diagnostic[] {
  const config = metricsAnnotations(pod);
  const agentPort = agentPortOf(context);
  if (!isMerged(pod, context, config) || config.port === agentPort || !hasChange(context.minor, "scrapeTargets")) return [];
  const ports = config.targets.length > 0 ? config.targets.map(({ port }) => port) : [config.port ?? ""].filter((port) => port !== "");
  return ports.flatMap((port) => {
    const problem = portProblem(port, agentPort);
    if (problem === undefined) return [];
    return [
      diagnostic("InvalidMetricsPort", {
        message: `The proxy does not merge the pod's metrics: port ${JSON.stringify(port)} ${problem}; expected the application's own port`,
        fix: `correct the port, or set the annotation ${annotations.mergeMetrics} to "false"`,
      }),
    ];
  });
}

function portProblem(port: string, agentPort: string): string | undefined {
  const number = /^[+-]?\d{1,9}$/.test(port) ? Number(port) : Number.NaN;
  if (!(number >= 1 && number <= 65535)) return "is not a port";
  if (String(number) === agentPort) return "is the agent's own";
  const use = reservedPort(String(number));
  return use === undefined ? undefined : `is Istio's own (${use})`;
}

/** Metrics are merged unless some spelling of `prometheus.io/scrape` says no. */
function isMerged(pod: ValueMap, context: PodContext, { scrape }: MetricsAnnotations): boolean {
  return (parseGoBool(scrape ?? "") ?? true) && mergesMetrics(pod, context);
}

/** Before several targets were known, their annotation stayed on the pod. */
function isKnown(key: string, { minor }: PodContext): boolean {
  return hasChange(minor, "scrapeTargets") || sanitised(key) !== "prometheus_istio_io_scrape_targets";
}

function agentPortOf({ podMeshConfig }: PodContext): string {
  return String(podMeshConfig.defaultConfig?.statusPort ?? 0);
}

/** What the agent reads; undefined if the pod says nothing. The first target also is in the fields of older agents. */
function scrapeJson(config: MetricsAnnotations, { minor }: PodContext): string | undefined {
  const targets = hasChange(minor, "scrapeTargets") ? config.targets : [];
  const { path = "", port = "" } = targets[0] ?? config;
  const { scrape = "" } = config;
  if (scrape === "" && path === "" && port === "") return undefined;
  const listed = targets.map((target) => ({ port: target.port, path: target.path }));
  return goJson({ scrape, path, port, ...(listed.length > 0 && { targets: listed }) });
}

export function appendEnv(container: ValueMap, name: string, value: string): ValueMap {
  return withEnv(container, [...envOf(container), envEntry(name, value)]);
}

function isSecurePort(name: string): boolean {
  return name.startsWith(PROMETHEUS) && sanitised(name) === "prometheus_istio_io_secure_port";
}

function sanitised(name: string): string {
  return name.replace(/[^a-zA-Z0-9_]/g, "_");
}
