import type { JudgedRow } from "../../../test/dialects/judged-rows.ts";
import type { Random } from "../../../test/random.ts";
import { ACCOUNT_NAMES, type PodParts, podOf, textsOf } from "../pods.ts";

const ROLES = ["arn:aws:iam::111122223333:role/s3-reader", "arn:aws-cn:iam::111122223333:role/path/to/r+=,.@-_", "s3-reader", ""];
const EXPIRATIONS = ["3600", "86400", "600", "599", "0", "-5", "+900", "1h", "", "007", "99999999999", "9223372036854775808"];
const TRUTHS = ["true", "false", "1", "0", "T", "F", "TRUE", "yes", ""];
const SKIPPED = ["web", "web,api", "api, web", '"logs","web"', '"logs', 'lo"gs', "", "\n\nweb", "web\napi", "migrate", "none"];

const prefixed = (prefix: string, rows: PodParts["labels"]) => rows.map(([key, values]) => [`${prefix}/${key}`, values] as const);

/** A pod with the ServiceAccounts of its namespace and of another one. */
export function awsRow(random: Random): Omit<JudgedRow, "made" | "refused"> {
  const prefix = random.chance(0.1) ? "irsa.example.com" : "eks.amazonaws.com";
  const pod = podOf(random, {
    variables: [
      "AWS_CONTAINER_CREDENTIALS_FULL_URI",
      "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE",
      "AWS_ROLE_ARN",
      "AWS_WEB_IDENTITY_TOKEN_FILE",
      "AWS_REGION",
      "AWS_DEFAULT_REGION",
      "AWS_STS_REGIONAL_ENDPOINTS",
    ],
    volumes: ["aws-iam-token", "eks-pod-identity-token"],
    labels: [
      ...(random.chance(0.1) ? ([["eks.amazonaws.com/skip-pod-identity-webhook", ["true", ""]]] as const) : []),
      ...(random.chance(0.1) ? ([["eks.amazonaws.com/pod-identity", ["enabled", "mine"]]] as const) : []),
    ],
    annotations: prefixed(prefix, [
      ["token-expiration", EXPIRATIONS],
      ["skip-containers", SKIPPED],
    ]),
  }) as { readonly spec: object };
  const named = random.pick(ACCOUNT_NAMES);
  return {
    settings: settingsOf(random, prefix),
    objects: accountsOf(random, prefix),
    workload: { apiVersion: "apps/v1", kind: "Deployment", name: "web" },
    namespace: { name: "shop" },
    minor: 34,
    // The API server gives every pod metadata.
    pod: { metadata: {}, ...pod, spec: { ...named, ...pod.spec } },
  };
}

function settingsOf(random: Random, prefix: string): object {
  const pick = (chance: number, setting: object) => (random.chance(chance) ? setting : {});
  return {
    ...pick(0.5, { region: "eu-central-1" }),
    ...pick(0.4, { stsRegionalEndpoints: random.chance(0.7) }),
    ...pick(0.1, { audience: "sts.amazonaws.com.cn" }),
    ...pick(0.2, { tokenExpiration: random.pick([300, 43200, 86400]) }),
    ...pick(0.4, { podIdentities: random.pick([["shop/web"], ["shop/default", "bank/web"], ["bank/web"], ["shop/web", "shop/default"]]) }),
    ...pick(0.2, { version: "0.6.14" }),
    ...pick(0.1, { mountPath: "/var/run/aws" }),
    ...(prefix !== "eks.amazonaws.com" && { annotationPrefix: prefix }),
  };
}

function accountsOf(random: Random, prefix: string): JudgedRow["objects"] {
  const annotations = () => ({
    ...(random.chance(0.85) && { [`${prefix}/role-arn`]: random.chance(0.8) ? ROLES[0] : random.pick(ROLES) }),
    ...textsOf(
      random,
      prefixed(prefix, [
        ["audience", ["sts.amazonaws.com", "mine", ""]],
        ["sts-regional-endpoints", TRUTHS],
        ["token-expiration", EXPIRATIONS],
      ]),
      0.3,
    ),
  });
  const account = (name: string, namespace: string) => ({
    apiVersion: "v1",
    kind: "ServiceAccount",
    metadata: { name, namespace, annotations: annotations() },
  });
  const all = [account("web", "shop"), account("default", "shop"), account("web", "bank")];
  return all.filter(() => random.chance(0.9));
}
