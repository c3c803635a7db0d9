import { type Diagnostic, diagnostic } from "../../diagnostic/diagnostic.ts";
import { nearest } from "../../diagnostic/nearest.ts";
import { labels } from "../names.ts";
import { type InjectionFacts, namesOf, type Precedence } from "./control-plane.ts";
import { decideInjection, type InjectionDecision, injectKey } from "./decide-injection.ts";

/** What a user should know about a decision beyond the decision itself. */
export function explainInjection(facts: InjectionFacts, decision: InjectionDecision): readonly Diagnostic[] {
  return [...invalidKey(facts), ...unservedRevision(facts, decision), ...precedenceMatters(facts, decision), ...bothLabels(facts)];
}

/** Source: istio pkg/kube/inject/inject.go injectRequired: only "true" and "false" are heeded. */
function invalidKey({ pod }: InjectionFacts): readonly Diagnostic[] {
  const { value, from } = injectKey(pod);
  if (from === undefined || value === "" || value === "true" || value === "false") return [];
  return [
    diagnostic("InvalidInjectValue", {
      message: `Cannot heed the ${from} ${labels.inject}: its value is ${JSON.stringify(value)}; expected "true" or "false". The policy decides in its stead`,
      fix: `Set the ${from} to "true" or "false", in quotes.`,
      field: { path: `metadata.${from}s[${labels.inject}]`, current: value },
    }),
  ];
}

function unservedRevision({ planes }: InjectionFacts, { code, asked }: InjectionDecision): readonly Diagnostic[] {
  if (code === "NoDefaultRevision") {
    return [
      diagnostic("UnservedRevision", {
        message: 'Cannot inject: the default revision is asked for and no control plane has the tag "default"; expected one that has',
        fix: 'Add "default" to istio.tags of the control plane that should inject.',
      }),
    ];
  }
  if (code !== "RevisionUnserved" || asked === undefined) return [];
  const known = planes.flatMap(namesOf);
  const near = nearest(asked, known);
  return [
    diagnostic("UnservedRevision", {
      message: `Cannot inject: no control plane serves the revision ${JSON.stringify(asked)}; expected ${known.join(", ")}`,
      fix: `${near === undefined ? "Correct" : `Write ${near} in`} the label ${labels.revision}, or add the revision to istio.tags or istio.revisions.`,
    }),
  ];
}

/** The two precedences are told apart only where they decide differently for this pod. */
function precedenceMatters(facts: InjectionFacts, decision: InjectionDecision): readonly Diagnostic[] {
  const other: Precedence = facts.precedence === "pod" ? "webhook" : "pod";
  const otherwise = decideInjection({ ...facts, precedence: other });
  if (otherwise.inject === decision.inject && otherwise.plane === decision.plane) return [];
  const verb = (injected: boolean) => (injected ? "is injected" : "is not injected");
  return [
    diagnostic("PrecedenceMatters", {
      message: `Cannot be sure what is meant: the pod ${verb(decision.inject)}, since istio.precedence is ${facts.precedence}; with ${other} it ${verb(otherwise.inject)}. Expected labels that both read alike`,
      fix: `Label the namespace to agree with the pod, or set istio.precedence to ${other} to have what ${
        other === "webhook" ? "Istio's webhook does" : "the pod says"
      }.`,
    }),
  ];
}

/** Source: istio mutatingwebhook.yaml: the webhooks of revisions want namespaces without `istio-injection`. */
function bothLabels({ namespace }: InjectionFacts): readonly Diagnostic[] {
  const { [labels.injection]: injection, [labels.revision]: revision } = namespace.labels;
  if (injection === undefined || revision === undefined) return [];
  return [
    diagnostic("BothNamespaceLabels", {
      message: `Cannot heed the label ${labels.revision}=${revision} of the namespace ${namespace.name}: ${labels.injection}=${injection} beats it; expected one of the two`,
      fix: `Remove ${labels.injection} to select the control plane by ${labels.revision}.`,
    }),
  ];
}
