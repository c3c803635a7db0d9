import type { Evidence, FactPlace } from "../../decide/decision.ts";
import { type NamespaceFacts, shownText } from "../../decide/facts.ts";
import type { ReasonCode } from "../../decide/reasons.ts";
import type { Location } from "../../diagnostic/diagnostic.ts";
import { annotationsOf, labelsOf, specOf } from "../../kube/pod.ts";
import { matches, type Selector } from "../../kube/selector.ts";
import { windowsMark } from "../../kube/windows-pod.ts";
import type { Value, ValueMap } from "../../value/value.ts";
import { annotations, labels } from "../names.ts";
import { type ControlPlane, type InjectionFacts, isDefault, planeNamed } from "./control-plane.ts";
import { waveOf } from "./rollout.ts";

/** What was decided, before anything is said about it. */
export interface Judgement {
  readonly inject: boolean;
  readonly code: ReasonCode;
  /** The control plane that injects, or would; undefined if none is concerned. */
  readonly plane: ControlPlane | undefined;
  /** The revision or tag that was asked for by name and has no control plane. */
  readonly asked?: string;
  /** Every fact consulted, in order. */
  readonly evidence: readonly Evidence[];
}

/** The namespaces that are never injected. Source: istio pkg/kube/inject/initializer.go IgnoredNamespaces. */
export const systemNamespaces: readonly string[] = ["kube-system", "kube-public", "kube-node-lease", "local-path-storage"];

/**
 * Decides about one pod template. First the host's network, Windows nodes and the system namespaces say no. Then who asks:
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
 * control plane whose selector it is) and any other as disabled. Where a control plane is found, a rollout may move the pod to the next; then its rules follow: "true" injects;
 * else neverInjectSelector, alwaysInjectSelector, and the policy.
 *
 * Source: istio pkg/kube/inject/inject.go injectRequired;
 * manifests/charts/istio-control/istio-discovery/templates/mutatingwebhook.yaml.
 * Differs: precedence "pod", as documented in the table; pods for Windows nodes, which Istio injects and no proxy runs on.
 */
export function judgeInjection(facts: InjectionFacts): Judgement {
  const evidence: Evidence[] = [];
  const see: See = (fact, found, { source, place } = {}) => {
    const seen: Mutable<Evidence> = { fact, found: found === undefined ? "absent" : String(found) };
    if (source !== undefined) seen.source = source;
    if (place !== undefined && found !== undefined) seen.place = place;
    evidence.push(seen);
    return found;
  };
  const verdict = judge(facts, see);
  return { evidence, ...verdict };
}

/** The value of the pod's inject key: the label's if there is one, otherwise the annotation's. */
export function injectKey(podTemplate: ValueMap): InjectKey {
  const label = textOf(labelsOf(podTemplate), labels.inject);
  if (label !== undefined) return { value: label, from: "label" };
  const annotation = textOf(annotationsOf(podTemplate), annotations.inject);
  return annotation === undefined ? { value: "", from: undefined } : { value: annotation, from: "annotation" };
}

interface InjectKey {
  readonly value: string;
  readonly from: "label" | "annotation" | undefined;
}

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

interface Where {
  readonly source?: Location | undefined;
  readonly place?: FactPlace;
}

type See = <Found extends string | boolean | undefined>(fact: string, found: Found, where?: Where) => Found;
type Verdict = Omit<Judgement, "evidence">;

const podPlace = (...path: readonly string[]): Where => ({ place: { of: "podTemplate", path } });

function labelsOfNamespace({ source }: NamespaceFacts, ...name: readonly string[]): Where {
  return { source, place: { of: "namespace", path: ["metadata", "labels", ...name] } };
}

const no = (code: ReasonCode, plane?: ControlPlane): Verdict => ({ inject: false, code, plane });
const yes = (code: ReasonCode, plane: ControlPlane): Verdict => ({ inject: true, code, plane });

function judge(injection: InjectionFacts, see: See): Verdict {
  const { podTemplate, namespace } = injection.facts;
  if (see("pod hostNetwork", specOf(podTemplate).hostNetwork === true, podPlace("spec", "hostNetwork"))) return no("HostNetwork");
  const windows = windowsMark(podTemplate);
  if (windows !== undefined) {
    see(`pod ${windows.fact}`, "windows", podPlace(...windows.path));
    return no("WindowsPod");
  }
  if (systemNamespaces.includes(see("namespace", namespace.name) ?? "")) return no("SystemNamespace");
  const key = injectKey(podTemplate);
  see(
    `pod ${key.from ?? "label or annotation"} ${labels.inject}`,
    key.from && key.value,
    podPlace("metadata", `${key.from}s`, labels.inject),
  );
  if (key.value === "false") return no("OptedOut");
  const found = findPlane(injection, { key, see });
  if ("code" in found) return found;
  return applyRules(planeInWave(found.plane, injection, see), { key, podLabels: labelsOf(podTemplate), see });
}

interface Search {
  readonly key: InjectKey;
  readonly see: See;
}

/** The control plane that the namespace or the pod asks for, or why there is none. */
function findPlane(injection: InjectionFacts, { key, see }: Search): { readonly plane: ControlPlane } | Verdict {
  const search = { key, see, optsIn: injection.precedence === "pod" && key.value === "true" };
  const selects = injection.planes.some(({ namespaceSelector }) => namespaceSelector !== undefined);
  const found = selects ? selectedPlane(injection, search) : labelledPlane(injection, search);
  const guessed = "code" in found && !injection.facts.namespace.isKnown && unlabelled.includes(found.code);
  return guessed ? { ...found, code: "NamespaceUnknown" } : found;
}

