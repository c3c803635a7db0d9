import type { Evidence, FactPlace, Rule } from "../decide/decision.ts";
import { type NamespaceFacts, type PodFacts, shownText } from "../decide/facts.ts";
import { type Diagnostic, diagnostic } from "../diagnostic/diagnostic.ts";
import { didYouMean } from "../diagnostic/nearest.ts";
import { annotationsOf, labelsOf, specOf } from "../kube/pod.ts";
import { firstMismatch, type Mismatch, type Selector } from "../kube/selector.ts";
import { windowsMark } from "../kube/windows-pod.ts";
import { remembered } from "../value/remembered.ts";
import type { Value, ValueMap } from "../value/value.ts";

/** A sidecar's rules, its selectors parsed. */
export interface SidecarRules {
  readonly name: string;
  readonly kinds: readonly string[] | undefined;
  /** The nodes that it runs on; undefined: it adds no containers. */
  readonly os: "linux" | "windows" | undefined;
  readonly hostNetwork: "inject" | "skip";
  readonly optIn: string | undefined;
  readonly namespaceSelector: Selector | undefined;
  readonly podSelector: Selector | undefined;
  readonly policy: "enabled" | "disabled";
  /** It adds nothing that a kind accepts that takes only labels and annotations (Knative). */
  readonly isSpecOnly: boolean;
}

/**
 * Whether a sidecar goes into a pod template. The first line that applies decides:
 *
 * | looked at | state | answer | code |
 * |-|-|-|-|
 * | `kinds` | given, without the workload's kind | no | KindNotListed |
 * | the kind | takes labels and annotations only, and the sidecar has none | no | MetadataOnly |
 * | `os` | linux, and the pod is for Windows nodes | no | WindowsPod |
 * | | windows, and the pod is not | no | LinuxPod |
 * | `hostNetwork` | skip, and the pod uses the host's network | no | HostNetwork |
 * | `optIn` | the pod's label, or else its annotation, is "true" | yes | OptedIn |
 * | | it is "false" | no | OptedOut |
 * | | it is anything else | a warning, and on | |
 * | `namespaceSelector` | given, and does not match | no | NamespaceNotSelected |
 * | | the same, and nothing is known of the namespace | no | NamespaceUnknown |
 * | `podSelector` | given, and does not match | no | PodNotSelected |
 * | either selector | given, and all match | yes | Selected |
 * | `policy` | enabled | yes | PolicyEnabled |
 * | | disabled, or absent | no | PolicyDisabled |
 */
export function sidecarRules(rules: SidecarRules): readonly Rule<PodFacts>[] {
  return [kindListed, takesSpec, runsThere, hostNetwork, optIn, namespaceSelected, podSelected, policy].map(
    (rule) => (facts: PodFacts) => rule(rules, facts),
  );
}

const LABELS: readonly string[] = ["metadata", "labels"];

function podPlace(...path: readonly string[]): FactPlace {
  return { of: "podTemplate", path };
}

type SidecarRule = (rules: SidecarRules, facts: PodFacts) => ReturnType<Rule<PodFacts>>;

const kindListed: SidecarRule = ({ kinds }, { workload }) => {
  if (!kinds) return {};
  const evidence = [{ fact: "kind", found: workload.kind }];
  return kinds.includes(workload.kind) ? { evidence } : { evidence, verdict: { inject: false, code: "KindNotListed" } };
};

const takesSpec: SidecarRule = ({ isSpecOnly }, { workload, metadataOnly }) => {
  if (!isSpecOnly || !metadataOnly) return {};
  return { evidence: [{ fact: "kind", found: workload.kind }], verdict: { inject: false, code: "MetadataOnly" } };
};

const runsThere: SidecarRule = ({ os }, { podTemplate }) => {
  const windows = os && windowsMark(podTemplate);
  if (os === undefined || (windows === undefined) === (os === "linux")) return {};
  if (windows === undefined) return { evidence: [{ fact: "pod os", found: "not windows" }], verdict: { inject: false, code: "LinuxPod" } };
  const evidence = [{ fact: `pod ${windows.fact}`, found: "windows", place: podPlace(...windows.path) }];
  return { evidence, verdict: { inject: false, code: "WindowsPod" } };
};

const hostNetwork: SidecarRule = (rules, { podTemplate }) => {
  if (rules.hostNetwork === "inject" || specOf(podTemplate).hostNetwork !== true) return {};
  return {
    evidence: [{ fact: "pod hostNetwork", found: "true", place: podPlace("spec", "hostNetwork") }],
    verdict: { inject: false, code: "HostNetwork" },
  };
};

