import { toValue, type ValueMap } from "../../value/value.ts";
import type { Message } from "./message.ts";
import { asMessage } from "./overlay-message.ts";
import { proxyConfigDefaults } from "./proxy-config-defaults.ts";

/** What istiod takes for a field that neither the mesh nor the pod sets. */
export const defaultProxyConfig: Message<"ProxyConfig"> = asMessage("ProxyConfig", toValue(proxyConfigDefaults) as ValueMap);

/** Source: istio pkg/config/mesh DefaultMeshConfig. */
export const defaultMeshConfig: Message<"MeshConfig"> = asMessage(
  "MeshConfig",
  toValue({
    enableTracing: true,
    protocolDetectionTimeout: "0s",
    ingressService: "istio-ingressgateway",
    ingressControllerMode: "STRICT",
    ingressClass: "istio",
    trustDomain: "cluster.local",
    enableAutoMtls: true,
    outboundTrafficPolicy: { mode: "ALLOW_ANY" },
    inboundTrafficPolicy: { mode: "PASSTHROUGH" },
    localityLbSetting: { enabled: true },
    defaultConfig: proxyConfigDefaults,
    rootNamespace: "istio-system",
    proxyListenPort: 15001,
    proxyInboundListenPort: 15006,
    connectTimeout: "10s",
    defaultServiceExportTo: ["*"],
    defaultVirtualServiceExportTo: ["*"],
    defaultDestinationRuleExportTo: ["*"],
    dnsRefreshRate: "60s",
    enablePrometheusMerge: true,
    defaultProviders: {},
    extensionProviders: [
      { name: "prometheus", prometheus: {} },
      { name: "stackdriver", stackdriver: {} },
      { name: "envoy", envoyFileAccessLog: { path: "/dev/stdout" } },
    ],
  }) as ValueMap,
);
