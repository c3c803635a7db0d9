import type { PodFacts } from "../../decide/facts.ts";
import type { Graft, GraftLever } from "../../graft/graft.ts";
import { replaceAt } from "../../graft/replace-at.ts";
import { annotations, labels } from "../../istio/names.ts";
import { labelsOf, specOf } from "../../kube/pod.ts";
import type { SidecarConfig } from "../../sidecar/config.ts";
import { at, isMap, mapAt, type Value, type ValueMap, withKey } from "../../value/value.ts";
import type { Spec } from "../config/config-schema.ts";

/** Something that a user could do to change a decision. */
interface Lever {
  /** `the pod's label team=a`. */
  readonly text: string;
  readonly pull: (facts: PodFacts) => PodFacts;
}

/**
 * What would reverse a decision: the levers of rules of this kind, each tried by deciding again with it. Pairs are
 * tried only if no single one works.
 */
export function whatWouldChange(graft: Graft, facts: PodFacts, spec: Spec): readonly string[] {
  const levers = leversOf(graft, facts, spec);
  const { inject } = graft.decide(facts);
  const turns = (tried: PodFacts) => graft.decide(tried).inject !== inject;
  const single = levers.filter(({ pull }) => turns(pull(facts)));
  if (single.length > 0) return single.map(({ text }) => text);
  const pairs = levers.flatMap((first, i) => levers.slice(i + 1).map((second) => [first, second] as const));
  return pairs
    .filter(([first, second]) => turns(second.pull(first.pull(facts))))
    .map(([first, second]) => `${first.text} and ${second.text}`);
}

function leversOf({ name, levers: given }: Graft, facts: PodFacts, spec: Spec): readonly Lever[] {
  const own = spec.sidecars?.find((sidecar) => sidecar.name === name);
  const levers = given ? given.map(graftLever) : own ? sidecarLevers(own) : istioLevers(spec);
  const hostNetwork = specOf(facts.podTemplate).hostNetwork === true ? [withoutField("spec", "hostNetwork")] : [];
  return [...levers.filter(({ pull }) => pull(facts) !== facts), ...hostNetwork];
}

function graftLever({ of, labels: given }: GraftLever): Lever {
  return of === "podTemplate" ? podLabels(given) : namespaceLabels(given);
}

function sidecarLevers({ optIn, namespaceSelector, podSelector }: SidecarConfig): readonly Lever[] {
  return [
    ...(optIn === undefined ? [] : [podLabels({ [optIn]: "true" }), podLabels({ [optIn]: "false" })]),
    ...(namespaceSelector?.matchLabels ? [namespaceLabels(namespaceSelector.matchLabels)] : []),
    ...(podSelector?.matchLabels ? [podLabels(podSelector.matchLabels)] : []),
  ];
}

function istioLevers({ istio = {} }: Spec): readonly Lever[] {
  const revisions = [...(istio.tags ?? []), ...(istio.revisions ?? []).map(({ name }) => name)].filter((name) => name !== "default");
  const selector = istio.namespaceSelector?.matchLabels;
  return [
    podLabels({ [labels.inject]: "true" }),
    podLabels({ [labels.inject]: "false" }),
    withoutField("metadata", "labels", labels.inject),
    withoutField("metadata", "annotations", annotations.inject),
    ...(istio.namespaceSelector ? [] : [namespaceLabels({ [labels.injection]: "enabled" })]),
    ...(istio.namespaceSelector ? [] : revisions.map((name) => namespaceLabels({ [labels.revision]: name }))),
    ...(selector ? [namespaceLabels(selector)] : []),
  ];
}

type Labels = Readonly<Record<string, string>>;

function labelText(given: Labels): string {
  return `${Object.keys(given).length > 1 ? "labels" : "label"} ${Object.entries(given)
    .map(([key, value]) => `${key}=${value}`)
    .join(",")}`;
}

function podLabels(given: Labels): Lever {
  return { text: `the ${labelText(given)} on the pod template`, pull: (facts) => withPodLabels(facts, given) };
}

function namespaceLabels(given: Labels): Lever {
  return { text: `the ${labelText(given)} on the namespace`, pull: (facts) => withNamespaceLabels(facts, given) };
}

function withoutField(...path: readonly string[]): Lever {
  const [key, ...above] = [...path].reverse() as [string, ...string[]];
  const parent = above.reverse();
  return {
    text: `the pod template without ${path.slice(0, 2).join(".")}${path.length > 2 ? `[${key}]` : ""}`,
    pull: (facts) => {
      const map = at(facts.podTemplate, ...parent);
      if (!isMap(map) || !Object.hasOwn(map, key)) return facts;
      return { ...facts, podTemplate: replaceAt(facts.podTemplate, parent, withKey(map, key, undefined)) as ValueMap };
    },
  };
}

/** The facts with more labels on the pod template; the same facts if it already has them. */
export function withPodLabels(facts: PodFacts, given: Labels): PodFacts {
  const before = labelsOf(facts.podTemplate);
  const after = withAll(before, given);
  if (after === before) return facts;
  const metadata = withKey(mapAt(facts.podTemplate, "metadata"), "labels", after);
  return { ...facts, podTemplate: withKey(facts.podTemplate, "metadata", metadata) };
}

/** The same for the namespace, which then counts as known. */
export function withNamespaceLabels(facts: PodFacts, given: Labels): PodFacts {
  const after = withAll(facts.namespace.labels, given);
  return after === facts.namespace.labels ? facts : { ...facts, namespace: { ...facts.namespace, labels: after, isKnown: true } };
}

function withAll(map: ValueMap, given: Labels): ValueMap {
  return Object.entries(given).reduce<ValueMap>(
    (all, [key, value]) => (all[key] === (value as Value) ? all : withKey(all, key, value)),
    map,
  );
}
