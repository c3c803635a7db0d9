import { matches, type Selector } from "../../kube/selector.ts";
import type { Value, ValueMap } from "../../value/value.ts";
import { annotations, labels } from "../names.ts";
import { type ControlPlane, type InjectionFacts, isDefault, type Precedence, planeNamed } from "./control-plane.ts";

/** Why a pod is injected, or is not. */
export type InjectionCode =
  | "HostNetwork"
  | "SystemNamespace"
  | "PodOptOut"
  | "PodOptIn"
  | "NamespaceDisabled"
  | "NamespaceNotLabelled"
  | "NamespaceNotSelected"
  | "RevisionUnserved"
  | "NoDefaultRevision"
  | "NeverInjectSelector"
  | "AlwaysInjectSelector"
  | "PolicyEnabled"
  | "PolicyDisabled"
  | "PolicyUnknown";

/** One thing that was looked at on the way to a decision. */
export interface Evidence {
  readonly fact: string;
  /** What was found; undefined: it is not there. */
  readonly value: Value | undefined;
  readonly source?: string;
}

export interface InjectionDecision {
  readonly inject: boolean;
  readonly code: InjectionCode;
  /** The control plane that injects, or would; undefined where none is concerned. */
  readonly plane: ControlPlane | undefined;
  /** The revision or tag that was asked for by name, where one was. */
  readonly asked?: string;
  /** Every fact consulted, in order. */
  readonly evidence: readonly Evidence[];
}

/** The namespaces that are never injected. Source: istio pkg/kube/inject/initializer.go IgnoredNamespaces. */
export const systemNamespaces: readonly string[] = ["kube-system", "kube-public", "kube-node-lease", "local-path-storage"];

/**
 * Decides about one pod template. First the host's network and the system namespaces say no. Then who asks:
 *
 * | namespace                    | pod `istio.io/rev` | inject key of the pod            | webhook            | pod                |
 * |------------------------------|--------------------|----------------------------------|--------------------|--------------------|
 * | any                          | any                | label "false"                    | no                 | no                 |
 * | any                          | any                | annotation "false", no label     | no                 | no                 |
 * | `istio-injection: enabled`   | any                | other                            | default            | default            |
 * | `istio-injection`: other     | any                | label or annotation "true"       | no                 | pod's rev, default |
 * | `istio-injection`: other     | any                | other                            | no                 | no                 |
 * | `istio.io/rev: R`            | any                | other                            | R                  | R                  |
 * | neither                      | R                  | other                            | R                  | R                  |
 * | neither                      | none               | label "true"                     | default            | default            |
 * | neither                      | none               | annotation "true", no label      | as without         | default            |
 * | neither                      | none               | label with another value         | no                 | no                 |
 * | neither                      | none               | none, or annotation not "true"   | default, if by default | the same       |
 *
 * The label beats the annotation, even with a value that is neither. "if by default" is enableNamespacesByDefault. A revision
 * that no control plane serves injects nothing. With a namespaceSelector, a namespace that it selects counts as enabled (for the
 * control plane whose selector it is) and any other as disabled. Where a control plane is found, its rules follow: "true" injects;
 * else neverInjectSelector, alwaysInjectSelector, and the policy.
 *
 * Source: istio pkg/kube/inject/inject.go injectRequired;
 * manifests/charts/istio-control/istio-discovery/templates/mutatingwebhook.yaml.
 * Differs: precedence "pod", as documented in the table.
 */
export function decideInjection(facts: InjectionFacts): InjectionDecision {
  const evidence: Evidence[] = [];
  const see = <Found extends Value | undefined>(fact: string, value: Found, source?: string): Found => {
    evidence.push({ fact, value, ...(source !== undefined && { source }) });
    return value;
  };
  const verdict = judge(facts, see);
  return { ...verdict, evidence };
}

/** The value of the pod's inject key: the label's where there is one, else the annotation's. */
export function injectKey({ labels: podLabels, annotations: podAnnotations }: InjectionFacts["pod"]): InjectKey {
  const label = textOf(podLabels, labels.inject);
  if (label !== undefined) return { value: label, from: "label" };
  const annotation = textOf(podAnnotations, annotations.inject);
  return annotation === undefined ? { value: "", from: undefined } : { value: annotation, from: "annotation" };
}

interface InjectKey {
  readonly value: string;
  readonly from: "label" | "annotation" | undefined;
}

type See = <Found extends Value | undefined>(fact: string, value: Found, source?: string) => Found;
type Verdict = Omit<InjectionDecision, "evidence">;

const no = (code: InjectionCode, plane?: ControlPlane): Verdict => ({ inject: false, code, plane });
const yes = (code: InjectionCode, plane: ControlPlane): Verdict => ({ inject: true, code, plane });

function judge(facts: InjectionFacts, see: See): Verdict {
  const { namespace, pod, precedence } = facts;
  if (see("pod hostNetwork", pod.hostNetwork)) return no("HostNetwork");
  if (systemNamespaces.includes(see("namespace", namespace.name))) return no("SystemNamespace");
  const key = injectKey(pod);
  see(key.from === "annotation" ? "pod annotation sidecar.istio.io/inject" : "pod label sidecar.istio.io/inject", key.from && key.value);
  if (key.value === "false") return no("PodOptOut");
  const found = findPlane(facts, { key, see });
  if ("code" in found) return found;
  return applyRules(found.plane, { key, podLabels: pod.labels, see, precedence });
}

