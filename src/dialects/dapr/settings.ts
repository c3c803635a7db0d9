import * as z from "zod/mini";
import { seconds as count, oneOf, settingsBlock, text, truth } from "../settings-block.ts";

const policy = oneOf(["Always", "IfNotPresent", "Never"]);
const replicas = z.int().check(z.minimum(0));

/** `spec.dialects.dapr`: the values of the injector's chart that decide about pods. */
export const daprBlock = settingsBlock(
  { description: "Dapr's sidecar injector.", absent: "no pod gets Dapr's sidecar", example: "{image: ghcr.io/dapr/daprd:1.16.0}" },
  {
    version: [text, "The injector's release.", "the newest that is known", "1.16.0"],
    namespace: [text, "Where the control plane is.", "`dapr-system`", "platform"],
    image: [text, "SIDECAR_IMAGE.", "`ghcr.io/dapr/daprd` of the release", "registry.example.com/daprd:1.16.0"],
    imagePullPolicy: [policy, "`sidecarImagePullPolicy`.", "`IfNotPresent`", "Always"],
    clusterDomain: [text, "`kubeClusterDomain`.", "`cluster.local`", "example.org"],
    trustDomain: [text, "`global.mtls.controlPlaneTrustDomain`.", "`cluster.local`", "example.org"],
    trustAnchors: [
      text,
      "The certificates of the mesh, in PEM.",
      "`ca.crt` of the ConfigMap `dapr-trust-bundle`",
      '"-----BEGIN CERTIFICATE-----\\n..."',
    ],
    schedulerReplicas: [replicas, "Pods of the StatefulSet `dapr-scheduler-server`.", "`3`", "1"],
    actors: [truth, "`global.actors.enabled`.", "`true`", "false"],
    runAsNonRoot: [truth, "`sidecarRunAsNonRoot`.", "`true`", "false"],
    runAsUser: [count, "`sidecarRunAsUser`.", "the image's", "65532"],
    runAsGroup: [count, "`sidecarRunAsGroup`.", "the image's", "65532"],
    readOnlyRootFilesystem: [truth, "`sidecarReadOnlyRootFilesystem`.", "`true`", "false"],
    dropAllCapabilities: [truth, "`sidecarDropALLCapabilities`.", "`false`", "true"],
    downwardAPIs: [truth, "`enableK8sDownwardAPIs`.", "`false`", "true"],
  },
);

export type DaprSettings = z.infer<typeof daprBlock.settings>;
