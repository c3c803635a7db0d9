import type { JudgedRow } from "../../../test/dialects/judged-rows.ts";
import type { Random } from "../../../test/random.ts";
import { type PodParts, podOf, textsOf } from "../pods.ts";

const NUMBERS = ["1", "0", "8080", "+7", "-1", "2147483648", "99999999999999999999", "x", "", "007"];
const TRUTHS = ["true", "false", "T", "Yes", " on ", "1", "0", "", "ture"];
const TEXTS = ["x", "a b", "", "grpc://x:1", 'q"uote', "true", "7"];
const AMOUNTS = ["100m", "1000m", "0.5", "1Gi", "128974848", "", "x", "1e3"];
const PAIRS = ["A=1", "A=1,B=2", "A=1, B=a,b , C=", "A", "A=b=c,D=1", "SSL_CERT_DIR=/x", "", "A=s:k", "A=s:k:l,B=s", "1A=2,_b=3"];
const MOUNTS = ["data:/data", "data:/d,tmp:/t", " data:/d , none:/n", "data", "data:/d:/e", ""];
const ADDRESSES = ["placement:50005", '""', " a:1 ", "", "'b:2'", "' '"];

const numbers = [
  ...["app-port", "metrics-port", "debug-port", "grpc-port", "internal-grpc-port", "app-max-concurrency", "http-max-request-size"],
  ...[
    "http-read-buffer-size",
    "graceful-shutdown-seconds",
    "app-health-probe-interval",
    "app-health-probe-timeout",
    "app-health-threshold",
  ],
  ...["liveness", "readiness"].flatMap((which) =>
    ["delay-seconds", "timeout-seconds", "period-seconds", "threshold"].map((what) => `sidecar-${which}-probe-${what}`),
  ),
];
const truths = [
  ...["app-ssl", "enable-profiling", "log-as-json", "enable-metrics", "enable-debug", "enable-api-logging", "enable-app-health-check"],
  "disable-builtin-k8s-secret-store",
];
const texts = [
  ...["config", "log-level", "api-token-secret", "app-token-secret", "sidecar-listen-addresses", "sidecar-image", "max-body-size"],
  ...["sidecar-seccomp-profile-type", "read-buffer-size", "block-shutdown-duration", "app-health-check-path", "app-channel-address"],
  ...["sentry-request-jwt-audiences", "component-container"],
];
const others: readonly (readonly [string, readonly string[]])[] = [
  ["app-protocol", ["grpc", "HTTP", "https", "h2c", "grpcs", "tcp", ""]],
  ["unix-domain-socket-path", ["/tmp/dapr", "/data", ""]],
  ["pluggable-components", ["web", "api,logs", "web, api", "", "none"]],
  ["pluggable-components-sockets-folder", ["/components", ""]],
  ...["env", "env-from-secret"].map((name) => [name, PAIRS] as const),
  ...["volume-mounts", "volume-mounts-rw"].map((name) => [name, MOUNTS] as const),
  ...["placement-host-address", "scheduler-host-address"].map((name) => [name, ADDRESSES] as const),
  ...["cpu-request", "cpu-limit", "memory-request", "memory-limit"].map((name) => [`sidecar-${name}`, AMOUNTS] as const),
];
const all = [
  ...numbers.map((name) => [name, NUMBERS] as const),
  ...truths.map((name) => [name, TRUTHS] as const),
  ...texts.map((name) => [name, TEXTS] as const),
  ...others,
].map(([name, values]) => [`dapr.io/${name}`, values] as const);

const parts: PodParts = {
  variables: ["DAPR_HTTP_PORT", "APP_PROTOCOL", "DAPR_COMPONENT_SOCKETS_FOLDER"],
  volumes: ["dapr-identity-token", "dapr-unix-domain-socket", "dapr-components-unix-domain-socket"],
  containers: ["daprd"],
  labels: [["dapr.io/app-id", ["other"]]],
  annotations: [],
};

