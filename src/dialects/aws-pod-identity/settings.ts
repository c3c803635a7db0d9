import type * as z from "zod/mini";
import { listOf, seconds, settingsBlock, text, textLike, truth } from "../settings-block.ts";

const path = textLike(/^(?:\/[\w-][\w.-]*)+$/, "an absolute path such as /var/run/secrets/aws");
const account = textLike(/^[a-z0-9-]+\/[a-z0-9.-]+$/, "a namespace and a ServiceAccount such as shop/web");
const arnPrefix = textLike(/^arn:aws[a-z0-9-]*:iam::\d{12}:role\/$/, "the beginning of an ARN such as arn:aws:iam::111122223333:role/");

/** `spec.dialects.aws-pod-identity`: the flags of the webhook that decide about pods. */
export const awsBlock = settingsBlock(
  {
    description: "AWS's pod identity webhook (IAM roles for service accounts).",
    absent: "no pod gets AWS credentials",
    example: "{region: eu-central-1, stsRegionalEndpoints: true}",
  },
  {
    version: [text, "The webhook's release.", "the newest that is known", "0.6.17"],
    region: [text, "`--aws-default-region`, such as EKS sets: AWS_REGION and AWS_DEFAULT_REGION.", "neither is set", "eu-central-1"],
    stsRegionalEndpoints: [
      truth,
      "`--sts-regional-endpoint`: AWS_STS_REGIONAL_ENDPOINTS, where the ServiceAccount does not say.",
      "`false`",
      "true",
    ],
    audience: [text, "`--token-audience`, where the ServiceAccount does not say.", "`sts.amazonaws.com`", "sts.amazonaws.com.cn"],
    tokenExpiration: [seconds, "`--token-expiration` in seconds, where neither pod nor ServiceAccount says.", "`86400`", "43200"],
    mountPath: [path, "`--token-mount-path`.", "`/var/run/secrets/eks.amazonaws.com/serviceaccount`", "/var/run/secrets/aws"],
    annotationPrefix: [text, "`--annotation-prefix` of all annotations.", "`eks.amazonaws.com`", "irsa.example.com"],
    podIdentities: [
      listOf(account),
      "EKS Pod Identity: the ServiceAccounts with an association, whose pods get its credentials instead of a role's.",
      "none",
      "[shop/web]",
    ],
    roleArnPrefix: [
      arnPrefix,
      "`--compose-role-arn`: what comes before a role's name.",
      "roles have ARNs",
      "arn:aws:iam::111122223333:role/",
    ],
  },
);

export type AwsSettings = z.infer<typeof awsBlock.settings>;
