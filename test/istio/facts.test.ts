import type { Code } from "../../src/diagnostic/codes.ts";
import { type InjectContext, injectIstio } from "../../src/istio/inject-istio.ts";
import { isList, toValue, type Value, type ValueMap } from "../../src/value/value.ts";
import { assert, table } from "../cases.ts";
import { injectContext, mapOf, meshOf, podOf, valuesOf } from "./contexts.ts";
import { look } from "./look.ts";

interface Row {
  /** What of Istio's annotations, labels and settings the row is about. */
  readonly name: string;
  readonly annotations?: Record<string, unknown>;
  readonly labels?: Record<string, string>;
  readonly spec?: unknown;
  readonly values?: unknown;
  readonly mesh?: unknown;
  readonly context?: Partial<InjectContext>;
  /** What must stand where; undefined: nothing. A list may be given as the texts that must follow each other in it. */
  readonly want: Readonly<Record<string, unknown>>;
  readonly codes?: readonly Code[];
}

const cni = { pilot: { cni: { enabled: true } } };
const proxy = "spec.initContainers[istio-proxy]";
const init = "spec.initContainers[istio-init]";
const classic = { nativeSidecars: false };
const note = (name: string) => `metadata.annotations[${name}]`;
const label = (name: string) => `metadata.labels[${name}]`;
const env = (name: string, container = proxy) => `${container}.env[${name}].value`;

