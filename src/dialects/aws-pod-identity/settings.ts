import * as z from "zod/mini";
import type { DialectField } from "../dialect.ts";

const text = z.string().check(z.minLength(1));

/** `spec.dialects.aws-pod-identity`: the flags of the webhook that decide about pods. */
export const awsSettings = z.strictObject({
  version: z.optional(text),
  region: z.optional(text),
  stsRegionalEndpoints: z.optional(z.boolean()),
  audience: z.optional(text),
  tokenExpiration: z.optional(z.int().check(z.minimum(1))),
  mountPath: z.optional(z.string().check(z.regex(/^(?:\/[\w-][\w.-]*)+$/, "an absolute path such as /var/run/secrets/aws"))),
  annotationPrefix: z.optional(text),
  roleArnPrefix: z.optional(
    z.string().check(z.regex(/^arn:aws[a-z0-9-]*:iam::\d{12}:role\/$/, "the beginning of an ARN such as arn:aws:iam::111122223333:role/")),
  ),
});

export type AwsSettings = z.infer<typeof awsSettings>;

export const awsFields: Readonly<Record<string, DialectField>> = {
  "": {
    description: "AWS's pod identity webhook (IAM roles for service accounts).",
    absent: "no pod gets AWS credentials",
    example: "{region: eu-central-1, stsRegionalEndpoints: true}",
  },
  version: { description: "The webhook's release.", absent: "the newest that is known", example: "0.6.17" },
  region: {
    description: "`--aws-default-region`: AWS_REGION and AWS_DEFAULT_REGION of the containers. EKS sets the cluster's.",
    absent: "neither is set",
    example: "eu-central-1",
  },
  stsRegionalEndpoints: {
    description: "`--sts-regional-endpoint`: whether AWS_STS_REGIONAL_ENDPOINTS is set where the ServiceAccount does not say. EKS: true.",
    absent: "`false`",
    example: "true",
  },
  audience: {
    description: "`--token-audience`, where the ServiceAccount does not say.",
    absent: "`sts.amazonaws.com`",
    example: "sts.amazonaws.com.cn",
  },
  tokenExpiration: {
    description: "`--token-expiration`, in seconds, where neither the pod nor the ServiceAccount says.",
    absent: "`86400`",
    example: "43200",
  },
  mountPath: {
    description: "`--token-mount-path`: where containers find the token.",
    absent: "`/var/run/secrets/eks.amazonaws.com/serviceaccount`",
    example: "/var/run/secrets/aws",
  },
  annotationPrefix: {
    description: "`--annotation-prefix` of all annotations.",
    absent: "`eks.amazonaws.com`",
    example: "irsa.example.com",
  },
  roleArnPrefix: {
    description: "`--compose-role-arn`: what comes before a role's name or path that stands for its ARN.",
    absent: "a role is given by its ARN",
    example: "arn:aws:iam::111122223333:role/",
  },
};
