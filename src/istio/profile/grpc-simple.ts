import { containersIn } from "../../kube/pod.ts";
import type { ValueMap } from "../../value/value.ts";
import { textAt } from "../config/values.ts";
import { annotations } from "../names.ts";
import type { PodContext } from "../pod-context.ts";
import { env, fieldEnv } from "./proxy-env.ts";

const volume = "grpc-io-proxyless-bootstrap";
const directory = "/var/lib/grpc/data/";

/** What the init container runs; byte for byte Istio's, because the pod's template would otherwise differ. */
const writeBootstrap = [
  `NODE_ID="sidecar~\${INSTANCE_IP}~\${POD_NAME}.\${POD_NAMESPACE}~cluster.local"`,
  `SERVER_URI="dns:///istiod.\${ISTIO_NAMESPACE}.svc:15010"`,
  "echo '",
  "{",
  '  "xds_servers": [',
  "    {",
  `      "server_uri": "'\${SERVER_URI}'",`,
  '      "channel_creds": [{"type": "insecure"}],',
  '      "server_features" : ["xds_v3"]',
  "    }",
  "  ],",
  '  "node": {',
  `    "id": "'\${NODE_ID}'",`,
  '    "metadata": {',
  '      "GENERATOR": "grpc"',
  "    }",
  "  }",
  `}' > ${directory}bootstrap.json`,
].join("\n");

/**
 * The partial pod of the template "grpc-simple": gRPC's own xDS client, without certificates and without agent.
 *
 * Source: istio manifests/charts/istio-control/istio-discovery/files/grpc-simple.yaml.
 */
export function renderGrpcSimple(context: PodContext): ValueMap {
  return {
    metadata: { annotations: { [annotations.rewriteProbers]: "false" } },
    spec: {
      initContainers: [bootstrapContainer(context)],
      containers: containersIn(context.pod, "containers").map(({ name }) => applicationOf(String(name ?? ""))),
      volumes: [{ name: volume, emptyDir: {} }],
    },
  };
}

function bootstrapContainer({ values }: PodContext): ValueMap {
  return {
    name: "grpc-bootstrap-init",
    image: "busybox:1.28",
    volumeMounts: [{ mountPath: directory, name: volume }],
    env: [
      fieldEnv("INSTANCE_IP", "status.podIP"),
      fieldEnv("POD_NAME", "metadata.name"),
      fieldEnv("POD_NAMESPACE", "metadata.namespace"),
      env("ISTIO_NAMESPACE", `${textAt(values, "global", "istioNamespace")}\n`),
    ],
    command: ["sh", "-c", writeBootstrap],
  };
}

function applicationOf(name: string): ValueMap {
  return {
    name,
    env: [
      env("GRPC_XDS_BOOTSTRAP", `${directory}bootstrap.json`),
      env("GRPC_GO_LOG_VERBOSITY_LEVEL", "99"),
      env("GRPC_GO_LOG_SEVERITY_LEVEL", "info"),
    ],
    volumeMounts: [{ mountPath: directory, name: volume }],
  };
}
