import type { Evidence } from "../../decide/decision.ts";
import type { ReasonCode } from "../../decide/reasons.ts";
import type { GraftTold, Location, ResourceIdentity } from "../../diagnostic/diagnostic.ts";

/** The decisions about one pod template. */
export interface Explanation {
  readonly resource: ResourceIdentity;
  /** Absent for an assumed pod. */
  readonly location?: Location;
  /** The namespace that counts, if there is one. */
  readonly namespace?: string;
  /** The path of the pod template; "" if the object itself is one. */
  readonly podTemplate: string;
  readonly decisions: readonly ExplainedDecision[];
}

/** With the version that goes in or is in the pod, if it is known. */
export interface ExplainedDecision extends Omit<GraftTold, "name" | "why"> {
  readonly graft: string;
  readonly inject: boolean;
  readonly code: ReasonCode;
  readonly reason: string;
  /** Every fact consulted, in order, with its place. */
  readonly evidence: readonly Omit<Evidence, "place">[];
  /** The changes that would each reverse the decision. */
  readonly wouldChange: readonly string[];
}

/** Labels that pods and namespaces are also assumed to have. */
export interface Supposed {
  readonly podLabels?: Readonly<Record<string, string>> | undefined;
  readonly namespaceLabels?: Readonly<Record<string, string>> | undefined;
}
