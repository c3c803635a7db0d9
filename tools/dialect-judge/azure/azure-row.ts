import type { JudgedRow } from "../../../test/dialects/judged-rows.ts";
import type { Random } from "../../../test/random.ts";
import { ACCOUNT_NAMES, type PodParts, podOf, textsOf } from "../pods.ts";

const DOMAIN = "azure.workload.identity";
const EXPIRATIONS = ["3600", "7200", "86400", "+4000", "007200", "", "7200", "7200", "3599", "86401", "1h", "-1", "99999999999999999999"];
const PORTS = ["8000", "9000", "+8080", "9000", "9000", "http", "", "99999", "2147483648", "8080"];
const SKIPPED = ["web", "web;api", "api; web", "logs,web", "", ";", "azwi-proxy", "azwi-proxy-init;web", "none"];

/** A pod with the ServiceAccounts of its namespace and of another one. */
export function azureRow(random: Random): Omit<JudgedRow, "made" | "refused"> {
  const wantsProxy = random.chance(0.4);
  const parts: PodParts = {
    variables: ["AZURE_CLIENT_ID", "AZURE_TENANT_ID", "AZURE_FEDERATED_TOKEN_FILE", "AZURE_AUTHORITY_HOST"],
    volumes: ["azure-identity-token"],
    containers: ["azwi-proxy", "azwi-proxy-init"],
    labels: [],
    annotations: [
      [`${DOMAIN}/service-account-token-expiration`, EXPIRATIONS],
      [`${DOMAIN}/skip-containers`, SKIPPED],
      ...(wantsProxy ? ([[`${DOMAIN}/proxy-sidecar-port`, PORTS]] as const) : []),
    ],
  };
  const { metadata = {}, spec } = podOf(random, parts) as { readonly metadata?: Metadata; readonly spec: object };
  const labels = { app: "web", [`${DOMAIN}/use`]: random.chance(0.92) ? "true" : random.pick(["false", "True", ""]) };
  const proxy = wantsProxy && { [`${DOMAIN}/inject-proxy-sidecar`]: random.pick(["true", "true", "false", ""]) };
  const named = random.pick(ACCOUNT_NAMES);
  return {
    settings: settingsOf(random),
    objects: accountsOf(random),
    workload: random.pick(WORKLOADS),
    namespace: { name: "shop" },
    minor: random.pick([31, 32, 34]),
    pod: { metadata: { labels, annotations: { ...metadata.annotations, ...proxy, "example.com/a": "b" } }, spec: { ...named, ...spec } },
  };
}

interface Metadata {
  readonly annotations?: object;
}

/** The webhook sees of each the beginning of its pods' names alone, or of a Pod its name. */
const WORKLOADS = [
  { apiVersion: "apps/v1", kind: "DaemonSet", name: "web" },
  { apiVersion: "batch/v1", kind: "Job", name: "migrate-shop.1" },
  { apiVersion: "v1", kind: "Pod", name: "web" },
];

function settingsOf(random: Random): object {
  const pick = (chance: number, setting: object) => (random.chance(chance) ? setting : {});
  return {
    tenantId: "72f988bf-86f1-41af-91ab-2d7cd011db47",
    ...pick(0.4, { version: "1.5.1" }),
    ...pick(0.2, { environment: random.pick(["AzurePublicCloud", "AzureUSGovernmentCloud", "AzureChinaCloud"]) }),
    ...pick(0.1, { audience: "api://mine" }),
    ...pick(0.1, { proxyImage: "registry.example.com/azwi/proxy:v1" }),
    ...pick(0.1, { proxyInitImage: "registry.example.com/azwi/init:v1" }),
    ...pick(0.2, { logLevel: random.pick(["warning", "info", "debug", "trace", "all"]) }),
  };
}

function accountsOf(random: Random): JudgedRow["objects"] {
  const annotations = () => ({
    ...(random.chance(0.85) && { [`${DOMAIN}/client-id`]: random.pick(["7e1e5b2a-0000-4000-8000-000000000001", "x", ""]) }),
    ...textsOf(
      random,
      [
        [`${DOMAIN}/tenant-id`, ["own-tenant", ""]],
        [`${DOMAIN}/service-account-token-expiration`, EXPIRATIONS],
      ],
      0.25,
    ),
  });
  const account = (name: string, namespace: string) => ({
    apiVersion: "v1",
    kind: "ServiceAccount",
    metadata: { name, namespace, annotations: annotations() },
  });
  // The controller of the cluster makes the one named default.
  return [account("default", "shop"), ...[account("web", "shop"), account("web", "bank")].filter(() => random.chance(0.95))];
}
