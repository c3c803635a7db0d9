import { type Diagnostic, diagnostic } from "../../diagnostic/diagnostic.ts";
import { namespaceKeys } from "../../istio/lint/namespace-keys.ts";
import { equal, mapAt, newMap, type ValueMap } from "../../value/value.ts";
import type { Spec } from "../config/config-schema.ts";
import type { LoadedObject } from "../load.ts";

/** The faults of the namespaces in the input and in the configuration, before any workload needs them. */
export function namespaceFindings(objects: readonly LoadedObject[], spec: Spec): readonly Diagnostic[] {
  const namespaces = objects.filter(({ object: { identity } }) => identity.kind === "Namespace" && identity.apiVersion === "v1");
  // If a selector decides, Istio's labels do not.
  const isByLabels = spec.istio !== undefined && spec.istio.namespaceSelector === undefined;
  return [...twice(namespaces), ...(isByLabels ? [...namespaces.flatMap(keysOf), ...knownKeys(spec)] : [])];
}

function keysOf({ object: { identity, value }, location }: LoadedObject): readonly Diagnostic[] {
  const [labels, annotations] = [mapAt(value, "metadata", "labels"), mapAt(value, "metadata", "annotations")];
  return namespaceKeys({ name: identity.name, labels, annotations }).map((told) => ({ ...told, resource: identity, location }));
}

function knownKeys({ namespaces }: Spec): readonly Diagnostic[] {
  return (namespaces?.known ?? []).flatMap(({ name, labels, annotations }, i) =>
    namespaceKeys({ name, labels: copied(labels), annotations: copied(annotations) }).map((told) => ({
      ...told,
      field: { ...told.field, path: `spec.namespaces.known[${i}].${told.field?.path.replace(/^metadata\./, "")}` },
    })),
  );
}

function copied(map: Readonly<Record<string, string>> | undefined): ValueMap {
  return Object.assign(newMap(), map);
}

/** Two Namespaces of one name with other labels: only those of the last one count. */
function twice(namespaces: readonly LoadedObject[]): readonly Diagnostic[] {
  return namespaces.flatMap(({ object: { identity, value }, location }, i) => {
    const last = namespaces.findLast((other) => other.object.identity.name === identity.name) as LoadedObject;
    const isOverruled =
      last !== namespaces[i] && !equal(mapAt(value, "metadata", "labels"), mapAt(last.object.value, "metadata", "labels"));
    if (!isOverruled) return [];
    const where = `${last.location.file}${last.location.line === undefined ? "" : `:${last.location.line}`}`;
    return diagnostic("NamespaceTwice", {
      resource: identity,
      location,
      message: `The labels of the Namespace ${identity.name} do not count here: ${where} has one with that name and other labels, and the last one counts`,
      fix: "keep one of them, or give both the same labels",
      field: { path: "metadata.labels" },
    });
  });
}