const placement: readonly Row[] = [
  {
    name: "revision: annotation, CA address and status",
    values: { revision: "canary" },
    context: { revision: "canary" },
    want: {
      [note("istio.io/rev")]: "canary",
      [env("CA_ADDR")]: "istiod-canary.istio-system.svc:15012",
      [note("sidecar.istio.io/status")]:
        '{"initContainers":["istio-init","istio-proxy"],"containers":null,"volumes":["workload-socket","credential-socket","workload-certs","istio-envoy","istio-data","istio-podinfo","istio-token","istiod-ca-cert","istio-ca-crl"],"imagePullSecrets":null,"revision":"canary"}',
    },
  },
  {
    name: "no revision is the default one",
    want: { [note("istio.io/rev")]: "default", [env("CA_ADDR")]: "istiod.istio-system.svc:15012" },
  },
  {
    name: "inject.istio.io/templates: gateway",
    annotations: { "inject.istio.io/templates": "gateway" },
    want: {
      "spec.containers[istio-proxy].args.1": "router",
      "spec.initContainers": undefined,
      "spec.securityContext.sysctls.0.value": "0",
    },
  },
  {
    name: "inject.istio.io/templates: grpc-simple",
    annotations: { "inject.istio.io/templates": "grpc-simple" },
    want: {
      "spec.initContainers[grpc-bootstrap-init].image": "busybox:1.28",
      [env("GRPC_XDS_BOOTSTRAP", "spec.containers[app]")]: "/var/lib/grpc/data/bootstrap.json",
      "spec.containers[istio-proxy]": undefined,
    },
  },
  {
    name: "inject.istio.io/templates: grpc-agent",
    annotations: { "inject.istio.io/templates": "grpc-agent" },
    want: {
      [env("DISABLE_ENVOY", "spec.containers[istio-proxy]")]: "true",
      [env("GRPC_XDS_BOOTSTRAP", "spec.containers[app]")]: "/etc/istio/proxy/grpc-bootstrap.json",
    },
  },
  {
    name: "inject.istio.io/templates: several",
    annotations: { "inject.istio.io/templates": "sidecar, grpc-simple" },
    want: { "spec.initContainers[grpc-bootstrap-init].name": "grpc-bootstrap-init", [`${proxy}.name`]: "istio-proxy" },
  },
  {
    name: "inject.istio.io/templates: an alias",
    annotations: { "inject.istio.io/templates": "both" },
    context: { aliases: new Map([["both", ["sidecar", "grpc-simple"]]]) },
    want: { "spec.initContainers[grpc-bootstrap-init].name": "grpc-bootstrap-init", [`${proxy}.name`]: "istio-proxy" },
  },
  {
    name: "other default templates",
    context: { defaultTemplates: ["gateway"] },
    want: { "spec.containers[istio-proxy].args.1": "router" },
  },
  {
    name: "inject.istio.io/templates: unknown",
    annotations: { "inject.istio.io/templates": "sidecars" },
    want: { [proxy]: undefined },
    codes: ["UnknownTemplate"],
  },
  {
    name: "sidecar.istio.io/nativeSidecar false",
    annotations: { "sidecar.istio.io/nativeSidecar": "false" },
    want: { [proxy]: undefined, "spec.containers.1.name": "istio-proxy", "spec.initContainers.0.name": "istio-init" },
  },
  {
    name: "sidecar.istio.io/nativeSidecar: anything else is native",
    annotations: { "sidecar.istio.io/nativeSidecar": "yes" },
    context: classic,
    want: { [`${proxy}.restartPolicy`]: "Always", "spec.containers[istio-proxy]": undefined },
  },
  {
    name: "a native proxy drains, and is the second init container",
    want: { "spec.initContainers.1.name": "istio-proxy", [`${proxy}.lifecycle.preStop.exec.command.2`]: "--debug-port=15020" },
  },
  {
    name: "holdApplicationUntilProxyStarts puts a classic proxy first",
    annotations: { "proxy.istio.io/config": "holdApplicationUntilProxyStarts: true" },
    context: classic,
    want: {
      "spec.containers.0.name": "istio-proxy",
      "spec.containers.0.lifecycle.postStart.exec.command": ["pilot-agent", "wait"],
      [env("PROXY_CONFIG", "spec.containers[istio-proxy]")]: '{"holdApplicationUntilProxyStarts":true}\n',
    },
  },
  {
    name: "sidecar.istio.io/holdApplicationUntilProxyStarts, honoured",
    annotations: { "sidecar.istio.io/holdApplicationUntilProxyStarts": "true" },
    context: classic,
    want: { "spec.containers.0.name": "istio-proxy" },
    codes: ["GuideAnnotation"],
  },
  {
    name: "sidecar.istio.io/holdApplicationUntilProxyStarts, not honoured",
    annotations: { "sidecar.istio.io/holdApplicationUntilProxyStarts": "true" },
    context: { ...classic, guideAnnotations: false },
    want: { "spec.containers.1.name": "istio-proxy" },
    codes: ["IgnoredAnnotation"],
  },
  {
    name: "proxy.istio.io/config beats the guides' annotation",
    annotations: {
      "sidecar.istio.io/holdApplicationUntilProxyStarts": "true",
      "proxy.istio.io/config": "{holdApplicationUntilProxyStarts: false}",
    },
    context: classic,
    want: { "spec.containers.1.name": "istio-proxy" },
    codes: ["GuideAnnotation"],
  },
];

const images: readonly Row[] = [
  {
    name: "sidecar.istio.io/proxyImage with a slash",
    annotations: { "sidecar.istio.io/proxyImage": "mirror.example/proxyv2:9" },
    want: { [`${proxy}.image`]: "mirror.example/proxyv2:9", [`${init}.image`]: "mirror.example/proxyv2:9" },
  },
  {
    name: "sidecar.istio.io/proxyImage without a slash is ignored",
    annotations: { "sidecar.istio.io/proxyImage": "proxyv3" },
    want: { [`${proxy}.image`]: "registry.istio.io/release/proxyv2:1.30.5" },
  },
  {
    name: "sidecar.istio.io/proxyImageType",
    annotations: { "sidecar.istio.io/proxyImageType": "distroless" },
    values: { global: { tag: "1.30.5-debug" } },
    want: {
      [`${proxy}.image`]: "registry.istio.io/release/proxyv2:1.30.5-distroless",
      [`${init}.image`]: "registry.istio.io/release/proxyv2:1.30.5-distroless",
    },
  },
  {
    name: "image type of the ProxyConfig, which the init container has not",
    mesh: { defaultConfig: { image: { imageType: "debug" } } },
    want: {
      [`${proxy}.image`]: "registry.istio.io/release/proxyv2:1.30.5-debug",
      [`${init}.image`]: "registry.istio.io/release/proxyv2:1.30.5",
    },
  },
  {
    name: "before 1.31 the init container has the proxy's image",
    mesh: { defaultConfig: { image: { imageType: "debug" } } },
    context: { minor: "1.30" },
    want: { [`${init}.image`]: "registry.istio.io/release/proxyv2:1.30.5-debug" },
  },
  {
    name: "a digest as tag",
    values: { global: { tag: `sha256:${"0".repeat(64)}`, variant: "debug" } },
    want: { [`${proxy}.image`]: `registry.istio.io/release/proxyv2@sha256:${"0".repeat(64)}` },
  },
  {
    name: "image pull secrets of the values",
    values: { global: { imagePullSecrets: ["mirror"] } },
    spec: { containers: [{ name: "app" }], imagePullSecrets: [{ name: "own" }] },
    want: { "spec.imagePullSecrets": [{ name: "mirror" }, { name: "own" }] },
  },
];

