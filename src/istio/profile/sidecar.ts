import { at, type ValueMap } from "../../value/value.ts";
import { isTruthy, textAt } from "../config/values.ts";
import { proxyContainer } from "../container-names.ts";
import { annotations } from "../names.ts";
import type { PodContext } from "../pod-context.ts";
import { excludedInboundPorts, outboundPorts, trafficContainer, usesCni, withPrivileges } from "./init-container.ts";
import { appendMultusNetwork, foldLines } from "./multus-network.ts";
import { injectionAnnotations, sidecarLabels } from "./pod-metadata.ts";
import { annotationOf, annotationOrValue, interceptionMode, isNative, proxyMetadata, valueAt } from "./pod-settings.ts";
import {
  configuredLifecycle,
  isProbed,
  isTproxy,
  numeric,
  proxyArgs,
  pullPolicy,
  readinessProbe,
  seccompProfile,
} from "./proxy-container.ts";
import { sidecarEnv } from "./proxy-env.ts";
import { proxyImage } from "./proxy-image.ts";
import { proxyResources } from "./proxy-resources.ts";
import { imagePullSecrets, proxyVolumeMounts, proxyVolumes } from "./proxy-volumes.ts";

/**
 * The partial pod of the template "sidecar": a proxy beside the application that takes the pod's traffic.
 *
 * Source: istio manifests/charts/istio-control/istio-discovery/files/injection-template.yaml.
 */
export function renderSidecar(context: PodContext): ValueMap {
  const native = isNative(context);
  const intercepts = interceptionMode(context) !== "NONE";
  const traffic = intercepts ? [trafficContainer(context)] : [];
  const proxy = proxyOf(context, native);
  return {
    metadata: { labels: sidecarLabels(context), annotations: { ...injectionAnnotations(context), ...cniAnnotations(context) } },
    spec: {
      initContainers: native ? [...traffic, proxy] : traffic,
      ...(!native && { containers: [proxy] }),
      volumes: proxyVolumes(context, "sidecar"),
      ...imagePullSecrets(context),
    },
  };
}

function proxyOf(context: PodContext, native: boolean): ValueMap {
  const outlierLog = textAt(context.values, "global", "proxy", "outlierLogPath");
  return {
    name: proxyContainer,
    image: proxyImage(context),
    ...(native && { restartPolicy: "Always" }),
    ports: [{ containerPort: 15090, protocol: "TCP", name: "http-envoy-prom" }],
    args: [...proxyArgs(context, "sidecar"), ...(outlierLog === "" ? [] : [`--outlierLogPath=${outlierLog}`])],
    ...lifecycle(context, native),
    env: sidecarEnv(context),
    ...pullPolicy(context),
    ...(isProbed(context) && startupProbe(context)),
    ...(isProbed(context) && { readinessProbe: readinessProbe(context, 15021) }),
    securityContext: { ...security(context), ...seccompProfile(context) },
    resources: proxyResources(context),
    volumeMounts: proxyVolumeMounts(context, "sidecar"),
  };
}

/**
 * The values' lifecycle; or else the hook that holds the application until the proxy is ready; else, for a native
 * proxy, the hook that lets connections drain before the application ends.
 */
function lifecycle(context: PodContext, native: boolean): ValueMap {
  const configured = configuredLifecycle(context);
  if (configured !== undefined) return configured;
  if (holdsApplication(context) && !native) return { lifecycle: { postStart: { exec: { command: ["pilot-agent", "wait"] } } } };
  if (!native) return {};
  const port = annotationOrValue(context, annotations.statusPort, "global", "proxy", "statusPort");
  const command = ["pilot-agent", "request", `--debug-port=${port}`, "POST", "drain"];
  return { lifecycle: { preStop: { exec: { command } } } };
}

function holdsApplication(context: PodContext): boolean {
  const { holdApplicationUntilProxyStarts: held } = context.proxyConfig;
  return held === true || isTruthy(valueAt(context, "global", "proxy", "holdApplicationUntilProxyStarts"));
}

