import type { Diagnostic, Location } from "../diagnostic/diagnostic.ts";
import type { PodFacts } from "./facts.ts";
import type { ReasonCode } from "./reasons.ts";

/** One fact that was looked at on the way to a decision, with where it is. */
export interface Evidence {
  /** What was looked at: `namespace team-a`, `pod label logging`. */
  readonly fact: string;
  /** What was found there. */
  readonly found: string;
  readonly source?: Location;
  /** The field of the pod template or its namespace with it, if it is a single field. */
  readonly place?: FactPlace;
}

export interface FactPlace {
  readonly of: "podTemplate" | "namespace";
  readonly path: readonly string[];
}

/** Whether a graft goes into a pod template, why, and every fact consulted, in order. */
export interface Decision {
  readonly inject: boolean;
  readonly code: ReasonCode;
  /** The form that goes in, in a few words, if some workloads get another one: `revision 1-31`. */
  readonly variant?: string;
  readonly evidence: readonly Evidence[];
  /** What the user should know about the facts themselves. */
  readonly diagnostics: readonly Diagnostic[];
}

export interface RuleResult {
  readonly evidence?: readonly Evidence[];
  readonly diagnostics?: readonly Diagnostic[];
  /** Present if the rule decides; later rules are not asked. */
  readonly verdict?: { readonly inject: boolean; readonly code: ReasonCode };
}

/** A rule looks at facts and decides, or leaves it to the next one. */
export type Rule<Facts> = (facts: Facts) => RuleResult;

/**
 * For kinds whose pods get only metadata: Knative refuses in its templates what injectors add, and their webhooks
 * inject the pods that it makes.
 */
export function metadataOnly({ workload }: PodFacts): Decision {
  return { inject: false, code: "MetadataOnly", evidence: [{ fact: "kind", found: workload.kind }], diagnostics: [] };
}

/** Asks the rules in order until one decides. The last rule must decide. */
export function decide<Facts>(rules: readonly Rule<Facts>[], facts: Facts): Decision {
  const evidence: Evidence[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const rule of rules) {
    const result = rule(facts);
    if (result.evidence) evidence.push(...result.evidence);
    if (result.diagnostics) diagnostics.push(...result.diagnostics);
    const { verdict } = result;
    if (verdict) return { inject: verdict.inject, code: verdict.code, evidence, diagnostics };
  }
  throw new Error("no rule decided");
}