const resources: readonly Row[] = [
  {
    name: "resources of the chart",
    want: { [`${proxy}.resources`]: { requests: { cpu: "100m", memory: "128Mi" }, limits: { cpu: "2000m", memory: "1024Mi" } } },
  },
  {
    name: "one resource annotation replaces the whole block of both containers",
    annotations: { "sidecar.istio.io/proxyCPU": "250m" },
    want: { [`${proxy}.resources`]: { requests: { cpu: "250m" } }, [`${init}.resources`]: { requests: { cpu: "250m" } } },
  },
  {
    name: "all four resource annotations",
    annotations: {
      "sidecar.istio.io/proxyCPU": "100m",
      "sidecar.istio.io/proxyMemory": "128Mi",
      "sidecar.istio.io/proxyCPULimit": "500m",
      "sidecar.istio.io/proxyMemoryLimit": "512Mi",
    },
    want: { [`${proxy}.resources`]: { requests: { cpu: "100m", memory: "128Mi" }, limits: { cpu: "500m", memory: "512Mi" } } },
  },
  {
    name: "sidecar.istio.io/initCPU and its kin, honoured for the init container",
    annotations: { "sidecar.istio.io/initCPU": "10m", "sidecar.istio.io/initMemoryLimit": "64Mi" },
    want: {
      [`${init}.resources`]: { requests: { cpu: "10m" }, limits: { memory: "64Mi" } },
      [`${proxy}.resources.requests.cpu`]: "100m",
    },
    codes: ["GuideAnnotation", "GuideAnnotation"],
  },
  {
    name: "sidecar.istio.io/initCPU, not honoured",
    annotations: { "sidecar.istio.io/initCPU": "10m" },
    context: { guideAnnotations: false },
    want: { [`${init}.resources.requests.cpu`]: "100m" },
    codes: ["IgnoredAnnotation"],
  },
  {
    name: "a bad quantity for the init container",
    annotations: { "sidecar.istio.io/initCPU": "ten" },
    want: { [proxy]: undefined },
    codes: ["InvalidAnnotation", "GuideAnnotation"],
  },
];

const traffic: readonly Row[] = [
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
];

