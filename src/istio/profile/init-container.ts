import type { ValueMap } from "../../value/value.ts";
import { isTruthy } from "../config/values.ts";
import { initContainer, validationContainer } from "../container-names.ts";
import { annotations } from "../names.ts";
import type { PodContext } from "../pod-context.ts";
import { annotationOf, annotationOrValue, interceptionMode, valueAt } from "./pod-settings.ts";
import { isTproxy, logLevelArg, pullPolicy, seccompProfile } from "./proxy-container.ts";
import { metadata } from "./proxy-env.ts";
import { initImage } from "./proxy-image.ts";
import { initResources } from "./proxy-resources.ts";

/**
 * The container that redirects the pod's traffic (istio-init), or, where the CNI plugin does that, the one that checks that it
 * was done (istio-validation).
 */
export function trafficContainer(context: PodContext): ValueMap {
  const cni = usesCni(context);
  const env = metadata(context);
  return {
    name: cni ? validationContainer : initContainer,
    image: initImage(context),
    args: trafficArgs(context),
    ...pullPolicy(context),
    ...(env.length > 0 && { env }),
    resources: initResources(context),
    securityContext: cni ? validationSecurity(context) : initSecurity(context),
  };
}

export function usesCni(context: PodContext): boolean {
  return isTruthy(valueAt(context, "pilot", "cni", "enabled"));
}

/** The ports that inbound interception leaves alone besides Envoy's own: the agent's, unless it is 0, and the user's. */
export function excludedInboundPorts(context: PodContext): string {
  const statusPort = annotationOrValue(context, annotations.statusPort, "global", "proxy", "statusPort");
  return excludeInboundPort(
    statusPort,
    annotationOrValue(context, annotations.excludeInboundPorts, "global", "proxy", "excludeInboundPorts"),
  );
}

/**
 * A list of ports with one more, unless that is "0", empty or there already. A list that stays is not touched; blanks and empty
 * entries go when a port is added.
 *
 * Source: istio pkg/kube/inject/template.go excludeInboundPort.
 */
export function excludeInboundPort(port: string, excluded: string): string {
  const added = port.trim();
  if (added === "" || added === "0") return excluded;
  const ports = excluded.split(",");
  if (ports.includes(added)) return excluded;
  return [...ports.map((entry) => entry.trim()).filter((entry) => entry !== ""), added].join(",");
}

/** Where outbound ports are named at all, by annotation (even empty) or by the values; undefined: nowhere. */
export function outboundPorts(context: PodContext, which: "includeOutboundPorts" | "excludeOutboundPorts"): string | undefined {
  const given = annotationOf(context, annotations[which]);
  const value = valueAt(context, "global", "proxy", which) ?? "";
  return given ?? (value === "" ? undefined : String(value));
}

function trafficArgs(context: PodContext): readonly string[] {
  const excluded = excludedInboundPorts(context);
  return [
    "istio-iptables",
    ...["-p", String(context.meshConfig.proxyListenPort || 15001)],
    ...["-z", String(context.meshConfig.proxyInboundListenPort || 15006)],
    ...["-u", isTproxy(context) ? "1337" : String(context.proxyUid || 1337)],
    ...["-m", interceptionMode(context)],
    ...["-i", annotationOrValue(context, annotations.includeOutboundIpRanges, "global", "proxy", "includeIPRanges")],
    ...["-x", annotationOrValue(context, annotations.excludeOutboundIpRanges, "global", "proxy", "excludeIPRanges")],
    ...["-b", annotationOrValue(context, annotations.includeInboundPorts, "global", "proxy", "includeInboundPorts")],
    ...["-d", excluded === "" ? "15090,15021" : `15090,15021,${excluded}`],
    ...flag("-q", outboundPorts(context, "includeOutboundPorts")),
    ...flag("-o", outboundPorts(context, "excludeOutboundPorts")),
    ...flag("-k", annotationOf(context, annotations.rerouteInterfaces) ?? annotationOf(context, annotations.kubevirtInterfaces)),
    ...flag("-c", annotationOf(context, annotations.excludeInterfaces)),
    logLevelArg(context),
    ...(isTruthy(valueAt(context, "global", "logAsJson")) ? ["--log_as_json"] : []),
    ...applyArgs(context),
    ...(isTruthy(valueAt(context, "global", "nativeNftables")) ? ["--native-nftables"] : []),
  ];
}

function applyArgs(context: PodContext): readonly string[] {
  if (usesCni(context)) return ["--run-validation", "--skip-rule-apply"];
  return isTruthy(valueAt(context, "global", "proxy_init", "forceApplyIptables")) ? ["--force-apply"] : [];
}

function flag(name: string, value: string | undefined): readonly string[] {
  return value === undefined ? [] : [name, value];
}

function initSecurity(context: PodContext): ValueMap {
  return withPrivileges(context, {
    capabilities: { add: ["NET_ADMIN", "NET_RAW"], drop: ["ALL"] },
    readOnlyRootFilesystem: false,
    runAsGroup: 0,
    runAsNonRoot: false,
    runAsUser: 0,
    ...seccompProfile(context),
  });
}

function validationSecurity(context: PodContext): ValueMap {
  const tproxy = isTproxy(context);
  return withPrivileges(context, {
    capabilities: { drop: ["ALL"] },
    readOnlyRootFilesystem: true,
    runAsGroup: tproxy ? 1337 : context.proxyGid || 1337,
    runAsUser: tproxy ? 1337 : context.proxyUid || 1337,
    runAsNonRoot: true,
    ...seccompProfile(context),
  });
}

/** A security context that begins with the mesh's setting for privileges. */
export function withPrivileges(context: PodContext, others: ValueMap): ValueMap {
  const privileged = valueAt(context, "global", "proxy", "privileged") ?? false;
  return { allowPrivilegeEscalation: privileged, privileged, ...others };
}
