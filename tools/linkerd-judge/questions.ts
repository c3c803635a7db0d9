import { Random } from "../../test/random.ts";

/** A pod as a workload would make it, and what the cluster knows: what the judge is asked. */
export interface Question {
  /** Merged into the chart's own values. */
  readonly values: Plain;
  readonly namespace: string;
  readonly namespaceAnnotations: Readonly<Record<string, string>>;
  readonly kind: string;
  readonly name: string;
  readonly podTemplate: Plain;
}

type Plain = Readonly<Record<string, unknown>>;

const config = (name: string) => `config.linkerd.io/${name}`;
const TOKEN = { name: "kube-api-access", mountPath: "/var/run/secrets/kubernetes.io/serviceaccount", readOnly: true };

/** Annotations with values that Linkerd takes and values that it does not. */
const annotations: readonly (readonly [string, readonly string[]])[] = [
  ...["access-log"].map((name) => [config(name), ["apache", "json", ""]] as const),
  ...["admin-port", "control-port", "inbound-port", "outbound-port"].map(
    (name) => [config(name), ["5191", "+6000", "-1", "70000", "x", "4294967296", ""]] as const,
  ),
  [config("close-wait-timeout"), ["30s", "1m", "1500ms", "x"]],
  [config("debug-image"), ["registry.example.com/debug"]],
  [config("debug-image-pull-policy"), ["Always"]],
  [config("debug-image-version"), ["v1"]],
  [config("default-inbound-policy"), ["all-unauthenticated", "deny", "audit", "cluster-authenticated", "allow"]],
  [config("enable-debug-sidecar"), ["true", "1", "T", "false", "yes", ""]],
  ...["enable-external-profiles", "enable-gateway", "proxy-metrics-hostname-labels"].map(
    (name) => [config(name), ["true", "FALSE", "0", "on"]] as const,
  ),
  ...["disable-inbound", "disable-outbound"].map((name) => [config(`proxy-${name}-protocol-detect-timeout`), ["true", "t", "no"]] as const),
  [config("image-pull-policy"), ["Always", "Never"]],
  [config("init-image"), ["registry.example.com/init"]],
  [config("init-image-version"), ["v2"]],
  [config("opaque-ports"), ["80", "3306,db", "1000-2000, 8080", "", "web,", "9-3", "70000,80", "http"]],
  [config("pod-inbound-ports"), ["1,2"]],
  [config("proxy-admin-shutdown"), ["enabled", "disabled", "true"]],
  [config("proxy-await"), ["enabled", "disabled", "false"]],
  ...["limit", "request"].map(
    (which) => [config(`proxy-cpu-${which}`), ["100m", "1", "1500m", "2.5", "0", "x", "1e3", "5Gi", "-1"]] as const,
  ),
  [config("proxy-cpu-ratio-limit"), ["0.5", ".25", "1", "0", "2", "x"]],
  ...["memory-limit", "memory-request", "ephemeral-storage-limit", "ephemeral-storage-request"].map(
    (name) => [config(`proxy-${name}`), ["64Mi", "1G", "128974848", "x"]] as const,
  ),
  [config("proxy-enable-native-sidecar"), ["true", "false", "maybe"]],
  ["config.alpha.linkerd.io/proxy-enable-native-sidecar", ["true", "false"]],
  ["config.beta.linkerd.io/proxy-enable-native-sidecar", ["true", "false", "maybe"]],
  ["config.alpha.linkerd.io/proxy-wait-before-exit-seconds", ["5", "0", "-1", "1000000", "x"]],
  ...["proxy-uid", "proxy-gid"].map((name) => [config(name), ["1000", "0", "-1", "1000650000", "x"]] as const),
  [config("proxy-image"), ["registry.example.com/proxy"]],
  [config("proxy-version"), ["edge-26.8.1"]],
  ...["proxy-inbound-connect-timeout", "proxy-outbound-connect-timeout", "shutdown-grace-period"].map(
    (name) => [config(name), ["250ms", "1.001s", "1m30s", "5", "0", "-1s"]] as const,
  ),
  ...["inbound", "outbound"].map((side) => [config(`proxy-${side}-discovery-cache-unused-timeout`), ["7s", "1500ms", "x"]] as const),
  [config("proxy-log-format"), ["json", "plain"]],
  [config("proxy-log-http-headers"), ["insecure", "off", "on"]],
  [config("proxy-log-level"), ["debug", "warn,linkerd=debug"]],
  [config("proxy-require-identity-inbound-ports"), ["80", "80,443"]],
  ...["inbound", "outbound"].map((side) => [config(`skip-${side}-ports`), ["22", "4000-5000", ""]] as const),
  [config("skip-subnets"), ["10.1.0.0/16", "10.1.0.0/16,10.2.0.0/16"]],
  ["resource.opentelemetry.io/team", ["shop"]],
];