const agent: readonly Row[] = [
  {
    name: "status.sidecar.istio.io/port",
    annotations: { "status.sidecar.istio.io/port": "15999" },
    spec: { containers: [{ name: "app", livenessProbe: { httpGet: { port: 80 } } }] },
    want: {
      [`${init}.args`]: ["-d", "15090,15021,15999"],
      "spec.containers[app].livenessProbe.httpGet": { port: 15999, path: "/app-health/app/livez" },
    },
  },
  {
    name: "status.sidecar.istio.io/port 0 takes the proxy's probes away",
    annotations: { "status.sidecar.istio.io/port": "0" },
    want: { [`${proxy}.readinessProbe`]: undefined, [`${proxy}.startupProbe`]: undefined, [`${init}.args`]: ["-d", "15090,15021"] },
  },
  {
    name: "readiness.status.sidecar.istio.io",
    annotations: {
      "readiness.status.sidecar.istio.io/initialDelaySeconds": "5",
      "readiness.status.sidecar.istio.io/periodSeconds": "7",
      "readiness.status.sidecar.istio.io/failureThreshold": "9",
      "readiness.status.sidecar.istio.io/applicationPorts": "80",
    },
    want: {
      [`${proxy}.readinessProbe`]: {
        httpGet: { path: "/healthz/ready", port: 15021 },
        initialDelaySeconds: 5,
        periodSeconds: 7,
        timeoutSeconds: 3,
        failureThreshold: 9,
      },
    },
  },
  {
    name: "probes and hooks of all containers go through the agent",
    spec: {
      initContainers: [{ name: "helper", restartPolicy: "Always", startupProbe: { tcpSocket: { port: 5 } } }],
      containers: [
        {
          name: "app",
          ports: [{ name: "web", containerPort: 8080 }],
          readinessProbe: { httpGet: { port: "web", path: "/ready", scheme: "HTTPS" } },
          livenessProbe: { grpc: { port: 9000 }, timeoutSeconds: 2 },
          lifecycle: { preStop: { httpGet: { port: 8080, path: "/stop" } } },
        },
      ],
    },
    want: {
      [env("ISTIO_KUBE_APP_PROBERS")]:
        '{"/app-health/app/livez":{"grpc":{"port":9000,"service":null},"timeoutSeconds":2},"/app-health/app/readyz":{"httpGet":{"path":"/ready","port":8080,"scheme":"HTTPS"}},"/app-health/helper/startupz":{"tcpSocket":{"port":5}},"/app-lifecycle/app/prestopz":{"httpGet":{"path":"/stop","port":8080}}}',
      "spec.containers[app].readinessProbe.httpGet": { port: 15020, path: "/app-health/app/readyz", scheme: "HTTP" },
      "spec.containers[app].livenessProbe": { timeoutSeconds: 2, httpGet: { path: "/app-health/app/livez", port: 15020 } },
      "spec.containers[app].lifecycle.preStop.httpGet": { port: 15020, path: "/app-lifecycle/app/prestopz" },
      "spec.initContainers[helper].startupProbe": { httpGet: { path: "/app-health/helper/startupz", port: 15020 } },
    },
  },
  {
    name: "sidecar.istio.io/rewriteAppHTTPProbers false",
    annotations: { "sidecar.istio.io/rewriteAppHTTPProbers": "false" },
    spec: { containers: [{ name: "app", livenessProbe: { httpGet: { port: 80 } } }] },
    want: { "spec.containers[app].livenessProbe.httpGet.port": 80, [env("ISTIO_KUBE_APP_PROBERS")]: undefined },
  },
  {
    name: "sidecar.istio.io/rewriteAppHTTPProbers with a bad value is ignored",
    annotations: { "sidecar.istio.io/rewriteAppHTTPProbers": "no" },
    spec: { containers: [{ name: "app", livenessProbe: { httpGet: { port: 80 } } }] },
    want: { "spec.containers[app].livenessProbe.httpGet.port": 15020 },
  },
  {
    name: "inbound traffic to localhost: the agent probes there",
    mesh: { inboundTrafficPolicy: { mode: "LOCALHOST" } },
    want: { [env("REWRITE_PROBE_LEGACY_LOCALHOST_DESTINATION")]: "true" },
  },
  {
    name: "log levels",
    annotations: {
      "sidecar.istio.io/logLevel": "info",
      "sidecar.istio.io/componentLogLevel": "misc:error,rbac:debug",
      "sidecar.istio.io/agentLogLevel": "default:debug",
    },
    want: {
      [`${proxy}.args`]: ["--proxyLogLevel=info", "--proxyComponentLogLevel=misc:error,rbac:debug", "--log_output_level=default:debug"],
      [`${init}.args`]: ["--log_output_level=default:debug"],
    },
  },
  {
    name: "sidecar.istio.io/bootstrapOverride",
    annotations: { "sidecar.istio.io/bootstrapOverride": "my-bootstrap" },
    want: {
      "spec.volumes[custom-bootstrap-volume].configMap.name": "my-bootstrap",
      [`${proxy}.volumeMounts[custom-bootstrap-volume].mountPath`]: "/etc/istio/custom-bootstrap",
      [env("ISTIO_BOOTSTRAP_OVERRIDE")]: "/etc/istio/custom-bootstrap/custom_bootstrap.json",
    },
  },
  {
    name: "sidecar.istio.io/userVolume and userVolumeMount",
    annotations: {
      "sidecar.istio.io/userVolume": '{"extra":{"secret":{"secretName":"s"}}}',
      "sidecar.istio.io/userVolumeMount": '{"extra":{"mountPath":"/extra","readOnly":true}}',
    },
    want: {
      "spec.volumes[extra].secret.secretName": "s",
      [`${proxy}.volumeMounts[extra]`]: { name: "extra", mountPath: "/extra", readOnly: true },
    },
  },
  {
    name: "statistics annotations are read at bootstrap: they pass through",
    annotations: { "sidecar.istio.io/statsInclusionPrefixes": "cluster.outbound", "sidecar.istio.io/statsFlushInterval": "10s" },
    want: {
      [note("sidecar.istio.io/statsInclusionPrefixes")]: "cluster.outbound",
      [note("sidecar.istio.io/statsFlushInterval")]: "10s",
    },
  },
  {
    name: "sidecar.istio.io/accessLogFile has no effect",
    annotations: { "sidecar.istio.io/accessLogFile": "/dev/stdout" },
    want: { [env("PROXY_CONFIG")]: "{}\n" },
    codes: ["IgnoredAnnotation"],
  },
  {
    name: "sidecar.istio.io/discoveryAddress has no effect",
    annotations: { "sidecar.istio.io/discoveryAddress": "other:15012" },
    want: { [env("PROXY_CONFIG")]: "{}\n" },
    codes: ["IgnoredAnnotation"],
  },
  {
    name: "proxy.istio.io/config over the mesh's",
    annotations: { "proxy.istio.io/config": "concurrency: 2\nproxyMetadata: {B: two}" },
    mesh: { defaultConfig: { drainDuration: "10s", proxyMetadata: { A: "one" } } },
    want: {
      [env("PROXY_CONFIG")]: '{"drainDuration":"10s","concurrency":2,"proxyMetadata":{"A":"one","B":"two"}}\n',
      [env("A")]: "one",
      [env("B", init)]: "two",
    },
  },
  {
    name: "proxy.istio.io/config with a field that is misspelt",
    annotations: { "proxy.istio.io/config": "concurency: 2" },
    want: { [env("PROXY_CONFIG")]: "{}\n" },
    codes: ["UnknownMeshField"],
  },
  {
    name: "FIPS",
    context: { compliancePolicy: "fips-140-3" },
    want: { [env("COMPLIANCE_POLICY")]: "fips-140-3", [env("GODEBUG")]: "fips140=only", [env("GOMAXPROCS")]: undefined },
  },
  {
    name: "FIPS before 1.31, GOMAXPROCS before 1.32",
    context: { compliancePolicy: "fips-140-3", minor: "1.30" },
    want: { [env("GODEBUG")]: undefined, [`${proxy}.env[GOMAXPROCS].valueFrom.resourceFieldRef.resource`]: "limits.cpu" },
  },
];

