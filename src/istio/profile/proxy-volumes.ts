import { isMap, type Value, type ValueMap } from "../../value/value.ts";
import { plainValue } from "../../yaml/scalar.ts";
import { isTruthy, printed, textAt } from "../config/values.ts";
import { hasChange } from "../config/versions.ts";
import { rangeJson } from "../go-json.ts";
import { annotations } from "../names.ts";
import type { PodContext } from "../pod-context.ts";
import { annotationOf, valueAt } from "./pod-settings.ts";

/** The templates differ in which of the proxy's volumes they have. */
type Flavour = "sidecar" | "gateway" | "grpc-agent";

/** The volumes that the proxy or agent needs, in Istio's order. `null` clears a source that the pod gave the same volume. */
export function proxyVolumes(context: PodContext, flavour: Flavour): readonly ValueMap[] {
  const only = (...flavours: readonly Flavour[]) => flavours.includes(flavour);
  return [
    { name: "workload-socket", emptyDir: null },
    ...list(only("sidecar", "gateway"), { name: "credential-socket", emptyDir: only("gateway") ? {} : null }),
    workloadCertificates(context, only("gateway") ? {} : null),
    ...bootstrapVolume(context),
    { name: only("grpc-agent") ? "istio-xds" : "istio-envoy", emptyDir: { medium: "Memory" } },
    { name: "istio-data", emptyDir: {} },
    podInfo,
    { name: "istio-token", projected: { sources: [{ serviceAccountToken: istioToken(context) }] } },
    ...list(isIstiodProvider(context), rootCertificate(context)),
    ...list(only("sidecar"), { name: "istio-ca-crl", configMap: { name: crlConfigMap(context), optional: true } }),
    ...list(mountsCertificates(context), { name: "istio-certs", secret: { optional: true, secretName: certificateSecret(context) } }),
    ...list(only("sidecar", "grpc-agent"), ...userEntries(context, annotations.userVolume)),
    ...list(only("sidecar") && hasLightstep(context), {
      name: "lightstep-certs",
      secret: { optional: true, secretName: "lightstep.cacert" },
    }),
  ];
}

/** The proxy's mounts of these volumes. */
export function proxyVolumeMounts(context: PodContext, flavour: Flavour): readonly ValueMap[] {
  const only = (...flavours: readonly Flavour[]) => flavours.includes(flavour);
  return [
    { name: "workload-socket", mountPath: "/var/run/secrets/workload-spiffe-uds" },
    ...list(only("sidecar", "gateway"), { name: "credential-socket", mountPath: "/var/run/secrets/credential-uds" }),
    workloadCertificatesMount(context),
    ...list(isIstiodProvider(context), { name: "istiod-ca-cert", mountPath: "/var/run/secrets/istio" }),
    ...list(only("sidecar") && isIstiodProvider(context), { name: "istio-ca-crl", mountPath: "/var/run/secrets/istio/crl" }),
    { name: "istio-data", mountPath: "/var/lib/istio/data" },
    ...list(only("sidecar", "gateway") && hasBootstrap(context), {
      name: "custom-bootstrap-volume",
      mountPath: "/etc/istio/custom-bootstrap",
    }),
    { name: only("grpc-agent") ? "istio-xds" : "istio-envoy", mountPath: "/etc/istio/proxy" },
    { name: "istio-token", mountPath: "/var/run/secrets/tokens" },
    ...list(mountsCertificates(context), { name: "istio-certs", mountPath: "/etc/certs/", readOnly: true }),
    { name: "istio-podinfo", mountPath: "/etc/istio/pod" },
    ...list(only("sidecar") && hasLightstep(context), { name: "lightstep-certs", mountPath: lightstepDirectory(context), readOnly: true }),
    ...list(only("sidecar", "grpc-agent"), ...userEntries(context, annotations.userVolumeMount)),
  ];
}

/** The mount of the certificates that the workload's identity rests on; gRPC applications need it too. */
export function workloadCertificatesMount(context: PodContext): ValueMap {
  const mountPath = "/var/run/secrets/workload-spiffe-credentials";
  return isGke(context) ? { name: "gke-workload-certificate", mountPath, readOnly: true } : { name: "workload-certs", mountPath };
}

