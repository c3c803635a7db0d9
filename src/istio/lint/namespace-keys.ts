import { type Diagnostic, diagnostic } from "../../diagnostic/diagnostic.ts";
import { nearest } from "../../diagnostic/nearest.ts";
import type { ValueMap } from "../../value/value.ts";
import { labelTable } from "../label-table.ts";

const { injection, revision } = labelTable;

/** A namespace by its labels and annotations. */
export interface LabelledNamespace {
  readonly name: string;
  readonly labels: ValueMap;
  readonly annotations: ValueMap;
}

/**
 * Labels and annotations of a namespace that look as if they put it into the mesh, but do not: another key, another
 * value, or the key as an annotation.
 *
 * Source: istio manifests/charts/istio-control/istio-discovery/templates/mutatingwebhook.yaml namespaceSelector.
 */
export function namespaceKeys(namespace: LabelledNamespace): readonly Diagnostic[] {
  const labelled = Object.keys(namespace.labels).flatMap((key) => labelFault(namespace, key));
  const annotated = Object.keys(namespace.annotations).flatMap((key) => {
    const meant = meantLabel(key) ?? (asks(key) ? key : undefined);
    return meant === undefined ? [] : ignored(namespace, { which: "annotations", key, meant });
  });
  return [...labelled, ...annotated];
}

function labelFault(namespace: LabelledNamespace, key: string): readonly Diagnostic[] {
  const meant = meantLabel(key);
  if (meant !== undefined) return [ignored(namespace, { which: "labels", key, meant })];
  const value = namespace.labels[key];
  if (key !== injection.name || value === "enabled" || value === "disabled") return [];
  const near = ["true", "yes", "on"].includes(String(value)) ? "enabled" : nearest(String(value), ["enabled", "disabled"]);
  return [
    diagnostic("IgnoredNamespaceKey", {
      message: `The label ${key} of the namespace ${namespace.name} is ${JSON.stringify(value)}: Istio injects nothing there, since only "enabled" asks for it`,
      fix: `write ${key}: ${near ?? "enabled, or disabled"}`,
      field: { path: `metadata.labels[${key}]`, current: value ?? null },
    }),
  ];
}

function asks(key: string): boolean {
  return key === injection.name || key === revision.name;
}

/** The label that a key most likely means: any other key about Istio and injection, or about its revision. */
function meantLabel(key: string): string | undefined {
  if (asks(key) || !/istio/i.test(key)) return undefined;
  if (/inj/i.test(key)) return injection.name;
  return /^istio(?:\.io)?[./_-]?rev(?:ision)?$/i.test(key) ? revision.name : undefined;
}

interface Ignored {
  readonly which: "labels" | "annotations";
  readonly key: string;
  readonly meant: string;
}

function ignored({ name, labels: given }: LabelledNamespace, { which, key, meant }: Ignored): Diagnostic {
  return diagnostic("IgnoredNamespaceKey", {
    message: `The ${which.slice(0, -1)} ${key} of the namespace ${name} has no effect: Istio reads the label ${meant} there`,
    fix: given[meant] === undefined ? `write the label ${meant}` : `remove it: the label ${meant} is there`,
    field: { path: `metadata.${which}[${key}]` },
  });
}
