import { decide, type Rule } from "../../decide/decision.ts";
import type { PodFacts } from "../../decide/facts.ts";
import type { GraftSubject } from "../../graft/graft.ts";
import { remembered } from "../../value/remembered.ts";
import { toValue } from "../../value/value.ts";
import { misspeltAnnotations } from "../annotation-faults.ts";
import type { Dialect, DialectInput, Injector, InputObject } from "../dialect.ts";
import { templateGuards } from "../guard-template.ts";
import { accountOf, SERVICE_ACCOUNT, unknownAccount } from "../service-accounts.ts";
import { isAtLeast } from "../versions.ts";
import { notLabelled } from "../webhook-rules.ts";
import { injectPod } from "./inject-pod.ts";
import { awsIdentity, PREFIX } from "./service-account.ts";
import { type AwsSettings, awsBlock } from "./settings.ts";
import { texts } from "./texts.gen.ts";

const ACCOUNT_KEYS = ["role-arn", "audience", "sts-regional-endpoints", "token-expiration"];
const SKIP = "eks.amazonaws.com/skip-pod-identity-webhook";
/** Source: deploy/mutatingwebhook.yaml objectSelector. */
const notSkipped = notLabelled(SKIP);

/**
 * AWS's webhook for IAM roles for service accounts. Source: github.com/aws/amazon-eks-pod-identity-webhook.
 *
 * Differs: which ServiceAccounts have an association of EKS Pod Identity is a setting, and the webhook's own ConfigMap is not read.
 */
export const awsPodIdentity: Dialect<AwsSettings> = {
  name: "aws-pod-identity",
  party: "AWS's pod identity webhook",
  ...awsBlock,
  reads: [SERVICE_ACCOUNT],
  versions: [
    { from: "0.5.0", does: "the volume `aws-iam-token`, its mount and the variables, in every container" },
    { from: "0.6.15", does: "the label `eks.amazonaws.com/pod-identity` on pods that get EKS Pod Identity's credentials" },
  ],
  newest: "0.6.17",
  podKeys: { labels: [SKIP], annotations: ["eks.amazonaws.com/skip-containers", "eks.amazonaws.com/token-expiration"] },
  written: ["eks.amazonaws.com/pod-identity", "eks.amazonaws.com/fargate-profile", "eks.amazonaws.com/component"],
  accountKeys: ["eks.amazonaws.com/role-arn", "eks.amazonaws.com/audience", "eks.amazonaws.com/sts-regional-endpoints"],
  make: awsInjector,
};

function awsInjector(settings: AwsSettings, input: DialectInput): Injector {
  const { version } = input;
  const identityOf = remembered((account: InputObject) => awsIdentity(account, settings, false));
  const isAssociated = ({ workload, namespace }: PodFacts, name: string) =>
    settings.podIdentities?.includes(`${workload.namespace ?? namespace.name}/${name}`) === true;
  const rules: readonly Rule<PodFacts>[] = [
    notSkipped,
    (facts) => {
      const { name, account, meant, evidence } = accountOf(facts, input);
      if (isAssociated(facts, name)) {
        const fact = { fact: "its Pod Identity association", found: "in podIdentities" };
        return { evidence: [...evidence, fact], verdict: { inject: true, code: "ServiceAccountAsks" } };
      }
      if (!account && name !== "default") {
        return {
          evidence,
          diagnostics: [unknownAccount({ name, meant }, awsPodIdentity.party)],
          verdict: { inject: false, code: "ServiceAccountUnknown" },
        };
      }
      const role = account ? identityOf(account).role : "";
      const prefix = settings.annotationPrefix ?? PREFIX;
      const source = account?.locate(["metadata", "annotations", `${prefix}/role-arn`]);
      const fact = { fact: "its role", found: role || "absent", ...(source && { source }) };
      return {
        evidence: [...evidence, fact],
        diagnostics: account ? misspeltAnnotations(prefix, ACCOUNT_KEYS, account) : [],
        verdict: { inject: role !== "", code: role === "" ? "ServiceAccountSilent" : "ServiceAccountAsks" },
      };
    },
  ];
  return {
    decide: (facts) => decide(rules, facts),
    inject: (subject: GraftSubject) => {
      const { name, account } = accountOf(subject.facts, input);
      const identity = isAssociated(subject.facts, name) ? awsIdentity(account, settings, true) : identityOf(account as InputObject);
      const injected = injectPod(subject, identity, { ...settings, version });
      return { ...injected, diagnostics: [...identity.diagnostics, ...injected.diagnostics] };
    },
    guard: () => {
      const { podIdentities, annotationPrefix = PREFIX, stsRegionalEndpoints = false, region = "" } = settings;
      const switches = { isRegional: stsRegionalEndpoints, isLabelled: isAtLeast(version, "0.6.15"), region };
      const data = { prefix: annotationPrefix, identities: podIdentities ?? [], ...switches };
      return templateGuards(input, texts["guard.tpl"], toValue(data));
    },
    levers: [{ of: "podTemplate", labels: { [SKIP]: "true" } }],
    diagnostics: [],
  };
}
