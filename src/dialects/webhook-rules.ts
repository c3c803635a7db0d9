import type { Evidence, Rule, RuleResult } from "../decide/decision.ts";
import type { NamespaceFacts, PodFacts } from "../decide/facts.ts";
import type { ReasonCode } from "../decide/reasons.ts";
import { type Diagnostic, diagnostic } from "../diagnostic/diagnostic.ts";
import { didYouMean } from "../diagnostic/nearest.ts";
import { allOf, anyOf, celList, celText, FALSE, hasKey, not, selects, TRUE, textIn } from "../kube/cel.ts";
import { ANNOTATIONS, CONTAINERS, HOST_NETWORK, isFew, LABELS, listOf, NAMESPACE_ANNOTATIONS, NAMESPACE_LABELS } from "../kube/cel-pod.ts";
import { allContainers, annotationTexts, containersIn, labelsOf, labelTexts, specOf } from "../kube/pod.ts";
import { firstMismatch, parseSelector } from "../kube/selector.ts";
import { toValue, type Value, type ValueMap } from "../value/value.ts";

/** A rule that an admission policy can ask, too. */
export interface PodRule extends Rule<PodFacts> {
  /** The CEL that holds for pods which it does not leave alone. */
  readonly lets: string;
}

export function podRule(lets: string, rule: Rule<PodFacts>): PodRule {
  return Object.assign((facts: PodFacts) => rule(facts), { lets });
}

/** Leaves the pod alone if a condition is true. */
export function notWhere(isSo: boolean, code: ReasonCode, evidence: Evidence): RuleResult {
  return isSo ? { evidence: [evidence], verdict: { inject: false, code } } : {};
}

/** Leaves pods on the host's network alone. */
export const notOnHostNetwork = podRule(not(HOST_NETWORK), ({ podTemplate }) =>
  notWhere(specOf(podTemplate).hostNetwork === true, "HostNetwork", { fact: "hostNetwork", found: "true" }),
);

/** Leaves pods alone that do without the ServiceAccount's token, unless the injector brings one of its own. */
export function mountsToken(isProjected: boolean): PodRule {
  const evidence: Evidence = { fact: "automountServiceAccountToken", found: "false, and the values have no token projection" };
  return podRule(isProjected ? TRUE : "(object.spec.?automountServiceAccountToken.orValue(true))", ({ podTemplate }) =>
    notWhere(!isProjected && specOf(podTemplate).automountServiceAccountToken === false, "PodUnsuited", evidence),
  );
}

/** Leaves pods alone that have a label, whatever its value. */
export function notLabelled(name: string): PodRule {
  return podRule(not(hasKey(LABELS, name)), ({ podTemplate }) => {
    const { text, evidence } = podText(podTemplate, "label", name);
    return notWhere(text !== undefined, "OptedOut", evidence);
  });
}

/** A label or annotation of the pod, and its evidence. */
export function podText(pod: ValueMap, of: "label" | "annotation", name: string) {
  const text = (of === "label" ? labelTexts : annotationTexts)(pod)[name];
  const place = { of: "podTemplate", path: ["metadata", `${of}s`, name] } as const;
  const evidence: Evidence = { fact: `pod ${of} ${name}`, found: text ?? "absent", ...(text !== undefined && { place }) };
  return { text, evidence };
}

/** A container by its name, or by the beginning of its image. */
type ContainerSign = readonly [name: string, image?: string];

interface Beside {
  readonly any: ContainerSign;
  readonly init?: ContainerSign;
  /** The names of the containers that the injector brings itself: a policy looks at the pod without these. */
  readonly own?: readonly string[];
}

/** Leaves pods alone that have such a container, or such an init container. */
export function notBeside(code: ReasonCode, { any, init, own = [] }: Beside): PodRule {
  const isIt =
    ([name, image]: ContainerSign) =>
    (container: ValueMap) =>
      container.name === name || (image !== undefined && String(container.image).startsWith(image));
  const lets = [not(hasSign(any, CONTAINERS, own)), ...(init ? [not(hasSign(init, listOf.initContainers, own))] : [])];
  return podRule(allOf(...lets), ({ podTemplate }) => {
    const all = allContainers(podTemplate).map(({ container }) => container);
    const found = all.find(isIt(any)) ?? (init && containersIn(podTemplate, "initContainers").find(isIt(init)));
    return notWhere(found !== undefined, code, { fact: "container", found: String(found?.name) });
  });
}

function hasSign([name, image]: ContainerSign, containers: string, own: readonly string[]): string {
  const named = own.includes(name) ? FALSE : `c.name == ${celText(name)}`;
  const like = image === undefined ? FALSE : `c.?image.orValue('').startsWith(${celText(image)})`;
  const others = own.length === 0 ? TRUE : `!(c.name in ${celList(own)})`;
  return `(${isFew(containers)} && ${containers}.exists(c, ${allOf(others, anyOf(named, like))}))`;
}

