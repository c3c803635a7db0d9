import type { ValueMap } from "../../value/value.ts";
import { proxyContainer } from "../container-names.ts";
import { annotations } from "../names.ts";
import type { PodContext } from "../pod-context.ts";
import { canonicalLabels, injectionAnnotations } from "./pod-metadata.ts";
import { appContainerNames } from "./pod-settings.ts";
import { isProbed, proxyArgs, pullPolicy, readinessProbe } from "./proxy-container.ts";
import { env, grpcAgentEnv } from "./proxy-env.ts";
import { proxyImage } from "./proxy-image.ts";
import { proxyResources } from "./proxy-resources.ts";
import { imagePullSecrets, proxyVolumeMounts, proxyVolumes, userEntries, workloadCertificatesMount } from "./proxy-volumes.ts";

/**
 * The partial pod of the template "grpc-agent": the agent without Envoy, which serves certificates and the configuration of
 * gRPC's own xDS client.
 *
 * Source: istio manifests/charts/istio-control/istio-discovery/files/grpc-agent.yaml.
 */
export function renderGrpcAgent(context: PodContext): ValueMap {
  return {
    metadata: {
      labels: canonicalLabels(context),
      annotations: { ...injectionAnnotations(context), [annotations.rewriteProbers]: "false" },
    },
    spec: {
      containers: [agentOf(context), ...appContainerNames(context).map((name) => applicationOf(context, name))],
      volumes: proxyVolumes(context, "grpc-agent"),
      ...imagePullSecrets(context),
    },
  };
}

/**
 * Where the agent's port is 0, Istio's template drops probe, resources and mounts together, and has the user's mounts follow the
 * variables.
 */
function agentOf(context: PodContext): ValueMap {
  const command = ["pilot-agent", "wait", "--url=http://localhost:15020/healthz/ready"];
  return {
    name: proxyContainer,
    image: proxyImage(context),
    ports: [{ containerPort: 15020, protocol: "TCP", name: "mesh-metrics" }],
    args: proxyArgs(context, "sidecar"),
    lifecycle: { postStart: { exec: { command } } },
    env: [...grpcAgentEnv(context), ...(isProbed(context) ? [] : userEntries(context, annotations.userVolumeMount))],
    ...pullPolicy(context),
    ...(isProbed(context) && {
      readinessProbe: readinessProbe(context, 15020),
      resources: proxyResources(context),
      volumeMounts: proxyVolumeMounts(context, "grpc-agent"),
    }),
  };
}

function applicationOf(context: PodContext, name: string): ValueMap {
  return {
    name,
    env: [env("GRPC_XDS_EXPERIMENTAL_SECURITY_SUPPORT", "true"), env("GRPC_XDS_BOOTSTRAP", "/etc/istio/proxy/grpc-bootstrap.json")],
    volumeMounts: [
      { mountPath: "/var/lib/istio/data", name: "istio-data" },
      { mountPath: "/etc/istio/proxy", name: "istio-xds" },
      workloadCertificatesMount(context),
    ],
  };
}