const metrics: readonly Row[] = [
  {
    name: "metrics are merged",
    annotations: { "prometheus.io/scrape": "true", "prometheus.io/port": "9090", "prometheus.io/path": "/m" },
    want: {
      [env("ISTIO_PROMETHEUS_ANNOTATIONS")]: '{"scrape":"true","path":"/m","port":"9090"}',
      [note("prometheus.io/port")]: "15020",
      [note("prometheus.io/path")]: "/stats/prometheus",
    },
  },
  {
    name: "every spelling of the metrics annotations is taken",
    annotations: { "prometheus-io/port": "9090", "prometheus.io.path": "/m" },
    want: {
      [env("ISTIO_PROMETHEUS_ANNOTATIONS")]: '{"scrape":"","path":"/m","port":"9090"}',
      [note("prometheus-io/port")]: undefined,
      [note("prometheus.io.path")]: undefined,
      [note("prometheus.io/port")]: "15020",
    },
  },
  {
    name: "prometheus.io/scrape false leaves the pod alone",
    annotations: { "prometheus.io/scrape": "false", "prometheus.io/port": "9090" },
    want: { [note("prometheus.io/port")]: "9090" },
  },
  {
    name: "prometheus.istio.io/merge-metrics false",
    annotations: { "prometheus.istio.io/merge-metrics": "false", "prometheus.io/port": "9090" },
    want: { [note("prometheus.io/port")]: "9090" },
  },
  {
    name: "a reserved port",
    annotations: { "prometheus.io/port": "15090" },
    want: { [proxy]: undefined },
    codes: ["InvalidMetricsPort"],
  },
  {
    name: "a port that is none",
    annotations: { "prometheus.io/port": "metrics" },
    want: { [proxy]: undefined },
    codes: ["InvalidMetricsPort"],
  },
  {
    name: "before 1.31 ports are not checked",
    annotations: { "prometheus.io/port": "15090", "prometheus.istio.io/scrape-targets": "80:/a" },
    context: { minor: "1.30" },
    want: { [env("ISTIO_PROMETHEUS_ANNOTATIONS")]: '{"scrape":"","path":"","port":"15090"}' },
  },
  {
    name: "several targets",
    annotations: { "prometheus.istio.io/scrape-targets": "8080:/a, 9090" },
    want: {
      [env("ISTIO_PROMETHEUS_ANNOTATIONS")]:
        '{"scrape":"","path":"/a","port":"8080","targets":[{"port":"8080","path":"/a"},{"port":"9090","path":"/metrics"}]}',
    },
  },
  {
    name: "prometheus.istio.io/secure-port is written",
    mesh: { defaultConfig: { proxyMetadata: { ENVOY_SECURE_MERGED_METRICS_PORT: "15092" } } },
    want: { [note("prometheus.istio.io/secure-port")]: "15092" },
  },
];

