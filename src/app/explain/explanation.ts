import type { Evidence } from "../../decide/decision.ts";
import type { ReasonCode } from "../../decide/reasons.ts";
import type { GraftTold, Location, ResourceIdentity } from "../../diagnostic/diagnostic.ts";

/** What is decided about one pod template. */
export interface Explanation {
  readonly resource: ResourceIdentity;
  /** Absent for a pod that is only supposed. */
  readonly location?: Location;
  /** The namespace that counts, where there is one. */
  readonly namespace?: string;
  /** Where the pod template is; "" where the object itself is one. */
  readonly podTemplate: string;
  readonly decisions: readonly ExplainedDecision[];
}

/** With the version that goes in or is in the pod, where one is known. */
export interface ExplainedDecision extends Omit<GraftTold, "name" | "why"> {
  readonly graft: string;
  readonly inject: boolean;
  readonly code: ReasonCode;
  readonly reason: string;
  /** Every fact consulted, in order, with the place where it is. */
  readonly evidence: readonly Omit<Evidence, "place">[];
  /** What would turn the decision round, each of it alone. */
  readonly wouldChange: readonly string[];
}

/** Labels that pods and namespaces are supposed to have, too. */
export interface Supposed {
  readonly podLabels?: Readonly<Record<string, string>> | undefined;
  readonly namespaceLabels?: Readonly<Record<string, string>> | undefined;
}
