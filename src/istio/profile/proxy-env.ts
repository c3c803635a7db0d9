import { containersIn } from "../../kube/pod.ts";
import { isList, isMap, newMap, type Value, type ValueMap } from "../../value/value.ts";
import { proxyConfigJson } from "../config/proxy-config-json.ts";
import { isTruthy, printed, textAt } from "../config/values.ts";
import { hasChange } from "../config/versions.ts";
import { byCodePoint, goJson, parseJson } from "../go-json.ts";
import { annotations, labels } from "../names.ts";
import type { PodContext } from "../pod-context.ts";
import { otelResourceAttributes } from "./otel-resource-attributes.ts";
import { annotationOf, appContainerNames, labelOf, proxyMetadata, valueAt } from "./pod-settings.ts";

/** One entry of a container's `env`. */
export type EnvEntry = ValueMap;

/** The variables of the sidecar's proxy, in Istio's order. */
export function sidecarEnv(context: PodContext): readonly EnvEntry[] {
  return [
    ...localhostProbes(context),
    ...certificates(context),
    ...podIdentity,
    fieldEnv("HOST_IP", "status.hostIP"),
    resourceEnv("ISTIO_CPU_LIMIT", "limits.cpu"),
    ...proxyDescription(context),
    appContainers(context),
    ...runtimeLimits(context),
    ...compliance(context),
    ...node(context),
    env("ISTIO_META_INTERCEPTION_MODE", annotationOf(context, annotations.interceptionMode) || configuredMode(context)),
    ...network(context),
    ...workloadName(labelOf(context, labels.workloadName) || context.workload.name),
    ...owner(context),
    ...bootstrapOverride(context),
    ...mesh(context),
    ...datadog(context),
    ...ifSet("OTEL_RESOURCE_ATTRIBUTES", otelResourceAttributes(context)),
    ...metadata(context),
  ];
}

/** The variables of a gateway's proxy. */
export function gatewayEnv(context: PodContext): readonly EnvEntry[] {
  return [
    ...certificates(context),
    ...podIdentity,
    fieldEnv("HOST_IP", "status.hostIP"),
    resourceEnv("ISTIO_CPU_LIMIT", "limits.cpu"),
    ...proxyDescription(context),
    ...runtimeLimits(context),
    ...compliance(context),
    appContainers(context),
    ...node(context),
    env("ISTIO_META_INTERCEPTION_MODE", configuredMode(context)),
    ...network(context),
    ...workloadName(context.workload.name),
    ...owner(context),
    ...bootstrapOverride(context),
    ...mesh(context),
    ...metadata(context),
  ];
}

/** The variables of the agent beside a gRPC application that needs no proxy. */
export function grpcAgentEnv(context: PodContext): readonly EnvEntry[] {
  return [
    env("ISTIO_META_GENERATOR", "grpc"),
    env("OUTPUT_CERTS", "/var/lib/istio/data"),
    ...localhostProbes(context),
    ...certificates(context),
    ...podIdentity,
    fieldEnv("HOST_IP", "status.hostIP"),
    ...proxyDescription(context),
    appContainers(context),
    ...node(context),
    ...network(context),
    ...workloadName(context.workload.name),
    ...owner(context),
    ...mesh(context),
    ...metadata(context),
    env("ISTIO_META_DNS_CAPTURE", "false"),
    env("DISABLE_ENVOY", "true"),
  ];
}

/** The entries of `proxyMetadata`, which any container of the profile may carry, sorted by name. */
export function metadata(context: PodContext): readonly EnvEntry[] {
  const entries = proxyMetadata(context);
  return Object.keys(entries)
    .sort(byCodePoint)
    .map((name) => env(name, entries[name] as string));
}

/** A variable with a value; an empty value is left out, as Go leaves it out. */
export function env(name: string, value: string): EnvEntry {
  return value === "" ? { name } : { name, value };
}

export function fieldEnv(name: string, fieldPath: string): EnvEntry {
  return { name, valueFrom: { fieldRef: { fieldPath } } };
}

function resourceEnv(name: string, resource: string): EnvEntry {
  return { name, valueFrom: { resourceFieldRef: { resource, divisor: "1" } } };
}

function ifSet(name: string, value: string): readonly EnvEntry[] {
  return value === "" ? [] : [env(name, value)];
}

const podIdentity: readonly EnvEntry[] = [
  fieldEnv("POD_NAME", "metadata.name"),
  fieldEnv("POD_NAMESPACE", "metadata.namespace"),
  fieldEnv("INSTANCE_IP", "status.podIP"),
  fieldEnv("SERVICE_ACCOUNT", "spec.serviceAccountName"),
];

function localhostProbes({ meshConfig }: PodContext): readonly EnvEntry[] {
  return meshConfig.inboundTrafficPolicy?.mode === "LOCALHOST" ? [env("REWRITE_PROBE_LEGACY_LOCALHOST_DESTINATION", "true")] : [];
}