const metadata: readonly Row[] = [
  {
    name: "labels by default",
    want: {
      [label("security.istio.io/tlsMode")]: "istio",
      [label("service.istio.io/canonical-name")]: "web",
      [label("service.istio.io/canonical-revision")]: "latest",
      [env("ISTIO_META_WORKLOAD_NAME")]: "web",
      [env("ISTIO_META_OWNER")]: "kubernetes://apis/apps/v1/namespaces/shop/deployments/web",
    },
  },
  {
    name: "security.istio.io/tlsMode stays",
    labels: { "security.istio.io/tlsMode": "disabled" },
    want: { [label("security.istio.io/tlsMode")]: "disabled" },
  },
  {
    name: "canonical name and revision from the application's labels",
    labels: { app: "a", "app.kubernetes.io/name": "b", version: "1", "app.kubernetes.io/version": "2" },
    want: { [label("service.istio.io/canonical-name")]: "b", [label("service.istio.io/canonical-revision")]: "2" },
  },
  {
    name: "a long name is cut and trimmed",
    context: { workload: { apiVersion: "v1", kind: "Pod", name: `${"a".repeat(61)}-.b`, namespace: "" } },
    want: { [label("service.istio.io/canonical-name")]: "a".repeat(61) },
  },
  {
    name: "a long name before 1.31",
    context: { minor: "1.30", workload: { apiVersion: "v1", kind: "Pod", name: `${"a".repeat(61)}.-b`, namespace: "" } },
    want: { [label("service.istio.io/canonical-name")]: `${"a".repeat(61)}.` },
  },
  {
    name: "service.istio.io/workload-name",
    labels: { "service.istio.io/workload-name": "shop-web" },
    want: { [env("ISTIO_META_WORKLOAD_NAME")]: "shop-web" },
  },
  {
    name: "topology.istio.io/network beats the values",
    labels: { "topology.istio.io/network": "north" },
    values: { global: { network: "south" } },
    want: { [env("ISTIO_META_NETWORK")]: "north", [label("topology.istio.io/network")]: "north" },
  },
  {
    name: "the network of the values becomes a label",
    values: { global: { network: "south" } },
    want: { [label("topology.istio.io/network")]: "south" },
  },
  {
    name: "networking.istio.io/tunnel with HBONE",
    mesh: { defaultConfig: { proxyMetadata: { ISTIO_META_ENABLE_HBONE: "true" } } },
    want: { [label("networking.istio.io/tunnel")]: "http" },
  },
  {
    name: "kubectl's default container is the application's first",
    spec: { containers: [{ name: "istio-proxy", image: "auto" }, { name: "main" }, { name: "other" }] },
    want: { [note("kubectl.kubernetes.io/default-container")]: "main", [note("kubectl.kubernetes.io/default-logs-container")]: "main" },
  },
  {
    name: "kubectl's default container stays",
    annotations: { "kubectl.kubernetes.io/default-container": "x" },
    want: { [note("kubectl.kubernetes.io/default-container")]: "x", [note("kubectl.kubernetes.io/default-logs-container")]: "app" },
  },
  {
    name: "OpenTelemetry's resource attributes",
    annotations: { "resource.opentelemetry.io/service.namespace": "team" },
    mesh: {
      extensionProviders: [
        { name: "otel", opentelemetry: { service: "otel", port: 4317, serviceAttributeEnrichment: "OTEL_SEMANTIC_CONVENTIONS" } },
      ],
    },
    want: {
      [env("OTEL_RESOURCE_ATTRIBUTES")]: "service.namespace=team,service.version=1,service.instance.id=shop.$(POD_NAME).app",
    },
  },
  {
    name: "apm.datadoghq.com/env with the tracer datadog",
    annotations: { "apm.datadoghq.com/env": '{"DD_ENV":"prod"}' },
    values: { global: { proxy: { tracer: "datadog" } } },
    want: { [env("DD_ENV")]: "prod" },
  },
  {
    name: "the proxy of the user: image auto, settings kept for the next injection",
    spec: { containers: [{ name: "app" }, { name: "istio-proxy", image: "auto", resources: { requests: { cpu: "7m" } } }] },
    want: {
      [`${proxy}.image`]: "registry.istio.io/release/proxyv2:1.30.5",
      [`${proxy}.resources.requests`]: { cpu: "7m", memory: "128Mi" },
      "spec.containers[istio-proxy]": undefined,
      [note("proxy.istio.io/overrides")]: '{"initContainers":[{"name":"istio-proxy","resources":{"requests":{"cpu":"7m"}}}]}',
    },
  },
  {
    name: "the user of the user's proxy is let through",
    spec: { containers: [{ name: "app" }, { name: "istio-proxy", image: "auto", securityContext: { runAsUser: 2000 } }] },
    want: { [`${init}.args`]: ["-u", "2000"], [`${proxy}.securityContext.runAsUser`]: 2000 },
  },
];

table("Istio's annotations, labels and settings", [placement, images, resources, traffic, agent, metrics, metadata].flat(), {
  title: ({ name }) => name,
  run: (row) => {
    const pod = podOf({ annotations: row.annotations ?? {}, labels: row.labels ?? {} }, row.spec);
    const settings = { values: valuesOf(row.values), meshConfig: meshOf(row.mesh) };
    const { podTemplate, diagnostics } = injectIstio(pod, injectContext({ ...settings, ...row.context }));
    assert.equal(
      diagnostics.map(({ code }) => code),
      row.codes ?? [],
    );
    for (const [path, want] of Object.entries(row.want)) expectAt(podTemplate, path, want);
  },
});

function expectAt(pod: ValueMap, path: string, want: unknown): void {
  const got = look(pod, path);
  if (path.endsWith(".args") && isList(got)) {
    const first = got.indexOf((want as Value[])[0] as Value);
    assert.equal(got.slice(first, first + (want as Value[]).length), want, path);
  } else assert.equal(got, want === undefined ? undefined : toValue(want), path);
}