/** The namespaceSelector or objectSelector of the vendor's webhook; one that is absent selects all. */
export function selectedBy(of: "namespace" | "pod", written: Value | undefined): PodRule {
  const selector = written === undefined || written === null ? [] : parseSelector(written).selector;
  return podRule(selects(selector, of === "pod" ? LABELS : NAMESPACE_LABELS), ({ podTemplate, namespace }) => {
    const mismatch = firstMismatch(selector, of === "pod" ? labelsOf(podTemplate) : namespace.labels);
    const whose = of === "pod" ? "pod" : `namespace ${namespace.name ?? "default"}`;
    const evidence = { fact: `${whose} label ${mismatch?.key}`, found: mismatch?.actual ?? "absent" };
    return notWhere(mismatch !== undefined, of === "pod" ? "PodNotSelected" : "NamespaceNotSelected", evidence);
  });
}

/** An annotation of pods and namespaces that asks for injection, or opts out, with words such as `enabled`. */
export interface Asking {
  readonly annotation: string;
  readonly party: string;
  /** The words that ask for injection, the usual one first. */
  readonly asks: readonly string[];
  readonly optsOut: string;
}

/** A namespace's label with the annotation's name has no effect, although other injectors use labels. */
export function labelledInstead({ annotation, party }: Asking): PodRule {
  return podRule(TRUE, ({ namespace: { name, labels } }) => {
    if (labels[annotation] === undefined) return {};
    const message = `The label ${annotation} of the namespace ${name} has no effect: ${party} reads the annotation of that name`;
    return { diagnostics: [diagnostic("MisplacedAnnotation", { message, fix: "write it as an annotation" })] };
  });
}

/**
 * The last rule. The pod's word takes precedence over its namespace's, but an invalid word anywhere prevents injection.
 */
export function askedFor(asking: Asking): PodRule {
  const { annotation, asks, optsOut } = asking;
  return podRule(asksInCel(asking), ({ podTemplate, namespace }) => {
    const [own, above] = [annotationTexts(podTemplate)[annotation], namespaceAnnotations(namespace)[annotation]];
    const path = ["metadata", "annotations", annotation];
    const evidence: readonly Evidence[] = [
      {
        fact: `namespace ${namespace.name ?? "default"} annotation ${annotation}`,
        found: above ?? (namespace.isKnown ? "absent" : "not known"),
        place: { of: "namespace", path },
      },
      { fact: `pod annotation ${annotation}`, found: own ?? "absent", place: { of: "podTemplate", path } },
    ];
    const hasAsked = (word: string | undefined) => word !== undefined && asks.includes(word);
    const wrong = [above, own].find((word) => word !== undefined && word !== "" && word !== optsOut && !hasAsked(word));
    const result = (inject: boolean, code: ReasonCode) => ({ evidence, verdict: { inject, code } });
    if (wrong !== undefined) return { ...result(false, "NobodyAsks"), diagnostics: [wrongWord(wrong, asking, wrong !== above)] };
    if (own === optsOut) return result(false, "OptedOut");
    if (hasAsked(own)) return result(true, "OptedIn");
    if (hasAsked(above)) return result(true, "NamespaceAsks");
    if (namespace.isKnown) return result(false, "NobodyAsks");
    return { ...result(false, "NamespaceUnknown"), diagnostics: [unknownNamespace(namespace, asking)] };
  });
}

function asksInCel({ annotation, asks, optsOut }: Asking): string {
  const [own, above] = [textIn(ANNOTATIONS, annotation), textIn(NAMESPACE_ANNOTATIONS, annotation)];
  const known = celList(["", optsOut, ...asks]);
  const asked = anyOf(`${own} in ${celList(asks)}`, `${above} in ${celList(asks)}`);
  return allOf(`${own} in ${known}`, `${above} in ${known}`, `${own} != ${celText(optsOut)}`, asked);
}

/** The annotations with numbers and booleans as strings. */
export function namespaceAnnotations({ annotations }: NamespaceFacts): Readonly<Record<string, string>> {
  return annotationTexts(toValue({ metadata: { annotations } }));
}

function wrongWord(word: string, { annotation, party, asks, optsOut }: Asking, isOfPod: boolean): Diagnostic {
  const expected = `${asks.join(", ")} or ${optsOut}`;
  const field = { path: `metadata.annotations[${annotation}]`, current: word };
  const message = `The pod is not injected: ${annotation} is ${JSON.stringify(word)}, which ${party} does not know; expected ${expected}`;
  return diagnostic("IgnoredAnnotation", { message, fix: `write ${asks[0]} or ${optsOut}`, ...(isOfPod && { field }) });
}

function unknownNamespace({ name, meant }: NamespaceFacts, { party }: Asking): Diagnostic {
  const path = "metadata.namespace";
  if (name === undefined) {
    const message = `The resource names no namespace, and spec.namespaces.default is not set; ${party} counts its namespace as one that does not ask`;
    const fix = "set metadata.namespace, or spec.namespaces.default in the configuration";
    return diagnostic("MissingNamespace", { message, fix, field: { path } });
  }
  const message = `The annotations of the namespace ${name} are not known; it counts as one that does not ask for ${party}${didYouMean(meant)}`;
  const fix = `${meant === undefined ? "" : `write ${meant}, or `}add the Namespace ${name} to the input, or {name: ${name}, annotations: {...}} to spec.namespaces.known`;
  return diagnostic("UnknownNamespace", { message, fix, field: { path, current: name } });
}