function certificates({ values }: PodContext): readonly EnvEntry[] {
  const revision = textAt(values, "revision");
  const istiod = `istiod${revision === "" ? "" : `-${revision}`}.${textAt(values, "global", "istioNamespace")}.svc:15012`;
  return [
    env("PILOT_CERT_PROVIDER", textAt(values, "global", "pilotCertProvider")),
    env("CA_ADDR", textAt(values, "global", "caAddress") || istiod),
  ];
}

function proxyDescription(context: PodContext): readonly EnvEntry[] {
  return [env("PROXY_CONFIG", `${proxyConfigJson(context.proxyConfig)}\n`), env("ISTIO_META_POD_PORTS", podPorts(context))];
}

/** One port a line, in the order of Go's ContainerPort, so that istiod knows them before the pod runs. */
function podPorts({ pod }: PodContext): string {
  const ports = containersIn(pod, "containers").flatMap((container) => (isList(container.ports) ? container.ports.filter(isMap) : []));
  const lines = ports.map((port, i) => `    ${i === 0 ? "" : ","}${portJson(port)}`);
  return ["[", ...lines, "]"].join("\n");
}

function portJson(port: ValueMap): string {
  const ordered = newMap();
  for (const field of ["name", "hostPort", "containerPort", "protocol", "hostIP"]) {
    const value = port[field];
    if (field === "containerPort") ordered[field] = value ?? 0;
    else if (value !== undefined && value !== null && value !== "" && value !== 0) ordered[field] = value;
  }
  return goJson(ordered);
}

function appContainers(context: PodContext): EnvEntry {
  return env("ISTIO_META_APP_CONTAINERS", appContainerNames(context).join(","));
}

function runtimeLimits({ minor }: PodContext): readonly EnvEntry[] {
  const memory = resourceEnv("GOMEMLIMIT", "limits.memory");
  return hasChange(minor, "noGomaxprocs") ? [memory] : [memory, resourceEnv("GOMAXPROCS", "limits.cpu")];
}

function compliance({ compliancePolicy, minor }: PodContext): readonly EnvEntry[] {
  const strict = compliancePolicy === "fips-140-3" && hasChange(minor, "fipsDebug");
  return [...ifSet("COMPLIANCE_POLICY", compliancePolicy), ...ifSet("GODEBUG", strict ? "fips140=only" : "")];
}

function node({ values }: PodContext): readonly EnvEntry[] {
  const cluster = textAt(values, "global", "multiCluster", "clusterName") || "Kubernetes";
  return [env("ISTIO_META_CLUSTER_ID", cluster), fieldEnv("ISTIO_META_NODE_NAME", "spec.nodeName")];
}

function configuredMode({ proxyConfig }: PodContext): string {
  return proxyConfig.interceptionMode ?? "REDIRECT";
}

function network({ values }: PodContext): readonly EnvEntry[] {
  return ifSet("ISTIO_META_NETWORK", textAt(values, "global", "network"));
}

function workloadName(name: string): readonly EnvEntry[] {
  return ifSet("ISTIO_META_WORKLOAD_NAME", name);
}

function owner({ workload }: PodContext): readonly EnvEntry[] {
  const { apiVersion, kind, name, namespace } = workload;
  if (apiVersion === "" || name === "") return [];
  const path = `kubernetes://apis/${apiVersion}/namespaces/${namespace || "default"}/${kind.toLowerCase()}s/${name}`;
  return [env("ISTIO_META_OWNER", path)];
}

function bootstrapOverride(context: PodContext): readonly EnvEntry[] {
  const given = annotationOf(context, annotations.bootstrapOverride) !== undefined;
  return ifSet("ISTIO_BOOTSTRAP_OVERRIDE", given ? "/etc/istio/custom-bootstrap/custom_bootstrap.json" : "");
}

function mesh({ meshConfig, values }: PodContext): readonly EnvEntry[] {
  const trustDomain = meshConfig.trustDomain || textAt(values, "global", "trustDomain");
  return [...ifSet("ISTIO_META_MESH_ID", textAt(values, "global", "meshID") || trustDomain), ...ifSet("TRUST_DOMAIN", trustDomain)];
}

/** The entries of `apm.datadoghq.com/env`, a JSON object, where the tracer of the values is datadog. */
function datadog(context: PodContext): readonly EnvEntry[] {
  if (valueAt(context, "global", "proxy", "tracer") !== "datadog") return [];
  const entries = parseJson(annotationOf(context, annotations.datadogEnv) ?? "");
  if (!isMap(entries) || !isTruthy(entries)) return [];
  return Object.keys(entries)
    .sort(byCodePoint)
    .map((name) => env(name, entries[name] === null ? "<no value>" : printed(entries[name] as Value)));
}
