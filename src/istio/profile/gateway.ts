import type { ValueMap } from "../../value/value.ts";
import { isTruthy } from "../config/values.ts";
import { proxyContainer } from "../container-names.ts";
import type { PodContext } from "../pod-context.ts";
import { canonicalLabels, injectionAnnotations } from "./pod-metadata.ts";
import { valueAt } from "./pod-settings.ts";
import { configuredLifecycle, numeric, proxyArgs, pullPolicy } from "./proxy-container.ts";
import { gatewayEnv } from "./proxy-env.ts";
import { proxyImage } from "./proxy-image.ts";
import { imagePullSecrets, proxyVolumeMounts, proxyVolumes } from "./proxy-volumes.ts";

/**
 * The partial pod of the template "gateway": the pod's own `istio-proxy`, filled in.
 *
 * Source: istio manifests/charts/istio-control/istio-discovery/files/gateway-injection-template.yaml.
 */
export function renderGateway(context: PodContext): ValueMap {
  const security = valueAt(context, "gateways", "securityContext");
  return {
    metadata: { labels: canonicalLabels(context), annotations: injectionAnnotations(context) },
    spec: {
      securityContext: isTruthy(security) ? security : { sysctls: [{ name: "net.ipv4.ip_unprivileged_port_start", value: "0" }] },
      containers: [proxyOf(context)],
      volumes: proxyVolumes(context, "gateway"),
      ...imagePullSecrets(context),
    },
  };
}

function proxyOf(context: PodContext): ValueMap {
  return {
    name: proxyContainer,
    image: proxyImage(context),
    ports: [{ containerPort: 15090, protocol: "TCP", name: "http-envoy-prom" }],
    args: proxyArgs(context, "router"),
    ...configuredLifecycle(context),
    securityContext: { runAsUser: context.proxyUid || 1337, runAsGroup: context.proxyGid || 1337 },
    env: gatewayEnv(context),
    ...pullPolicy(context),
    readinessProbe: readinessProbe(context),
    volumeMounts: proxyVolumeMounts(context, "gateway"),
  };
}

/** The values' times only: a gateway does not read the annotations. */
function readinessProbe(context: PodContext): ValueMap {
  const seconds = (name: string) => numeric(String(valueAt(context, "global", "proxy", name) ?? ""));
  return {
    httpGet: { path: "/healthz/ready", port: 15021 },
    initialDelaySeconds: seconds("readinessInitialDelaySeconds"),
    periodSeconds: seconds("readinessPeriodSeconds"),
    timeoutSeconds: 3,
    failureThreshold: seconds("readinessFailureThreshold"),
  };
}
