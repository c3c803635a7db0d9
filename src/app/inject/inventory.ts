import type { NamespaceFacts } from "../../decide/facts.ts";
import type { Location } from "../../diagnostic/diagnostic.ts";
import { nearest } from "../../diagnostic/nearest.ts";
import type { KrmObject } from "../../krm/objects.ts";
import { isNamespaceLimit } from "../../kube/namespace-limits.ts";
import { mapAt, newMap, type ValueMap, withKey } from "../../value/value.ts";
import type { Spec } from "../config/config-schema.ts";

/** What is known about each namespace: from the Namespace in the input, or else from the configuration. */
export type Namespaces = (name: string | undefined) => NamespaceFacts;

/** The label that every namespace carries. Source: Kubernetes well-known labels, `kubernetes.io/metadata.name`. */
const NAME_LABEL = "kubernetes.io/metadata.name";

export function namespacesOf(objects: readonly { object: KrmObject; location: Location }[], spec: Spec): Namespaces {
  const found = new Map<string, NamespaceFacts>();
  for (const { name, labels, annotations } of spec.namespaces?.known ?? []) {
    found.set(name, { name, labels: withName(name, copy(labels)), annotations: copy(annotations), isKnown: true });
  }
  for (const { object, location } of objects) {
    const { kind, apiVersion, name } = object.identity;
    if (kind !== "Namespace" || apiVersion !== "v1") continue;
    const labels = mapAt(object.value, "metadata", "labels");
    found.set(name, {
      name,
      labels: withName(name, labels),
      annotations: mapAt(object.value, "metadata", "annotations"),
      isKnown: true,
      source: location,
    });
  }
  const nameless = spec.namespaces?.default;
  const limited = objects.filter(({ object }) => isNamespaceLimit(object.identity)).map(({ object }) => object);
  return (wanted) => {
    const name = wanted ?? nameless;
    const limits = limited.filter(({ identity }) => (identity.namespace ?? nameless) === name).map(({ value }) => value);
    const facts = factsOf(name, found);
    return limits.length > 0 ? { ...facts, limits } : facts;
  };
}

function factsOf(name: string | undefined, found: ReadonlyMap<string, NamespaceFacts>): NamespaceFacts {
  if (name === undefined) return { labels: newMap(), annotations: newMap(), isKnown: false };
  const known = found.get(name);
  if (known) return known;
  const meant = nearest(name, found.keys());
  const facts = { name, labels: withName(name, newMap()), annotations: newMap(), isKnown: false };
  return meant === undefined ? facts : { ...facts, meant };
}

function withName(name: string, labels: ValueMap): ValueMap {
  return withKey(labels, NAME_LABEL, name);
}

function copy(map: Readonly<Record<string, string>> | undefined): ValueMap {
  return Object.assign(newMap(), map);
}