interface Search {
  readonly key: InjectKey;
  readonly see: See;
}

/** The control plane that the namespace or the pod asks for, or why there is none. */
function findPlane(facts: InjectionFacts, search: Search): { readonly plane: ControlPlane } | Verdict {
  const optsIn = facts.precedence === "pod" && search.key.value === "true";
  return facts.planes.some(({ namespaceSelector }) => namespaceSelector !== undefined)
    ? selectedPlane(facts, { ...search, optsIn })
    : labelledPlane(facts, { ...search, optsIn });
}

/** Of the control planes that select the namespace, the one that the pod or the namespace names, else the first. */
function selectedPlane({ namespace, pod, planes }: InjectionFacts, { see, optsIn }: Search & { optsIn: boolean }) {
  const selecting = planes.filter(
    ({ namespaceSelector }) => namespaceSelector !== undefined && matches(namespaceSelector, namespace.labels),
  );
  see("namespaceSelector matches the namespace", selecting.length > 0, namespace.source);
  if (selecting.length === 0) return optsIn ? ownPlane(pod.labels, { planes, see }) : no("NamespaceNotSelected");
  const asked = textOf(namespace.labels, labels.revision) ?? textOf(pod.labels, labels.revision);
  return { plane: (asked === undefined ? undefined : planeNamed(selecting, asked)) ?? (selecting[0] as ControlPlane) };
}

function labelledPlane({ namespace, pod, planes }: InjectionFacts, { key, see, optsIn }: Search & { optsIn: boolean }) {
  const injection = see(`namespace label ${labels.injection}`, textOf(namespace.labels, labels.injection), namespace.source);
  if (injection === "enabled") return defaultPlane(planes);
  if (injection !== undefined) return optsIn ? ownPlane(pod.labels, { planes, see }) : no("NamespaceDisabled");
  const revision = see(`namespace label ${labels.revision}`, textOf(namespace.labels, labels.revision), namespace.source);
  if (revision !== undefined) return servedPlane(planes, revision);
  const asksItself = optsIn || textOf(pod.labels, labels.revision) !== undefined || (key.from === "label" && key.value === "true");
  if (asksItself) return ownPlane(pod.labels, { planes, see });
  see(`pod label ${labels.revision}`, undefined);
  const byDefault = planes.some((plane) => isDefault(plane) && plane.enableNamespacesByDefault);
  see("enableNamespacesByDefault", byDefault);
  return byDefault && key.from !== "label" ? defaultPlane(planes) : no("NamespaceNotLabelled");
}

/** The control plane that the pod itself names, else the default one. */
function ownPlane(podLabels: ValueMap, { planes, see }: { readonly planes: readonly ControlPlane[]; readonly see: See }) {
  const revision = see(`pod label ${labels.revision}`, textOf(podLabels, labels.revision));
  return revision === undefined ? defaultPlane(planes) : servedPlane(planes, revision);
}

function defaultPlane(planes: readonly ControlPlane[]) {
  const plane = planeNamed(planes, "default");
  return plane === undefined ? no("NoDefaultRevision") : { plane };
}

function servedPlane(planes: readonly ControlPlane[], asked: string) {
  const plane = planeNamed(planes, asked);
  return plane === undefined ? { ...no("RevisionUnserved"), asked } : { plane };
}

interface Rules {
  readonly key: InjectKey;
  readonly podLabels: ValueMap;
  readonly see: See;
  readonly precedence: Precedence;
}

const policies: Readonly<Record<string, InjectionCode>> = { enabled: "PolicyEnabled", disabled: "PolicyDisabled" };

/** What the control plane itself decides once it is asked. An unknown policy injects nothing, whatever else says yes. */
function applyRules(plane: ControlPlane, { key, podLabels, see }: Rules): Verdict {
  const policy = Object.hasOwn(policies, plane.policy) ? (policies[plane.policy] as InjectionCode) : "PolicyUnknown";
  if (policy === "PolicyUnknown") {
    see("policy", plane.policy);
    return no(policy, plane);
  }
  if (key.value === "true") return yes("PodOptIn", plane);
  const match = (selectors: readonly Selector[]) => selectors.some((selector) => selector.length > 0 && matches(selector, podLabels));
  if (see("neverInjectSelector matches the pod", match(plane.neverInjectSelector))) return no("NeverInjectSelector", plane);
  if (see("alwaysInjectSelector matches the pod", match(plane.alwaysInjectSelector))) return yes("AlwaysInjectSelector", plane);
  see("policy", plane.policy);
  return policy === "PolicyEnabled" ? yes(policy, plane) : no(policy, plane);
}

function textOf(map: ValueMap, key: string): string | undefined {
  return Object.hasOwn(map, key) && map[key] !== null ? String(map[key]) : undefined;
}
