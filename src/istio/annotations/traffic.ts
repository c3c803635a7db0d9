import * as is from "./checks.ts";
import type { AnnotationRows } from "./row.ts";

/** Which traffic goes through the proxy. */
export const trafficRows = {
  interceptionMode: {
    name: "sidecar.istio.io/interceptionMode",
    value: is.interceptionModes,
    refuses: true,
    readBy: ["sidecar"],
    effect:
      "how traffic is redirected. TPROXY needs the init container as REDIRECT does, and a proxy as root; the CNI plugin is something else: `values.pilot.cni.enabled` turns it on",
  },
  includeInboundPorts: {
    name: "traffic.sidecar.istio.io/includeInboundPorts",
    value: is.portsOrAll,
    refuses: true,
    readBy: ["sidecar"],
    effect: "only these",
  },
  excludeInboundPorts: {
    name: "traffic.sidecar.istio.io/excludeInboundPorts",
    value: is.ports,
    refuses: true,
    readBy: ["sidecar"],
    effect: "not these; the agent's own are always added",
  },
  includeOutboundPorts: {
    name: "traffic.sidecar.istio.io/includeOutboundPorts",
    value: is.plainPorts,
    readBy: ["sidecar"],
    effect: "these whatever their address",
  },
  excludeOutboundPorts: {
    name: "traffic.sidecar.istio.io/excludeOutboundPorts",
    value: is.ports,
    refuses: true,
    readBy: ["sidecar"],
    effect: "not these",
  },
  includeOutboundIpRanges: {
    name: "traffic.sidecar.istio.io/includeOutboundIPRanges",
    value: is.rangesOrAll,
    refuses: true,
    readBy: ["sidecar"],
    effect: "only these",
  },
  excludeOutboundIpRanges: {
    name: "traffic.sidecar.istio.io/excludeOutboundIPRanges",
    value: is.ranges,
    refuses: true,
    readBy: ["sidecar"],
    effect: "not these",
  },
  excludeInterfaces: {
    name: "traffic.sidecar.istio.io/excludeInterfaces",
    value: is.interfaces,
    refuses: true,
    readBy: ["sidecar"],
    effect: "not these",
  },
  rerouteInterfaces: {
    name: "istio.io/reroute-virtual-interfaces",
    value: is.interfaces,
    refuses: true,
    readBy: ["sidecar"],
    effect: "what comes from them counts as outbound",
  },
  kubevirtInterfaces: {
    name: "traffic.sidecar.istio.io/kubevirtInterfaces",
    value: is.interfaces,
    refuses: true,
    standing: "deprecated",
    instead: "the annotation istio.io/reroute-virtual-interfaces",
    successor: { which: "annotations", name: "istio.io/reroute-virtual-interfaces" },
    readBy: ["sidecar"],
    effect: "the same",
  },
  multusNetworks: {
    name: "k8s.v1.cni.cncf.io/networks",
    value: "names or JSON",
    readBy: ["sidecar", "others"],
    effect: "with multus Istio's network is added",
  },
} as const satisfies AnnotationRows;
