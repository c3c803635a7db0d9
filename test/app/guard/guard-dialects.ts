import type { Random } from "../../random.ts";
import type { Json } from "./guard-configs.ts";

type JsonMap = { readonly [key: string]: Json | undefined };

/** The same dialects with other versions of what they bring, and as somebody else may have set them. */
export interface GuardedDialects {
  readonly now: JsonMap;
  readonly older: JsonMap;
  readonly elsewhere: JsonMap;
}

type Settings = { readonly now: Json; readonly older?: Json; readonly elsewhere: Json };

const makers: Readonly<Record<string, (random: Random) => Settings>> = {
  "aws-pod-identity": aws,
  "azure-workload-identity": azure,
  dapr,
  linkerd,
};

/** Some of the dialects. If the older settings are absent, the older configuration lacks that dialect. */
export function guardedDialects(random: Random): GuardedDialects {
  const names = random.shuffle(Object.keys(makers)).slice(0, 1 + random.below(3));
  const made = names.map((name) => [name, (makers[name] as (random: Random) => Settings)(random)] as const);
  const of = (which: keyof Settings) =>
    Object.fromEntries(made.flatMap(([name, settings]) => (settings[which] ? [[name, settings[which]]] : [])));
  return { now: of("now"), older: of("older"), elsewhere: of("elsewhere") };
}

function aws(random: Random): Settings {
  const pick = (chance: number, setting: JsonMap) => (random.chance(chance) ? setting : {});
  const shared = { ...pick(0.2, { annotationPrefix: "irsa.example.com" }), ...pick(0.2, { version: "0.6.14" }) };
  const rest = () => ({ ...pick(0.5, { region: "eu-central-1" }), ...pick(0.5, { stsRegionalEndpoints: random.chance(0.7) }) });
  const identities = random.pick([[], ["shop/web"], ["shop/web", "bank/default", "team-a/api"]]);
  // A pod that carries what it no longer gets is not what a policy is for.
  const other = random.pick([[], identities.slice(0, 1)]);
  const own = rest();
  const now = { ...shared, ...own, ...(identities.length > 0 && { podIdentities: identities }) };
  const elsewhere = { ...shared, ...rest(), ...(other.length > 0 && { podIdentities: other }) };
  return { now, elsewhere, ...(random.chance(0.6) && { older: { ...shared, ...own, ...(other.length > 0 && { podIdentities: other }) } }) };
}

function azure(random: Random): Settings {
  const tenantId = "72f988bf-86f1-41af-91ab-2d7cd011db47";
  const version = random.pick([{}, { version: "1.5.1" }]);
  const now = { tenantId, ...version };
  const image = { ...now, proxyImage: "registry.example.com/azwi/proxy:v1" };
  const other = { tenantId, ...random.pick([{}, { version: "1.5.1" }]), ...(random.chance(0.3) && { audience: "api://mine" }) };
  return { now, elsewhere: other, ...(random.chance(0.6) && { older: image }) };
}

function dapr(random: Random): Settings {
  const trustAnchors = "-----BEGIN";
  const own = { trustAnchors, ...(random.chance(0.3) && { image: "example.com/daprd:2" }) };
  const older = { trustAnchors, image: "example.com/daprd:1" };
  return { now: own, elsewhere: random.pick([own, older]), ...(random.chance(0.7) && { older }) };
}