const optIn: SidecarRule = ({ optIn: key }, { podTemplate }) => {
  if (key === undefined) return {};
  const labels = labelsOf(podTemplate);
  const from = key in labels ? "label" : "annotation";
  const value = key in labels ? labels[key] : annotationsOf(podTemplate)[key];
  if (value === undefined) return { evidence: [{ fact: `pod label or annotation ${key}`, found: "absent" }] };
  const evidence = [{ fact: `pod ${from} ${key}`, found: shownText(value), place: podPlace("metadata", `${from}s`, key) }];
  if (value === "true" || value === true) return { evidence, verdict: { inject: true, code: "OptedIn" } };
  if (value === "false" || value === false) return { evidence, verdict: { inject: false, code: "OptedOut" } };
  return { evidence, diagnostics: [invalidOptIn(key, { from, value: shownText(value) })] };
};

const namespaceSelected: SidecarRule = ({ namespaceSelector: selector }, { namespace }) => {
  if (!selector) return {};
  const mismatch = firstMismatch(selector, namespace.labels);
  const evidence = [
    selectorEvidence(`namespace ${namespace.name ?? "(none)"}`, {
      labels: namespace.labels,
      mismatch,
      source: namespace.source,
      place: { of: "namespace", path: LABELS },
    }),
  ];
  if (!mismatch) return { evidence };
  if (namespace.isKnown) return { evidence, verdict: { inject: false, code: "NamespaceNotSelected" } };
  return { evidence, diagnostics: [unknownNamespace(namespace)], verdict: { inject: false, code: "NamespaceUnknown" } };
};

const podSelected: SidecarRule = ({ namespaceSelector, podSelector: selector }, { podTemplate }) => {
  if (!selector) return namespaceSelector ? { verdict: { inject: true, code: "Selected" } } : {};
  const mismatch = firstMismatch(selector, labelsOf(podTemplate));
  const evidence = [selectorEvidence("pod", { labels: labelsOf(podTemplate), mismatch, place: podPlace(...LABELS) })];
  return { evidence, verdict: mismatch ? { inject: false, code: "PodNotSelected" } : { inject: true, code: "Selected" } };
};

const policy: SidecarRule = (rules) => ({
  evidence: [{ fact: "policy", found: rules.policy }],
  verdict: rules.policy === "enabled" ? { inject: true, code: "PolicyEnabled" } : { inject: false, code: "PolicyDisabled" },
});

function selectorEvidence(
  whose: string,
  { labels, mismatch, source, place }: { labels: ValueMap; mismatch: Mismatch | undefined; source?: Evidence["source"]; place: FactPlace },
): Evidence {
  const found = mismatch
    ? `${requirementText(mismatch)} does not hold: ${mismatch.key} is ${mismatch.actual ?? "absent"}`
    : `${labelText(labels)}: selected`;
  return { fact: `${whose} labels`, found, ...(source && { source }), place };
}

function requirementText({ key, operator, values }: Mismatch): string {
  return values.length === 0 ? `${key} ${operator}` : `${key} ${operator} (${values.join(", ")})`;
}

/** For a namespace's labels, this is called for every pod in it. */
const labelText = remembered((labels: ValueMap): string => {
  const pairs = Object.keys(labels).map((key) => `${key}=${shownText(labels[key] as Value)}`);
  return pairs.join(",") || "none";
});

function invalidOptIn(key: string, { from, value }: { from: string; value: string }): Diagnostic {
  return diagnostic("InvalidOptIn", {
    message: `The ${from} ${key} has no effect: its value is ${JSON.stringify(value)}; expected "true" or "false"`,
    fix: `set the ${from} to "true" or "false", in quotes`,
    field: { path: `metadata.${from}s[${key}]`, current: value },
  });
}

function unknownNamespace({ name, meant }: NamespaceFacts): Diagnostic {
  if (name === undefined) {
    return diagnostic("MissingNamespace", {
      message: "The resource names no namespace, and spec.namespaces.default is not set; its namespace counts as one without labels",
      fix: "set metadata.namespace, or spec.namespaces.default in the configuration",
      field: { path: "metadata.namespace" },
    });
  }
  return diagnostic("UnknownNamespace", {
    message: `The labels of the namespace ${name} are not known; it counts as one without labels${didYouMean(meant)}`,
    fix: `${meant === undefined ? "" : `write ${meant}, or `}add the Namespace ${name} to the input, or {name: ${name}, labels: {...}} to spec.namespaces.known`,
    field: { path: "metadata.namespace", current: name },
  });
}
