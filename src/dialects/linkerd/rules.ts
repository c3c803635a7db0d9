import type { Evidence, Rule, RuleResult } from "../../decide/decision.ts";
import type { NamespaceFacts, PodFacts } from "../../decide/facts.ts";
import { type Diagnostic, diagnostic } from "../../diagnostic/diagnostic.ts";
import { didYouMean } from "../../diagnostic/nearest.ts";
import { allContainers, annotationTexts, containersIn, labelsOf, specOf } from "../../kube/pod.ts";
import { firstMismatch, parseSelector } from "../../kube/selector.ts";
import { at, type ValueMap } from "../../value/value.ts";
import { INJECT } from "./annotations.ts";

const asks = (value: string | undefined) => value === "enabled" || value === "ingress";

/** Source: linkerd2 pkg/inject/report.go Injectable, disabledByAnnotation; pkg/healthcheck/sidecar.go. */
export function linkerdRules(values: ValueMap): readonly Rule<PodFacts>[] {
  return [
    ({ podTemplate }) => when(specOf(podTemplate).hostNetwork === true, "HostNetwork", { fact: "hostNetwork", found: "true" }),
    ({ podTemplate }) => hasSidecar(podTemplate),
    selected(at(values, "proxyInjector", "namespaceSelector"), "NamespaceNotSelected"),
    selected(at(values, "proxyInjector", "objectSelector"), "PodNotSelected"),
    ({ podTemplate }) => {
      const isOff =
        specOf(podTemplate).automountServiceAccountToken === false && at(values, "identity", "serviceAccountTokenProjection") !== true;
      return when(isOff, "PodUnsuited", { fact: "automountServiceAccountToken", found: "false, and the values have no token projection" });
    },
    labelled,
    annotated,
  ];
}

function when(isSo: boolean, code: NonNullable<RuleResult["verdict"]>["code"], evidence: Evidence): RuleResult {
  return isSo ? { evidence: [evidence], verdict: { inject: false, code } } : {};
}

function hasSidecar(pod: ValueMap): RuleResult {
  const inits = containersIn(pod, "initContainers");
  const images = (starts: readonly string[]) => (container: ValueMap) => starts.some((start) => String(container.image).startsWith(start));
  const [ownImage, istioImage] = [images(["cr.l5d.io/linkerd/proxy:"]), images(["gcr.io/istio-release/proxyv2:"])];
  const [ownInit, istioInit] = [images(["cr.l5d.io/linkerd/proxy-init:"]), images(["gcr.io/istio-release/proxy_init:"])];
  const all = allContainers(pod).map(({ container }) => container);
  const own =
    all.find((one) => one.name === "linkerd-proxy" || ownImage(one)) ?? inits.find((one) => one.name === "linkerd-init" || ownInit(one));
  const istio =
    all.find((one) => one.name === "istio-proxy" || istioImage(one)) ?? inits.find((one) => one.name === "istio-init" || istioInit(one));
  const found = own ?? istio;
  return when(found !== undefined, own ? "InjectedAlready" : "PodUnsuited", { fact: "container", found: String(found?.name) });
}

function selected(written: ReturnType<typeof at>, code: "NamespaceNotSelected" | "PodNotSelected"): Rule<PodFacts> {
  const selector = written === undefined || written === null ? [] : parseSelector(written).selector;
  return ({ podTemplate, namespace }) => {
    const mismatch = firstMismatch(selector, code === "PodNotSelected" ? labelsOf(podTemplate) : namespace.labels);
    const what = code === "PodNotSelected" ? "pod" : `namespace ${namespace.name ?? "default"}`;
    return when(mismatch !== undefined, code, { fact: `${what} label ${mismatch?.key}`, found: mismatch?.actual ?? "absent" });
  };
}

/** Istio's word is a label, Linkerd's is not. */
const labelled: Rule<PodFacts> = ({ podTemplate, namespace }) => {
  const carriers = [
    ...(namespace.labels[INJECT] === undefined ? [] : [{ whose: `namespace ${namespace.name}` }]),
    ...(labelsOf(podTemplate)[INJECT] === undefined ? [] : [{ whose: "pod", field: { path: `metadata.labels[${INJECT}]` } }]),
  ];
  const told = carriers.map(({ whose, ...place }) => {
    const message = `The label ${INJECT} of the ${whose} has no effect: Linkerd reads the annotation of that name`;
    return diagnostic("MisplacedAnnotation", { message, fix: "write it as an annotation", ...place });
  });
  return { diagnostics: told };
};

/** The pod's word counts before its namespace's, but no wrong word anywhere injects. */
const annotated: Rule<PodFacts> = ({ podTemplate, namespace }) => {
  const own = annotationTexts(podTemplate)[INJECT];
  const above = annotationTexts({ metadata: { annotations: namespace.annotations } } as unknown as ValueMap)[INJECT];
  const path = ["metadata", "annotations", INJECT];
  const evidence: readonly Evidence[] = [
    {
      fact: `namespace ${namespace.name ?? "default"} annotation ${INJECT}`,
      found: above ?? (namespace.isKnown ? "absent" : "not known"),
      place: { of: "namespace", path },
    },
    { fact: `pod annotation ${INJECT}`, found: own ?? "absent", place: { of: "podTemplate", path } },
  ];
  const wrong = [above, own].find((value) => value !== undefined && value !== "" && value !== "disabled" && !asks(value));
  const result = (inject: boolean, code: NonNullable<RuleResult["verdict"]>["code"]) => ({ evidence, verdict: { inject, code } });
  if (wrong !== undefined) return { ...result(false, "NobodyAsks"), diagnostics: [invalid(wrong)] };
  if (own === "disabled") return result(false, "OptedOut");
  if (asks(own)) return result(true, "OptedIn");
  if (asks(above)) return result(true, "NamespaceAsks");
  if (namespace.isKnown) return result(false, "NobodyAsks");
  return { ...result(false, "NamespaceUnknown"), diagnostics: [unknownNamespace(namespace)] };
};

function invalid(value: string) {
  const message = `The pod is not injected: ${INJECT} is ${JSON.stringify(value)}, which Linkerd does not know; expected enabled, ingress or disabled`;
  return diagnostic("IgnoredAnnotation", { message, fix: "write enabled or disabled" });
}

function unknownNamespace({ name, meant }: NamespaceFacts): Diagnostic {
  const path = "metadata.namespace";
  if (name === undefined) {
    const message =
      "The resource names no namespace, and spec.namespaces.default is not set; Linkerd counts its namespace as one that does not ask";
    return diagnostic("MissingNamespace", {
      message,
      fix: "set metadata.namespace, or spec.namespaces.default in the configuration",
      field: { path },
    });
  }
  const message = `The annotations of the namespace ${name} are not known; it counts as one that does not ask for Linkerd${didYouMean(meant)}`;
  const fix = `${meant === undefined ? "" : `write ${meant}, or `}add the Namespace ${name} to the input, or {name: ${name}, annotations: {...}} to spec.namespaces.known`;
  return diagnostic("UnknownNamespace", { message, fix, field: { path, current: name } });
}
