import type { GoValue, Host } from "../../gotemplate/value/value.ts";
import { fieldOf, podTemplateSchema, type Schema } from "../../kube/schema.ts";
import { kubeValue } from "../../template/kube-host.ts";
import { struct } from "../../template/struct.ts";
import type { PodContext } from "../pod-context.ts";
import { initImageOfHub, proxyImageOfHub } from "../profile/proxy-image.ts";
import { messageHost } from "./message-host.ts";

/** Fields that nobody but the mesh's own operators writes. */
export const operatorFields: ReadonlySet<string> = new Set([
  "Values",
  "MeshConfig",
  "Revision",
  "NativeSidecars",
  "ProxyUID",
  "ProxyGID",
  "InboundTrafficPolicyMode",
  "CompliancePolicy",
]);

/** What Istio's injector gives to a template. Source: istio pkg/kube/inject/inject.go SidecarTemplateData. */
export function templateData(context: PodContext): Host {
  const { pod, workload, proxyConfig, meshConfig, values } = context;
  return struct("*inject.SidecarTemplateData", {
    TypeMeta: struct("v1.TypeMeta", { Kind: workload.kind, APIVersion: workload.apiVersion }),
    DeploymentMeta: struct("types.NamespacedName", { Namespace: workload.namespace, Name: workload.name }),
    ObjectMeta: kubeValue(pod.metadata, fieldOf(podTemplateSchema, "metadata") as Schema),
    Spec: kubeValue(pod.spec, fieldOf(podTemplateSchema, "spec") as Schema),
    ProxyConfig: messageHost("ProxyConfig", proxyConfig),
    MeshConfig: messageHost("MeshConfig", meshConfig),
    Values: values as GoValue,
    Revision: context.revision,
    NativeSidecars: context.nativeSidecars,
    ProxyImage: proxyImageOfHub(context),
    ProxyInitImage: initImageOfHub(context),
    ProxyUID: BigInt(context.proxyUid),
    ProxyGID: BigInt(context.proxyGid),
    InboundTrafficPolicyMode: meshConfig.inboundTrafficPolicy?.mode === "LOCALHOST" ? "localhost" : "passthrough",
    CompliancePolicy: context.compliancePolicy,
  });
}
