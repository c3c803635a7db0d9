import { mergeValues, toValue, type ValueMap } from "../../value/value.ts";
import { defaultValues } from "./values.ts";

/**
 * The values of Istio's charts: those that the injector reads, with their defaults, and those from which nothing of a pod follows. An
 * empty map may hold anything.
 *
 * Source: istio operator/pkg/apis/values_types.proto, manifests/charts/istio-control/istio-discovery/values.yaml and its templates
 */
export function knownValues(): ValueMap {
  return mergeValues(defaultValues, toValue(furtherValues()) as ValueMap);
}

function furtherValues(): object {
  return {
    ...keys("base", "cni", "compatibilityVersion", "defaultRevision", "defaults", "experimental", "gatewayClasses", "istiodRemote"),
    ...keys("meshConfig", "ownerName", "pdb", "platform", "profile", "revisionTags", "telemetry", "ztunnel"),
    gateways: keys("istio-egressgateway", "istio-ingressgateway"),
    istio_cni: keys("chained", "enabled", "provider"),
    global: {
      ...keys("agentgateway", "arch", "certSigners", "configCluster", "configValidation", "defaultNodeSelector"),
      ...keys("defaultPodDisruptionBudget", "defaultResources", "defaultTolerations", "enableReaderRBAC", "externalIstiod"),
      ...keys("ipFamilies", "ipFamilyPolicy", "istiod", "jwtPolicy", "meshNetworks", "networkPolicy", "omitSidecarInjectorConfigMap"),
      ...keys("operatorManageWebhooks", "platform", "podDNSSearchNamespaces", "priorityClassName", "readerServiceAccount"),
      ...keys("remotePilotAddress", "resourceScope", "revision", "tracer", "trustBundleName", "trustDomain", "waypoint"),
      multiCluster: keys("enabled", "globalDomainSuffix", "includeEnvoyFilter"),
      proxy: keys("capNetBindService", "enableCoreDump", "holdApplicationUntilProxyStarts", "lifecycle", "variant"),
      proxy_init: keys("resources"),
    },
    pilot: {
      ...keys("affinity", "autoscaleBehavior", "autoscaleEnabled", "autoscaleMax", "autoscaleMin", "configMap", "cpu", "crlConfigMapName"),
      ...keys("deploymentAnnotations", "deploymentLabels", "enabled", "envVarFrom", "extraContainerArgs", "hub", "image", "initContainers"),
      ...keys("ipFamilies", "ipFamilyPolicy", "istiodRemote", "jwksResolverExtraRootCA", "keepaliveMaxServerConnectionAge", "memory"),
      ...keys("nodeSelector", "podAnnotations", "podLabels", "replicaCount", "resources", "rollingMaxSurge", "rollingMaxUnavailable"),
      ...keys("seccompProfile", "serviceAccountAnnotations", "serviceAnnotations", "tag", "taint", "tolerations"),
      ...keys("topologySpreadConstraints", "traceSampling", "trustedZtunnelName", "trustedZtunnelNamespace", "variant", "volumeMounts"),
      ...keys("volumes"),
      cni: keys("chained"),
    },
    sidecarInjectorWebhook: keys("injectionURL", "reinvocationPolicy"),
  };
}

/** Values without a default, and maps that may hold any. */
function keys(...names: readonly string[]): Readonly<Record<string, "">> {
  return Object.fromEntries(names.map((name) => [name, ""]));
}