/** The pull secrets of the values, as entries of a pod; absent if there are none. */
export function imagePullSecrets(context: PodContext): { readonly imagePullSecrets?: readonly ValueMap[] } {
  const names = valueAt(context, "global", "imagePullSecrets");
  return Array.isArray(names) && names.length > 0 ? { imagePullSecrets: names.map((name: Value) => ({ name: printed(name) })) } : {};
}

function list<Item>(condition: boolean, ...items: readonly Item[]): readonly Item[] {
  return condition ? items : [];
}

function workloadCertificates(context: PodContext, emptyDir: Value): ValueMap {
  return isGke(context)
    ? { name: "gke-workload-certificate", csi: { driver: "workloadcertificates.security.cloud.google.com" } }
    : { name: "workload-certs", emptyDir };
}

function bootstrapVolume(context: PodContext): readonly ValueMap[] {
  const given = annotationOf(context, annotations.bootstrapOverride);
  if (given === undefined) return [];
  const name = unquoted(given, context.minor);
  return [{ name: "custom-bootstrap-volume", configMap: name === "" ? {} : { name } }];
}

function hasBootstrap(context: PodContext): boolean {
  return annotationOf(context, annotations.bootstrapOverride) !== undefined;
}

const podInfo: ValueMap = {
  name: "istio-podinfo",
  downwardAPI: {
    items: ["labels", "annotations"].map((path) => ({ path, fieldRef: { fieldPath: `metadata.${path}` } })),
  },
};

function istioToken({ values }: PodContext): ValueMap {
  return { path: "istio-token", expirationSeconds: 43200, audience: textAt(values, "global", "sds", "token", "aud") };
}

function rootCertificate(context: PodContext): ValueMap {
  const bundle = textAt(context.values, "global", "trustBundleName");
  const source = { name: `istio.io:istiod-ca:${bundle || "root-cert"}`, path: "root-cert.pem" };
  return valueAt(context, "pilot", "env", "ENABLE_CLUSTER_TRUST_BUNDLE_API") === true
    ? { name: "istiod-ca-cert", projected: { sources: [{ clusterTrustBundle: source }] } }
    : { name: "istiod-ca-cert", configMap: { name: bundle || "istio-ca-root-cert" } };
}

function crlConfigMap({ values }: PodContext): string {
  return textAt(values, "pilot", "crlConfigMapName") || "istio-ca-crl";
}

function certificateSecret({ pod }: PodContext): string {
  const account = isMap(pod.spec) ? pod.spec.serviceAccountName : undefined;
  return `istio.${typeof account === "string" && account !== "" ? account : "default"}`;
}

function isIstiodProvider({ values }: PodContext): boolean {
  return textAt(values, "global", "pilotCertProvider") === "istiod";
}

function isGke({ values }: PodContext): boolean {
  return textAt(values, "global", "caName") === "GkeWorkloadCertificate";
}

function mountsCertificates(context: PodContext): boolean {
  return isTruthy(valueAt(context, "global", "mountMtlsCerts"));
}

function hasLightstep({ values, proxyConfig }: PodContext): boolean {
  return textAt(values, "global", "proxy", "tracer") === "lightstep" && proxyConfig.tracing?.tlsSettings !== undefined;
}

/** The directory of the tracer's certificate authority, with its slash. */
function lightstepDirectory({ proxyConfig }: PodContext): string {
  const path = proxyConfig.tracing?.tlsSettings?.caCertificates ?? "";
  return path.slice(0, path.lastIndexOf("/") + 1);
}

/** The volumes or mounts of an annotation, each named by its key or place unless it names itself. */
export function userEntries(context: Pick<PodContext, "pod">, annotation: string): readonly ValueMap[] {
  const text = annotationOf(context, annotation);
  const entries = (text !== undefined && rangeJson(text)) || [];
  return entries.map(([name, entry]) => ({ name, ...(isMap(entry) && entry) }));
}

/** A name that the templates before 1.32 print without quotes; what YAML takes for no text is reported before (annotation-faults.ts). */
function unquoted(name: string, minor: string | undefined): string {
  return hasChange(minor, "quotedNames") || plainValue(name) !== null ? name : "";
}
