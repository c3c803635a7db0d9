import type { Decision } from "../decide/decision.ts";
import { annotationsOf } from "../kube/pod.ts";
import { at, type ValueMap } from "../value/value.ts";
import { parseJson } from "./go-json.ts";
import { annotations } from "./names.ts";
import type { InjectionDecision } from "./rules/decide-injection.ts";

/** The revision that injects a pod by Istio's decision about it; undefined if none does. */
export function servingRevision(decision: Decision | InjectionDecision): string | undefined {
  if (!decision.inject || !("plane" in decision) || decision.plane === undefined) return undefined;
  return decision.plane.revision || "default";
}

/** The revision that injected a pod, as its status says; undefined if it says nothing. */
export function injectedRevision(podTemplate: ValueMap): string | undefined {
  const status = annotationsOf(podTemplate)[annotations.status];
  const revision = typeof status === "string" ? at(parseJson(status), "revision") : undefined;
  return typeof revision === "string" && revision !== "" ? revision : undefined;
}
