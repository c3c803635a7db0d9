import type { Decision } from "../../decide/decision.ts";
import type { ControlPlane, InjectionFacts } from "./control-plane.ts";
import { explainInjection } from "./explain-injection.ts";
import { judgeInjection } from "./judge-injection.ts";

export interface InjectionDecision extends Decision {
  /** The control plane that injects, or would; undefined if none is concerned. */
  readonly plane: ControlPlane | undefined;
}

/** Whether a pod template gets Istio's sidecar, from which control plane, and what to report about it. */
export function decideInjection(facts: InjectionFacts): InjectionDecision {
  const judgement = judgeInjection(facts);
  const { inject, code, plane, evidence } = judgement;
  const variant = inject && plane && facts.rollout ? { variant: `revision ${plane.revision || "default"}` } : {};
  return { inject, code, plane, evidence, ...variant, diagnostics: explainInjection(facts, judgement) };
}