function startupProbe({ values }: PodContext): ValueMap {
  const probe = at(values, "global", "proxy", "startupProbe");
  if (!isTruthy(at(probe, "enabled"))) return {};
  return {
    startupProbe: {
      httpGet: { path: "/healthz/ready", port: 15021 },
      initialDelaySeconds: 0,
      periodSeconds: 1,
      timeoutSeconds: 3,
      failureThreshold: numeric(String(at(probe, "failureThreshold") ?? "")),
    },
  };
}

/** Root where iptables is traced, in TPROXY mode and to bind low ports; else an unprivileged user. */
function security(context: PodContext): ValueMap {
  const uid = context.proxyUid || 1337;
  const gid = context.proxyGid || 1337;
  const readOnlyRootFilesystem = true;
  if (proxyMetadata(context).IPTABLES_TRACE_LOGGING === "true") {
    const capabilities = { add: ["NET_ADMIN"], drop: ["ALL"] };
    return {
      allowPrivilegeEscalation: true,
      capabilities,
      privileged: true,
      readOnlyRootFilesystem,
      runAsGroup: gid,
      runAsNonRoot: false,
      runAsUser: 0,
    };
  }
  const tproxy = isTproxy(context);
  const lowPorts = annotationOrValue(context, annotations.capNetBindService, "global", "proxy", "capNetBindService") === "true";
  if (!tproxy && !lowPorts) {
    const capabilities = { drop: ["ALL"] };
    return withPrivileges(context, { capabilities, readOnlyRootFilesystem, runAsNonRoot: true, runAsUser: uid, runAsGroup: gid });
  }
  const add = [...(tproxy ? ["NET_ADMIN"] : []), ...(lowPorts ? ["NET_BIND_SERVICE"] : [])];
  const capabilities = { add, drop: ["ALL"] };
  return withPrivileges(context, { capabilities, readOnlyRootFilesystem, runAsNonRoot: false, runAsUser: 0, runAsGroup: 1337 });
}

/** What the CNI plugin reads from the pod: with it, no init container has these as arguments. */
function cniAnnotations(context: PodContext): ValueMap {
  if (!usesCni(context)) return {};
  const text = (name: "includeOutboundIpRanges" | "excludeOutboundIpRanges" | "includeInboundPorts", value: string) =>
    annotationOrValue(context, annotations[name], "global", "proxy", value);
  const kept = [annotations.kubevirtInterfaces, annotations.rerouteInterfaces, annotations.excludeInterfaces];
  return {
    ...multus(context),
    [annotations.interceptionMode]: interceptionMode(context),
    ...ifNotEmpty(annotations.includeOutboundIpRanges, text("includeOutboundIpRanges", "includeIPRanges")),
    ...ifNotEmpty(annotations.excludeOutboundIpRanges, text("excludeOutboundIpRanges", "excludeIPRanges")),
    [annotations.includeInboundPorts]: text("includeInboundPorts", "includeInboundPorts"),
    [annotations.excludeInboundPorts]: excludedInboundPorts(context),
    ...ifGiven(annotations.includeOutboundPorts, outboundPorts(context, "includeOutboundPorts")),
    ...ifGiven(annotations.excludeOutboundPorts, outboundPorts(context, "excludeOutboundPorts")),
    ...Object.assign({}, ...kept.map((name) => ifNotEmpty(name, annotationOf(context, name) ?? ""))),
  };
}

function multus(context: PodContext): ValueMap {
  if (valueAt(context, "pilot", "cni", "provider") !== "multus") return {};
  const networks = appendMultusNetwork(annotationOf(context, annotations.multusNetworks) ?? "", "default/istio-cni");
  return { [annotations.multusNetworks]: foldLines(networks) };
}

function ifNotEmpty(name: string, value: string): ValueMap {
  return value === "" ? {} : { [name]: value };
}

function ifGiven(name: string, value: string | undefined): ValueMap {
  return value === undefined ? {} : { [name]: value };
}
