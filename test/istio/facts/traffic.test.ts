import { mapOf } from "../contexts.ts";
import { cni, env, facts, init, note, proxy } from "./facts.ts";

facts("traffic", [
  {
    name: "REDIRECT",
    want: { [`${init}.args`]: ["-m", "REDIRECT"], [`${init}.securityContext.capabilities.add`]: ["NET_ADMIN", "NET_RAW"] },
  },
  {
    name: "TPROXY",
    annotations: { "sidecar.istio.io/interceptionMode": "TPROXY" },
    want: {
      [`${init}.args`]: ["-m", "TPROXY"],
      [`${proxy}.securityContext.runAsUser`]: 0,
      [`${proxy}.securityContext.capabilities.add`]: ["NET_ADMIN"],
      [env("ISTIO_META_INTERCEPTION_MODE")]: "TPROXY",
    },
  },
  {
    name: "NONE drops the init container",
    annotations: { "sidecar.istio.io/interceptionMode": "NONE" },
    want: { [init]: undefined, [`${proxy}.name`]: "istio-proxy" },
  },
  {
    name: "sidecar.istio.io/capNetBindService",
    annotations: { "sidecar.istio.io/capNetBindService": "true" },
    want: { [`${proxy}.securityContext.capabilities.add`]: ["NET_BIND_SERVICE"], [`${proxy}.securityContext.runAsUser`]: 0 },
  },
  {
    name: "outbound ranges",
    annotations: {
      "traffic.sidecar.istio.io/includeOutboundIPRanges": "10.0.0.0/8",
      "traffic.sidecar.istio.io/excludeOutboundIPRanges": "10.1.0.0/16",
    },
    want: { [`${init}.args`]: ["-i", "10.0.0.0/8", "-x", "10.1.0.0/16"] },
  },
  {
    name: "inbound ports; the agent's is always excluded",
    annotations: { "traffic.sidecar.istio.io/includeInboundPorts": "80,443", "traffic.sidecar.istio.io/excludeInboundPorts": "9090" },
    want: { [`${init}.args`]: ["-b", "80,443", "-d", "15090,15021,9090,15020"] },
  },
  {
    name: "outbound ports",
    annotations: { "traffic.sidecar.istio.io/includeOutboundPorts": "80", "traffic.sidecar.istio.io/excludeOutboundPorts": "5432,3306" },
    want: { [`${init}.args`]: ["-q", "80", "-o", "5432,3306"] },
  },
  {
    name: "interfaces",
    annotations: { "traffic.sidecar.istio.io/excludeInterfaces": "eth1", "traffic.sidecar.istio.io/kubevirtInterfaces": "net1" },
    want: { [`${init}.args`]: ["-k", "net1", "-c", "eth1"] },
  },
  {
    name: "istio.io/reroute-virtual-interfaces beats kubevirtInterfaces",
    annotations: { "istio.io/reroute-virtual-interfaces": "net2", "traffic.sidecar.istio.io/kubevirtInterfaces": "net1" },
    want: { [`${init}.args`]: ["-k", "net2"] },
  },
  {
    name: "CNI: a container that checks, and annotations for the plugin",
    annotations: { "traffic.sidecar.istio.io/excludeOutboundPorts": "5432" },
    values: cni,
    want: {
      [init]: undefined,
      "spec.initContainers[istio-validation].args": ["--run-validation", "--skip-rule-apply"],
      "spec.initContainers[istio-validation].securityContext.runAsUser": 1337,
      [note("sidecar.istio.io/interceptionMode")]: "REDIRECT",
      [note("traffic.sidecar.istio.io/includeInboundPorts")]: "*",
      [note("traffic.sidecar.istio.io/excludeInboundPorts")]: "15020",
      [note("traffic.sidecar.istio.io/includeOutboundIPRanges")]: "*",
      [note("traffic.sidecar.istio.io/excludeOutboundPorts")]: "5432",
    },
  },
  {
    name: "CNI with multus",
    annotations: { "k8s.v1.cni.cncf.io/networks": '[{"name": "macvlan"}]' },
    values: { pilot: { cni: { enabled: true, provider: "multus" } } },
    want: { [note("k8s.v1.cni.cncf.io/networks")]: '[{"name": "macvlan"}, {"name": "istio-cni", "namespace": "default"}]' },
  },
  {
    name: "OpenShift's ranges give the proxy its user",
    values: cni,
    context: {
      platform: "openshift",
      namespaceAnnotations: mapOf({
        "openshift.io/sa.scc.uid-range": "1000650000/10000",
        "openshift.io/sa.scc.supplemental-groups": "2000-2999",
      }),
    },
    want: { [`${proxy}.securityContext.runAsUser`]: 1000659999, [`${proxy}.securityContext.runAsGroup`]: 2999 },
  },
]);
