import type { Location, ResourceIdentity } from "../diagnostic/diagnostic.ts";
import { describe } from "../kube/describe.ts";
import { isList, isMap, type Value, type ValueMap } from "../value/value.ts";

/** What a rule may look at: one pod template of a workload, in its namespace. */
export interface PodFacts {
  readonly workload: ResourceIdentity;
  /** Labels, annotations and spec as they were before any graft. */
  readonly podTemplate: ValueMap;
  readonly namespace: NamespaceFacts;
  /** The kind's controller refuses most of a pod's spec (Knative). */
  readonly metadataOnly?: true;
}

export interface NamespaceFacts {
  /** Absent if the workload names none and there is no default. */
  readonly name?: string;
  /** If the namespace is not known: only the label that every namespace has. */
  readonly labels: ValueMap;
  readonly annotations: ValueMap;
  /** Whether the labels were found in the input or in the configuration. */
  readonly isKnown: boolean;
  /** If it is not known: the known one that was probably meant. */
  readonly meant?: string;
  readonly source?: Location;
  /** Its LimitRanges and ResourceQuotas in the input. */
  readonly limits?: readonly ValueMap[];
}

/**
 * The value of a label or annotation: "" for null, as Go reads it; a map or a list, which no cluster accepts, in a few
 * words.
 */
export function shownText(value: Value): string {
  if (value === null) return "";
  return isMap(value) || isList(value) ? describe(value) : String(value);
}