/** By hand: quotes in an annotation of a namespace, of which the injector makes a patch that is not JSON, are a difference of their own. */
const own: readonly (readonly [string, readonly string[]])[] = [
  [config("proxy-additional-env"), ['[{"name":"A","value":"1"},{"name":"B","value":"2"}]', "[]", "{", '[{"name":"A","value":"x"}]']],
];

const tracing = {
  enabled: true,
  traceServiceName: "shop",
  labels: { "k8s.pod.ip": "$(_pod_ip)", zone: "a" },
  collector: { endpoint: "collector.linkerd:4317", meshIdentity: { serviceAccountName: "collector", namespace: "tracing" } },
};

/** Pieces of values. */
const values: readonly Plain[] = [
  { cniEnabled: true },
  { disableIPv6: false },
  { disableIPv6: true },
  { clusterDomain: "example.org", identityTrustDomain: "" },
  { identityTrustDomain: "trust.example.org" },
  { imagePullPolicy: "Always" },
  { clusterNetworks: "10.0.0.0/8" },
  { identity: { serviceAccountTokenProjection: false } },
  { proxy: { nativeSidecar: true } },
  { proxy: { nativeSidecar: false } },
  { proxy: { await: false } },
  { proxy: { await: false, nativeSidecar: false } },
  { proxy: { nativeSidecar: false, waitBeforeExitSeconds: 7 } },
  { proxy: { cores: 2 } },
  { proxy: { runtime: { workers: { minimum: 0 } } } },
  { proxy: { runtime: { workers: { minimum: 3, maximum: 8, maximumCPURatio: 0.1 } } } },
  { proxy: { image: { version: "edge-26.1.1", pullPolicy: "Never" } } },
  { proxy: { uid: 1000650000, gid: 1000650000 } },
  { proxy: { gid: 0 } },
  { proxy: { resources: { cpu: { request: "100m", limit: "1" }, memory: { request: "20Mi" }, "ephemeral-storage": { limit: "1Gi" } } } },
  { proxy: { logHTTPHeaders: "insecure" } },
  { proxy: { logHTTPHeaders: "" } },
  { proxy: { requireIdentityOnInboundPorts: "443", accessLog: "json", shutdownGracePeriod: "1s" } },
  { proxy: { enableExternalProfiles: true, enableShutdownEndpoint: true } },
  { proxy: { opaquePorts: "" } },
  { proxy: { opaquePorts: "80,8080" } },
  { proxy: { inboundConnectTimeout: "", outboundDiscoveryCacheUnusedTimeout: "" } },
  {
    proxy: {
      additionalEnv: [
        { name: "A", value: "0" },
        { name: "C", valueFrom: { fieldRef: { fieldPath: "spec.nodeName" } } },
      ],
    },
  },
  { proxy: { experimentalEnv: [{ name: "E", value: "on" }] } },
  { proxy: { securityContext: { runAsNonRoot: true, runAsUser: 5 } } },
  { proxy: { capabilities: { add: ["NET_BIND_SERVICE"], drop: ["ALL", "NET_RAW"] } } },
  { proxy: { inbound: { server: { http2: { maxConcurrentStreams: 100 } } }, outbound: { client: { http1: { someURLKey: true } } } } },
  { proxy: { metrics: { hostnameLabels: true } } },
  { proxy: { startupProbe: { periodSeconds: 3 }, livenessProbe: { initialDelaySeconds: 20 } } },
  { proxy: { tracing } },
  { proxy: { tracing: { ...tracing, protocol: "opencensus", labels: {} } } },
  { proxyInit: { iptablesMode: "legacy" } },
  { proxyInit: { iptablesMode: "nft" } },
  { proxyInit: { iptablesMode: "ebpf" } },
  { proxyInit: { iptablesMode: "" } },
  { proxyInit: { runAsRoot: true, closeWaitTimeoutSecs: 30 } },
  { proxyInit: { runAsRoot: true } },
  { proxyInit: { privileged: true, logLevel: "debug", logFormat: "json" } },
  { proxyInit: { ignoreInboundPorts: "", ignoreOutboundPorts: "" } },
  { proxyInit: { skipSubnets: "10.9.0.0/16", runAsUser: 0, runAsGroup: 7 } },
  { proxyInit: { closeWaitTimeoutSecs: 5 } },
  { networkValidator: { connectAddr: "1.2.3.4:5", listenAddr: "0.0.0.0:6", logLevel: "info" } },
  { networkValidator: { securityContext: { runAsUser: 9 } } },
  { networkValidator: { enableSecurityContext: false, securityContext: null } },
  { debugContainer: { image: { version: "edge-25.1.1", pullPolicy: "Always" } } },
];

/** So many questions, always the same for a seed. */
export function questions(seed: number, count: number): readonly Question[] {
  const random = new Random(seed);
  return Array.from({ length: count }, () => question(random));
}