const TOLERATIONS = [
  [{ key: "azure.com/aci", effect: "NoSchedule" }],
  [
    { key: "azure.com/aci", operator: "Exists", effect: "NoSchedule" },
    { key: "aws", effect: "NoSchedule" },
  ],
  [{ key: "aws" }],
];

/** A pod with the objects of Dapr's control plane. */
export function daprRow(random: Random): Omit<JudgedRow, "made" | "refused"> {
  const { metadata = {}, spec } = podOf(random, parts) as { readonly metadata?: object; readonly spec: Spec };
  const enabled = { "dapr.io/enabled": random.chance(0.92) ? random.pick(["true", "1", "yes"]) : random.pick(["false", "", "enabled"]) };
  const id = random.chance(0.88) ? random.pick(["web", "shop-web", "0", "a".repeat(58)]) : random.pick(["", "Web", "-web", "a".repeat(59)]);
  const named = random.chance(0.95) && { "dapr.io/app-id": id };
  const annotations = { ...enabled, ...named, ...textsOf(random, all, random.pick([0.05, 0.15, 0.4])) };
  // Of a pod without volumes, the injector's patch for pluggable components removes the token's volume.
  const volumes = (spec.volumes?.length ?? 0) > 0 ? spec.volumes : [{ name: "cache", emptyDir: {} }];
  const isPlain = random.chance(0.3);
  const { "dapr.io/pluggable-components": _, ...withoutComponents } = annotations as Readonly<Record<string, string>>;
  return {
    settings: settingsOf(random),
    objects: objectsOf(random),
    workload: random.pick(WORKLOADS),
    namespace: { name: "shop" },
    minor: 34,
    pod: {
      metadata: { ...metadata, annotations: isPlain ? withoutComponents : annotations },
      spec: { ...spec, ...(!isPlain && { volumes }), ...(random.chance(0.1) && { tolerations: random.pick(TOLERATIONS) }) },
    },
  };
}

interface Spec {
  readonly volumes?: readonly object[];
}

const WORKLOADS = [
  { apiVersion: "apps/v1", kind: "Deployment", name: "web" },
  { apiVersion: "v1", kind: "Pod", name: "web" },
];

function settingsOf(random: Random): object {
  const pick = (setting: object) => (random.chance(0.1) ? setting : {});
  return {
    ...pick({ namespace: "platform" }),
    ...pick({ image: "registry.example.com/daprd:1" }),
    ...pick({ imagePullPolicy: random.pick(["Always", "Never"]) }),
    ...pick({ clusterDomain: "example.org" }),
    ...pick({ trustDomain: "trust.example.org" }),
    ...pick({ trustAnchors: "OTHER" }),
    ...pick({ schedulerReplicas: random.pick([0, 1]) }),
    ...pick({ actors: false }),
    ...pick({ runAsNonRoot: false }),
    ...pick({ runAsUser: 1000, runAsGroup: 2000 }),
    ...pick({ readOnlyRootFilesystem: false }),
    ...pick({ dropAllCapabilities: true }),
    ...pick({ downwardAPIs: true }),
  };
}

function objectsOf(random: Random): JudgedRow["objects"] {
  const within = (namespace: string) => [
    {
      ...{ apiVersion: "v1", kind: "ConfigMap", metadata: { name: "dapr-trust-bundle", namespace } },
      data: { "ca.crt": "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n" },
    },
  ];
  const mtls = random.pick([{ mtls: { enabled: false } }, { mtls: { enabled: true } }, { mtls: {} }, {}]);
  const configuration = (namespace: string) => ({
    ...{ apiVersion: "dapr.io/v1alpha1", kind: "Configuration", metadata: { name: "daprsystem", namespace } },
    spec: mtls,
  });
  const homes = ["dapr-system", "platform"];
  return [...homes.flatMap(within), ...(random.chance(0.5) ? homes.map(configuration) : [])];
}