function linkerd(random: Random): Settings {
  const selector = () =>
    random.pick<Json>([{ matchLabels: { mesh: "enabled" } }, { matchExpressions: [{ key: "tier", operator: "NotIn", values: ["web"] }] }]);
  const shared = {
    ...chart,
    identity: { serviceAccountTokenProjection: random.chance(0.7) },
    cniEnabled: random.chance(0.2),
    proxyInjector: {
      ...(random.chance(0.2) && { namespaceSelector: selector() }),
      ...(random.chance(0.2) && { objectSelector: selector() }),
    },
  };
  const proxy = (nativeSidecar: boolean, version: string) => ({
    proxy: { ...chart.proxy, nativeSidecar, image: { name: "cr.l5d.io/linkerd/proxy", version } },
  });
  const isNative = random.chance(0.5);
  const version = random.pick(["", "", "mine"]);
  const now = { values: { ...shared, ...proxy(isNative, version), linkerdVersion: "edge-26.8.3" } };
  const older = { values: { ...shared, ...proxy(isNative, version === "" ? "" : "old"), linkerdVersion: "edge-25.4.4" } };
  const elsewhere = { values: { ...older.values, ...proxy(!isNative, random.pick([version, "theirs"])) } };
  return { now, elsewhere, ...(random.chance(0.7) && { older }) };
}

/** What the chart has, so far as the proxy needs it. */
const chart = {
  clusterDomain: "cluster.local",
  identityTrustAnchorsPEM: "-----BEGIN",
  imagePullPolicy: "IfNotPresent",
  networkValidator: { logLevel: "debug", logFormat: "plain", timeout: "10s" },
  proxy: {
    uid: 2102,
    gid: -1,
    ports: { admin: 4191, control: 4190, inbound: 4143, outbound: 4140 },
    logLevel: "warn",
    control: { streams: { initialTimeout: "3s", idleTimeout: "5m", lifetime: "1h" } },
    livenessProbe: { initialDelaySeconds: 10, timeoutSeconds: 1 },
    readinessProbe: { initialDelaySeconds: 2, timeoutSeconds: 1 },
    startupProbe: { initialDelaySeconds: 0, periodSeconds: 1, failureThreshold: 120 },
  },
  proxyInit: { iptablesMode: "nft", xtMountPath: { mountPath: "/run", name: "linkerd-proxy-init-xtables-lock" } },
  debugContainer: { image: { name: "cr.l5d.io/linkerd/debug" } },
};

const ROLE = "arn:aws:iam::111122223333:role/web";
const EXPIRATIONS = ["3600", "86400", "+4000", "007200", "", "3599", "86401", "1h", "-1", "99999999999999999999"];

/** ServiceAccounts of a namespace; the cluster makes the one named `default`, which mostly is not in the input. */
export function guardedAccounts(random: Random, namespace: string): readonly JsonMap[] {
  const some = (key: string, values: readonly string[], chance: number) => (random.chance(chance) ? { [key]: random.pick(values) } : {});
  const annotations = () => ({
    ...some("eks.amazonaws.com/role-arn", [ROLE, ROLE, ""], 0.5),
    ...some("irsa.example.com/role-arn", [ROLE], 0.5),
    ...some("eks.amazonaws.com/sts-regional-endpoints", ["true", "false", "1", "T", "yes", ""], 0.4),
    ...some("azure.workload.identity/client-id", ["7e1e5b2a-0000-4000-8000-000000000001", ""], 0.7),
    ...some("azure.workload.identity/tenant-id", ["own-tenant", ""], 0.3),
    ...some("azure.workload.identity/service-account-token-expiration", EXPIRATIONS, 0.2),
  });
  const names = ["web", "api", ...(random.chance(0.3) ? ["default"] : [])];
  return names.map((name) => ({ apiVersion: "v1", kind: "ServiceAccount", metadata: { name, namespace, annotations: annotations() } }));
}

/** What Linkerd reads of a namespace. */
export function guardedNamespaceAnnotations(random: Random): JsonMap {
  return {
    ...(random.chance(0.5) && { "linkerd.io/inject": random.pick(["enabled", "enabled", "ingress", "disabled", "maybe", ""]) }),
    ...(random.chance(0.1) && { "config.linkerd.io/proxy-version": random.pick(["team", ""]) }),
  };
}

