import { decide, type Rule } from "../../decide/decision.ts";
import type { PodFacts } from "../../decide/facts.ts";
import { toValue } from "../../value/value.ts";
import { misspeltAnnotations } from "../annotation-faults.ts";
import type { Dialect, DialectInput, Injector } from "../dialect.ts";
import { templateGuards } from "../guard-template.ts";
import { accountOf, SERVICE_ACCOUNT, unknownAccount } from "../service-accounts.ts";
import { isAtLeast } from "../versions.ts";
import { notWhere, podText } from "../webhook-rules.ts";
import { injectPod } from "./inject-pod.ts";
import { ACCOUNT_KEYS, CLIENT, DOMAIN, podKeys, TENANT, USE } from "./keys.ts";
import { isNative } from "./proxy.ts";
import { type AzureSettings, azureBlock, imagesOf } from "./settings.ts";
import { texts } from "./texts.gen.ts";

/**
 * Azure's webhook for workload identities. Source: github.com/Azure/azure-workload-identity.
 *
 * Differs: the custom token endpoint of 1.6.0, which is off in its chart, is not there.
 */
export const azureWorkloadIdentity: Dialect<AzureSettings> = {
  name: "azure-workload-identity",
  party: "Azure's workload identity webhook",
  ...azureBlock,
  reads: [SERVICE_ACCOUNT],
  versions: [
    {
      from: "1.5.1",
      does: "the volume `azure-identity-token`, its mount and the variables, in every container; a native proxy from Kubernetes 1.32 on",
    },
    { from: "1.6.0", does: "the volume's name tells the pods apart, and it is mounted at another path" },
  ],
  newest: "1.6.0",
  podKeys,
  accountKeys: [CLIENT, TENANT],
  containers: ["azwi-proxy", "azwi-proxy-init"],
  make: azureInjector,
};

function azureInjector(settings: AzureSettings, input: DialectInput): Injector {
  const { version, minor, readYaml } = input;
  return {
    decide: (facts) => decide([(pod) => labelled(pod, input)], facts),
    inject: (subject) => {
      const { name, account, meant } = accountOf(subject.facts, input);
      // Every namespace has that one, but mostly only in the cluster.
      if (account || name === "default") return injectPod(subject, { account, settings, version, minor, readYaml });
      const { podTemplate } = subject;
      return { podTemplate, diagnostics: [{ ...unknownAccount({ name, meant }, azureWorkloadIdentity.party), severity: "error" }] };
    },
    guard: () => {
      const data = { isNew: isAtLeast(version, "1.6.0"), isNative: isNative(minor), proxy: imagesOf(settings, version).proxy };
      return templateGuards(input, texts["guard.tpl"], toValue(data));
    },
    levers: [
      { of: "podTemplate", labels: { [USE]: "true" } },
      { of: "podTemplate", labels: { [USE]: "false" } },
    ],
    diagnostics: [],
  };
}

/** Source: charts/workload-identity-webhook objectSelector. */
function labelled(facts: PodFacts, input: DialectInput): ReturnType<Rule<PodFacts>> {
  const { text, evidence } = podText(facts.podTemplate, "label", USE);
  if (text !== "true") return notWhere(true, text === undefined ? "NobodyAsks" : "OptedOut", evidence);
  const { account, evidence: found } = accountOf(facts, input);
  const diagnostics = account ? misspeltAnnotations(DOMAIN, ACCOUNT_KEYS, account) : [];
  return { evidence: [evidence, ...found], diagnostics, verdict: { inject: true, code: "OptedIn" } };
}
