import { shownText } from "../../decide/facts.ts";
import type { ReasonCode } from "../../decide/reasons.ts";
import { type Diagnostic, diagnostic } from "../../diagnostic/diagnostic.ts";
import { didYouMean, nearest } from "../../diagnostic/nearest.ts";
import { labelsOf, labelTexts } from "../../kube/pod.ts";
import type { Value } from "../../value/value.ts";
import { labels } from "../names.ts";
import { type InjectionFacts, namesOf, type Precedence, planeNamed } from "./control-plane.ts";
import { injectKey, type Judgement, judgeInjection } from "./judge-injection.ts";

/** What a user should know about a decision beyond the decision itself. */
export function explainInjection(facts: InjectionFacts, judgement: Judgement): readonly Diagnostic[] {
  return [
    ...invalidKey(facts),
    ...unservedRevision(facts, judgement),
    ...unknownNamespace(facts, judgement),
    ...precedenceMatters(facts, judgement),
    ...bothLabels(facts),
    ...overruledRevision(facts, judgement),
  ];
}

/** Source: istio pkg/kube/inject/inject.go injectRequired: only "true" and "false" count. */
function invalidKey({ facts }: InjectionFacts): readonly Diagnostic[] {
  const { value, from } = injectKey(facts.podTemplate);
  if (from === undefined || value === "true" || value === "false") return [];
  return [
    diagnostic("InvalidInjectValue", {
      message: `The ${from} ${labels.inject} has no effect: its value is ${JSON.stringify(value)}; expected "true" or "false". The policy decides instead`,
      fix: `set the ${from} to "true" or "false", in quotes`,
      field: { path: `metadata.${from}s[${labels.inject}]`, current: value },
    }),
  ];
}

function unservedRevision({ planes, facts }: InjectionFacts, { code, asked }: Judgement): readonly Diagnostic[] {
  if (code === "NoDefaultRevision") {
    return [
      diagnostic("UnservedRevision", {
        message: 'Cannot inject: the default revision is asked for and no control plane has the tag "default"; expected one that has',
        fix: 'add "default" to istio.tags of the control plane that should inject',
      }),
    ];
  }
  if (code !== "RevisionUnserved" || asked === undefined) return [];
  const known = planes.flatMap(namesOf);
  const near = nearest(asked, known);
  const isOfPod = labelTexts(facts.podTemplate)[labels.revision] === asked;
  const whose = isOfPod ? "of the pod template" : `of the namespace ${facts.namespace.name ?? "default"}`;
  return [
    diagnostic("UnservedRevision", {
      message: `Cannot inject: no control plane serves the revision ${JSON.stringify(asked)}; expected ${known.join(", ")}`,
      fix: `${near === undefined ? "correct" : `write ${near} in`} the label ${labels.revision} ${whose}, or add the revision to istio.tags or istio.revisions`,
      ...(isOfPod && { field: { path: `metadata.labels[${labels.revision}]`, current: asked } }),
    }),
  ];
}

/** Without labels a namespace counts as one that asks for nothing, which may be wrong. */
function unknownNamespace({ facts }: InjectionFacts, { code }: Judgement): readonly Diagnostic[] {
  if (code !== "NamespaceUnknown") return [];
  const { name, meant } = facts.namespace;
  if (name === undefined) {
    return [
      diagnostic("MissingNamespace", {
        message: "The resource names no namespace, and spec.namespaces.default is not set; its namespace counts as one without labels",
        fix: "set metadata.namespace, or spec.namespaces.default in the configuration",
        field: { path: "metadata.namespace" },
      }),
    ];
  }
  return [
    diagnostic("UnknownNamespace", {
      message: `The labels of the namespace ${name} are not known; it counts as one without labels${didYouMean(meant)}`,
      fix: `${meant === undefined ? "" : `write ${meant}, or `}add the Namespace ${name} to the input, or {name: ${name}, labels: {...}} to spec.namespaces.known`,
      field: { path: "metadata.namespace", current: name },
    }),
  ];
}

