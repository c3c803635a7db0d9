import type { Diagnostic } from "../diagnostic/diagnostic.ts";
import type { CelVariable } from "../kube/cel-pod.ts";

/** How an admission policy tells a pod that should carry a graft and does not, in CEL. */
export interface GuardRule {
  readonly graft: string;
  /** Further variables of the policy that the expressions use, each after those that it uses itself. */
  readonly variables: readonly CelVariable[];
  /** What holds for a pod that should carry it, all of it: what `decide` says of its template. */
  readonly wanted: readonly string[];
  /** What a pod that carries it has; empty where nothing can be asked. */
  readonly marks: readonly GuardMark[];
  /** What the policy does not guard, and why. */
  readonly diagnostics: readonly Diagnostic[];
}

export interface GuardMark {
  readonly carried: string;
  /** What a pod without it lacks, as a message goes on after the graft's name: `has no container proxy`. */
  readonly lacks: string;
}
