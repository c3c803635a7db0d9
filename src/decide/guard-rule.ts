import type { Diagnostic } from "../diagnostic/diagnostic.ts";
import type { CelVariable } from "../kube/cel-pod.ts";

/** How an admission policy finds a pod that lacks a graft it should have, in CEL. */
export interface GuardRule {
  readonly graft: string;
  /** Further variables of the policy that the expressions use, each after those that it uses itself. */
  readonly variables: readonly CelVariable[];
  /** Conditions that are all true for a pod that should have it: what `decide` says about its template. */
  readonly wanted: readonly string[];
  /** What a pod with the graft has; empty if nothing can be checked. */
  readonly marks: readonly GuardMark[];
  /** The expressions read a ServiceAccount as `params`: the policy is evaluated once for each one of the pod's namespace. */
  readonly perAccount?: boolean | undefined;
  /** What the policy does not guard, and why. */
  readonly diagnostics: readonly Diagnostic[];
}

export interface GuardMark {
  readonly carried: string;
  /** What a pod without it lacks, as the rest of a message after the graft's name: `has no container proxy`. */
  readonly lacks: string;
}
