import { formatFloat } from "../../gotemplate/number/format-float.ts";
import { at, isMap, toValue, type Value, type ValueMap } from "../../value/value.ts";
import { defaultHub, defaultTag } from "./versions.ts";

/**
 * The chart's defaults for the values that the injector sees.
 *
 * Source: istio manifests/charts/istio-control/istio-discovery/values.yaml and files/values injected by the ConfigMap
 * `istio-sidecar-injector`.
 */
export const defaultValues: ValueMap = toValue({
  gateways: { seccompProfile: {}, securityContext: {} },
  global: {
    caAddress: "",
    caName: "",
    hub: defaultHub,
    imagePullPolicy: "",
    imagePullSecrets: [],
    istioNamespace: "istio-system",
    logAsJson: false,
    logging: { level: "default:info" },
    meshID: "",
    mountMtlsCerts: false,
    multiCluster: { clusterName: "" },
    nativeNftables: false,
    network: "",
    pilotCertProvider: "istiod",
    proxy: {
      autoInject: "enabled",
      clusterDomain: "cluster.local",
      componentLogLevel: "misc:error",
      excludeIPRanges: "",
      excludeInboundPorts: "",
      excludeOutboundPorts: "",
      image: "proxyv2",
      includeIPRanges: "*",
      includeInboundPorts: "*",
      includeOutboundPorts: "",
      logLevel: "warning",
      outlierLogPath: "",
      privileged: false,
      readinessFailureThreshold: 4,
      readinessInitialDelaySeconds: 0,
      readinessPeriodSeconds: 15,
      resources: { requests: { cpu: "100m", memory: "128Mi" }, limits: { cpu: "2000m", memory: "1024Mi" } },
      seccompProfile: {},
      startupProbe: { enabled: true, failureThreshold: 600 },
      statusPort: 15020,
      tracer: "none",
    },
    proxy_init: { forceApplyIptables: false, image: "proxyv2" },
    sds: { token: { aud: "istio-ca" } },
    sts: { servicePort: 0 },
    tag: defaultTag,
    variant: "",
  },
  pilot: { cni: { enabled: false, provider: "default" }, env: {} },
  revision: "",
  sidecarInjectorWebhook: {
    alwaysInjectSelector: [],
    defaultTemplates: [],
    enableNamespacesByDefault: false,
    injectedAnnotations: {},
    neverInjectSelector: [],
    rewriteAppHTTPProbe: true,
    templates: {},
  },
}) as ValueMap;

/**
 * A value as the template functions `annotation` and `printf "%v"` print it; numbers are floats, because values are read as JSON. A value that is not there is "<nil>", which is
 * what Istio's annotations and arguments then say.
 *
 * Source: Go fmt.Sprint.
 */
export function printed(value: Value | undefined): string {
  if (value === undefined || value === null) return "<nil>";
  if (Array.isArray(value)) return `[${value.map(printed).join(" ")}]`;
  // Such as ports; from seven digits on there is an exponent.
  if (typeof value === "number" && Number.isInteger(value) && value > 0 && value < 1e6) return String(value);
  if (typeof value === "number" || typeof value === "bigint") return formatFloat(Number(value), { verb: "g", precision: -1, bits: 64 });
  if (!isMap(value)) return String(value);
  const entries = Object.keys(value).sort();
  return `map[${entries.map((key) => `${key}:${printed(value[key])}`).join(" ")}]`;
}

/** What Go templates take for true: anything but absent, false, zero and empty. */
export function isTruthy(value: Value | undefined): value is Value {
  if (value === undefined || value === null || value === "" || value === 0 || value === false || value === 0n) return false;
  return Array.isArray(value) ? value.length > 0 : !isMap(value) || Object.keys(value).length > 0;
}

/** The string at a path of the values; anything but a non-empty string is "". */
export function textAt(values: ValueMap, ...path: readonly string[]): string {
  const value = at(values, ...path);
  return typeof value === "string" ? value : "";
}