function question(random: Random): Question {
  const often = [{ cniEnabled: true }, { proxy: { tracing } }, { proxy: { nativeSidecar: random.chance(0.5) } }].filter(() =>
    random.chance(0.2),
  );
  const pieces = [...often, ...(random.chance(0.3) ? [] : random.several(() => random.pick(values), [1, 4]))];
  const merged = pieces.reduce(deeply, { identityTrustAnchorsPEM: "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n" });
  const inject = (mostly: string) =>
    random.pick([mostly, mostly, mostly, mostly, mostly, mostly, mostly, "ingress", "ingress", "disabled", "", "true"]);
  return {
    values: merged,
    namespace: random.pick(["shop", "team-a"]),
    namespaceAnnotations: {
      ...(random.chance(0.95) && { "linkerd.io/inject": inject("enabled") }),
      ...some(random, annotations, random.chance(0.4) ? 3 : 0),
    },
    kind: random.pick(["Deployment", "Deployment", "StatefulSet", "DaemonSet", "Job", "CronJob", "ReplicaSet", "ReplicationController"]),
    name: random.pick(["web", "db"]),
    podTemplate: podTemplate(random, inject),
  };
}

function podTemplate(random: Random, inject: (mostly: string) => string): Plain {
  const isBare = random.chance(0.1);
  const annotated = {
    ...(random.chance(0.35) && { "linkerd.io/inject": inject("enabled") }),
    ...some(random, [...annotations, ...own], random.chance(0.75) ? 5 : 0),
    ...(random.chance(0.15) && { [config("enable-debug-sidecar")]: "true" }),
  };
  const labels = {
    ...(random.chance(0.8) && { app: "web" }),
    ...(random.chance(0.2) && { "app.kubernetes.io/name": "n" }),
    ...(random.chance(0.1) && { "app.kubernetes.io/instance": "i" }),
  };
  const metadata = {
    ...(Object.keys(labels).length > 0 && { labels }),
    ...(Object.keys(annotated).length > 0 && { annotations: annotated }),
  };
  const hasToken = random.chance(0.5);
  return {
    ...(!isBare && { metadata }),
    spec: {
      containers: random.several(() => container(random, hasToken), [1, 3]).map((one, i) => ({ ...one, name: `app${i}` })),
      ...(random.chance(0.35) && {
        initContainers: random
          .several(() => container(random, false), [1, 2])
          .map((one, i) => ({ ...one, name: `init${i}`, ...(random.chance(0.4) && { restartPolicy: "Always" }) })),
      }),
      ...(random.chance(0.4) && { volumes: [{ name: "data", emptyDir: {} }] }),
      ...(random.chance(0.04) && { hostNetwork: random.chance(0.6) }),
      ...(!hasToken && { automountServiceAccountToken: false }),
      ...(random.chance(0.03) && { containers: [{ name: random.pick(["linkerd-proxy", "istio-proxy"]), image: "x:1" }] }),
    },
  };
}

function container(random: Random, hasToken: boolean): Plain {
  const port = () => ({
    containerPort: random.pick([80, 8080, 3306, 5432, 25, 443, 9090]),
    ...(random.chance(0.4) && { name: random.pick(["web", "db", "http"]) }),
    ...(random.chance(0.1) && { protocol: "UDP" }),
  });
  const probe = () => ({ httpGet: { path: "/", port: random.pick([8080, 9091, "web"]) } });
  const capabilities = random.pick([{}, { drop: ["ALL"] }, { add: ["SYS_TIME"], drop: ["NET_RAW", "CHOWN"] }, { add: ["NET_ADMIN"] }]);
  return {
    image: "app:1",
    ...(random.chance(0.7) && { ports: random.several(port, [1, 3]) }),
    ...(random.chance(0.3) && { readinessProbe: probe() }),
    ...(random.chance(0.2) && { livenessProbe: random.chance(0.7) ? probe() : { tcpSocket: { port: 7000 } } }),
    ...(random.chance(0.2) && { securityContext: { ...(random.chance(0.8) && { capabilities }), runAsUser: 1000 } }),
    ...(hasToken && { volumeMounts: [random.chance(0.8) ? TOKEN : { name: TOKEN.name, mountPath: TOKEN.mountPath }] }),
  };
}

function some(random: Random, from: readonly (readonly [string, readonly string[]])[], most: number): Readonly<Record<string, string>> {
  return Object.fromEntries(random.several(() => random.pick(from), [0, most]).map(([name, texts]) => [name, random.pick(texts)]));
}

function deeply(below: Plain, above: Plain): Plain {
  const all: Record<string, unknown> = { ...below };
  for (const [key, value] of Object.entries(above)) {
    const other = all[key];
    const areMaps = [value, other].every((one) => typeof one === "object" && one !== null && !Array.isArray(one));
    all[key] = areMaps ? deeply(other as Plain, value as Plain) : value;
  }
  return all;
}