export function guardedLabels(random: Random): JsonMap {
  return {
    ...(random.chance(0.5) && { "azure.workload.identity/use": random.pick(["true", "true", "true", "false", ""]) }),
    ...(random.chance(0.05) && { "eks.amazonaws.com/skip-pod-identity-webhook": "" }),
    ...(random.chance(0.05) && { "eks.amazonaws.com/pod-identity": random.pick(["enabled", "mine"]) }),
    ...(random.chance(0.05) && { "linkerd.io/inject": "enabled" }),
  };
}

export function guardedAnnotations(random: Random): JsonMap {
  const some = (key: string, values: readonly string[], chance: number) => (random.chance(chance) ? { [key]: random.pick(values) } : {});
  const proxy = random.chance(0.2);
  return {
    ...some("linkerd.io/inject", ["enabled", "enabled", "ingress", "disabled", "yes", ""], 0.5),
    ...some("config.linkerd.io/proxy-version", ["pods", ""], 0.05),
    ...some("config.linkerd.io/proxy-image", ["example.com/linkerd"], 0.05),
    ...(random.chance(0.5) && {
      "dapr.io/enabled": random.pick(["true", "true", " Yes ", "on", "1", "false", ""]),
      "dapr.io/app-id": "web",
    }),
    ...some("dapr.io/sidecar-image", ["example.com/daprd:7"], 0.05),
    ...some("eks.amazonaws.com/skip-containers", ["app", "app,init", "app, init", "none", ""], 0.2),
    ...some("azure.workload.identity/skip-containers", ["app", "app; init", " init;app", "none", ""], 0.2),
    ...some("azure.workload.identity/service-account-token-expiration", EXPIRATIONS, 0.15),
    ...(proxy && { "azure.workload.identity/inject-proxy-sidecar": "true" }),
    ...(proxy && some("azure.workload.identity/proxy-sidecar-port", ["9000", "+8080", "http", "", "99999", "2147483648"], 0.3)),
  };
}

const VARIABLES = [
  ...["AWS_ROLE_ARN", "AWS_WEB_IDENTITY_TOKEN_FILE", "AWS_REGION", "AWS_DEFAULT_REGION", "AWS_STS_REGIONAL_ENDPOINTS"],
  ...["AZURE_CLIENT_ID", "AZURE_TENANT_ID", "AZURE_FEDERATED_TOKEN_FILE", "AZURE_AUTHORITY_HOST"],
];

/** Variables of the app's own, among them some that injectors look at. */
export function guardedVariables(random: Random): { readonly env?: Json } {
  if (random.chance(0.7)) return {};
  const names = random.shuffle(VARIABLES).slice(0, random.below(5));
  return { env: [...names, "OWN"].map((name) => ({ name, value: "own" })) };
}

export function guardedSpec(random: Random): JsonMap {
  return {
    ...random.pick<JsonMap>([
      {},
      { serviceAccountName: "" },
      { serviceAccountName: "web" },
      { serviceAccountName: "web" },
      { serviceAccount: "api" },
    ]),
    ...(random.chance(0.1) && { automountServiceAccountToken: random.chance(0.3) }),
    ...(random.chance(0.05) && { volumes: [{ name: random.pick(["aws-iam-token", "eks-pod-identity-token", "tmp"]), emptyDir: {} }] }),
  };
}

/** Of somebody else's: another version, and one that the injector knows by its image. */
export const HAND_MADE_PROXIES = [
  { name: "linkerd-proxy", image: "cr.l5d.io/linkerd/proxy:edge-26.8.3" },
  { name: "mine", image: "cr.l5d.io/linkerd/proxy:edge-26.8.3" },
  { name: "daprd", image: "example.com/daprd:2" },
  { name: "azwi-proxy", image: "mcr.microsoft.com/oss/azure/workload-identity/proxy:v1.6.0" },
] as const;

/** The containers of dialects whose version a policy asks for. */
export const DIALECT_CONTAINERS = ["linkerd-proxy", "daprd", "azwi-proxy"] as const;