/** The two precedences are distinguished only if they decide differently for this pod. */
function precedenceMatters(facts: InjectionFacts, judgement: Judgement): readonly Diagnostic[] {
  const other: Precedence = facts.precedence === "pod" ? "webhook" : "pod";
  const otherwise = judgeInjection({ ...facts, precedence: other });
  if (otherwise.inject === judgement.inject && otherwise.plane === judgement.plane) return [];
  const verb = (injected: boolean) => (injected ? "is injected" : "is not injected");
  return [
    diagnostic("PrecedenceMatters", {
      message: `The pod ${verb(judgement.inject)}, since istio.precedence is ${facts.precedence}; with ${other} it ${verb(otherwise.inject)}`,
      fix: `label the namespace to agree with the pod, or set istio.precedence to ${other} to have what ${
        other === "webhook" ? "Istio's webhook does" : "the pod says"
      }`,
    }),
  ];
}

/** Source: istio mutatingwebhook.yaml: the webhooks of revisions require namespaces without `istio-injection`. */
function bothLabels({ facts }: InjectionFacts): readonly Diagnostic[] {
  const { namespace } = facts;
  const [injection, revision] = [labels.injection, labels.revision].map((key) => textOf(namespace.labels[key]));
  if (injection === undefined || revision === undefined) return [];
  return [
    diagnostic("BothNamespaceLabels", {
      message: `The label ${labels.revision}=${revision} of the namespace ${namespace.name} has no effect: ${labels.injection}=${injection} beats it; expected one of the two`,
      fix: `remove ${labels.injection} to select the control plane by ${labels.revision}`,
    }),
  ];
}

/** Cases in which the revision is not used. */
const beforeRevisions: readonly ReasonCode[] = ["HostNetwork", "WindowsPod", "SystemNamespace", "OptedOut"];

/**
 * Source: istio mutatingwebhook.yaml: the webhooks that look at a pod's revision require namespaces without either
 * label.
 */
function overruledRevision({ facts, planes }: InjectionFacts, { code, plane }: Judgement): readonly Diagnostic[] {
  const { namespace, podTemplate } = facts;
  const asked = textOf(labelsOf(podTemplate)[labels.revision]);
  const selects = planes.some(({ namespaceSelector }) => namespaceSelector !== undefined);
  const overruling = (selects ? [labels.revision] : [labels.injection, labels.revision]).find((key) => namespace.labels[key] !== undefined);
  if (asked === undefined || overruling === undefined || beforeRevisions.includes(code)) return [];
  const wanted = planeNamed(planes, asked);
  if (wanted !== undefined && wanted === plane) return [];
  const given = `${overruling}: ${textOf(namespace.labels[overruling])}`;
  const advice =
    wanted === undefined
      ? unservedAdvice(asked, { planes, plane, overruling })
      : { told: "", fix: `, or ${overruling} from the namespace` };
  return [
    diagnostic("RevisionOverruled", {
      message: `The label ${labels.revision}: ${asked} of the pod template has no effect: its namespace ${namespace.name} has ${given}, which decides${advice.told}`,
      fix: `remove the label ${labels.revision} from the pod template${advice.fix}`,
      field: { path: `metadata.labels[${labels.revision}]`, current: asked },
    }),
  ];
}

interface Overruled extends Pick<InjectionFacts, "planes">, Pick<Judgement, "plane"> {
  readonly overruling: string;
}

/** A revision that does not exist would not be served without the namespace's label either. */
function unservedAdvice(asked: string, { planes, plane, overruling }: Overruled): { readonly told: string; readonly fix: string } {
  const known = planes.flatMap(namesOf);
  const near = nearest(asked, known);
  const isOther = near !== undefined && planeNamed(planes, near) !== plane;
  return {
    told: `. No control plane serves that revision${near === undefined ? `; expected ${known.join(", ")}` : didYouMean(near)}`,
    fix: isOther ? `; to select ${near}, write ${near} in it and remove ${overruling} from the namespace` : "",
  };
}

function textOf(value: Value | undefined): string | undefined {
  return value === undefined ? undefined : shownText(value);
}