/** What is reported about an unknown namespace might be wrong. */
const unlabelled: readonly ReasonCode[] = ["NamespaceNotLabelled", "NamespaceNotSelected"];

interface NamespaceSearch extends Search {
  /** Whether the pod's own key takes precedence over its namespace's. */
  readonly optsIn: boolean;
}

/**
 * The control plane that the namespace or the pod names, or else the last one that selects the namespace, because it is
 * the more specific one.
 */
function selectedPlane({ facts, planes }: InjectionFacts, { see, optsIn }: NamespaceSearch) {
  const { namespace, podTemplate } = facts;
  const selecting = planes.filter(({ namespaceSelector: selector }) => selector !== undefined && matches(selector, namespace.labels));
  see(`istio.namespaceSelector matches the namespace ${namespace.name ?? "(none)"}`, selecting.length > 0, labelsOfNamespace(namespace));
  if (selecting.length === 0) return optsIn ? ownPlane(podTemplate, { planes, see }) : no("NamespaceNotSelected");
  const asked = textOf(namespace.labels, labels.revision) ?? textOf(labelsOf(podTemplate), labels.revision);
  return { plane: (asked === undefined ? undefined : planeNamed(planes, asked)) ?? (selecting.at(-1) as ControlPlane) };
}

function labelledPlane({ facts, planes }: InjectionFacts, { key, see, optsIn }: NamespaceSearch) {
  const { namespace, podTemplate } = facts;
  const injection = see(
    `namespace label ${labels.injection}`,
    textOf(namespace.labels, labels.injection),
    labelsOfNamespace(namespace, labels.injection),
  );
  if (injection === "enabled") return defaultPlane(planes);
  if (injection !== undefined) return optsIn ? ownPlane(podTemplate, { planes, see }) : no("NamespaceDisabled");
  const revision = see(
    `namespace label ${labels.revision}`,
    textOf(namespace.labels, labels.revision),
    labelsOfNamespace(namespace, labels.revision),
  );
  if (revision !== undefined) return servedPlane(planes, revision);
  const named = textOf(labelsOf(podTemplate), labels.revision) !== undefined;
  if (named || optsIn || (key.from === "label" && key.value === "true")) return ownPlane(podTemplate, { planes, see });
  see(`pod label ${labels.revision}`, undefined);
  const byDefault = planes.some((plane) => isDefault(plane) && plane.enableNamespacesByDefault);
  see("istio.enableNamespacesByDefault", byDefault);
  return byDefault && key.from !== "label" ? defaultPlane(planes) : no("NamespaceNotLabelled");
}

/** The control plane that the pod itself names, else the default one. */
function ownPlane(podTemplate: ValueMap, { planes, see }: { readonly planes: readonly ControlPlane[]; readonly see: See }) {
  const revision = see(
    `pod label ${labels.revision}`,
    textOf(labelsOf(podTemplate), labels.revision),
    podPlace("metadata", "labels", labels.revision),
  );
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

/** The control plane that a rollout moves a pod to. A namespace or pod that names its revision, not a tag of it, stays there. */
function planeInWave(plane: ControlPlane, { facts, planes, rollout }: InjectionFacts, see: See): ControlPlane {
  if (rollout === undefined || plane !== planes[0]) return plane;
  const { revision, tags } = plane;
  const named = [facts.namespace.labels, labelsOf(facts.podTemplate)].map((map) => textOf(map, labels.revision));
  if (revision !== "" && !tags.includes(revision) && named.includes(revision)) return plane;
  const wave = waveOf(rollout.member, rollout.waves);
  const { namespace, name } = rollout.member;
  see(`istio.rollout takes ${namespace}/${name} to ${rollout.to.revision}`, wave === undefined ? false : `wave ${wave}`);
  return wave === undefined ? plane : rollout.to;
}

interface Rules {
  readonly key: InjectKey;
  readonly podLabels: ValueMap;
  readonly see: See;
}

const policies: Readonly<Record<string, ReasonCode>> = { enabled: "InMesh", disabled: "PolicyDisabled" };

/**
 * What the control plane itself decides when it is asked. An unknown policy injects nothing, whatever else says yes.
 */
function applyRules(plane: ControlPlane, { key, podLabels, see }: Rules): Verdict {
  const policy = Object.hasOwn(policies, plane.policy) ? (policies[plane.policy] as ReasonCode) : "PolicyUnknown";
  if (policy === "PolicyUnknown") {
    see("policy", plane.policy);
    return no(policy, plane);
  }
  if (key.value === "true") return yes("OptedIn", plane);
  const match = (selectors: readonly Selector[]) => selectors.some((selector) => selector.length > 0 && matches(selector, podLabels));
  if (see("neverInjectSelector matches the pod", match(plane.neverInjectSelector))) return no("NeverInjectSelector", plane);
  if (see("alwaysInjectSelector matches the pod", match(plane.alwaysInjectSelector))) return yes("AlwaysInjectSelector", plane);
  see("policy", plane.policy);
  return policy === "InMesh" ? yes(policy, plane) : no(policy, plane);
}

function textOf(map: ValueMap, key: string): string | undefined {
  return Object.hasOwn(map, key) ? shownText(map[key] as Value) : undefined;
}
