import type { Decision } from "../decide/decision.ts";
import type { PodFacts } from "../decide/facts.ts";
import type { Diagnostic } from "../diagnostic/diagnostic.ts";
import type { Value, ValueMap } from "../value/value.ts";
import type { OuterMetadata } from "./misplaced-keys.ts";

/** Something that can be grafted into a pod template: a sidecar of the user's own, or Istio's. */
export interface Graft {
  readonly name: string;
  /** As messages call it: `the sidecar x`, `Istio`. */
  readonly party: string;
  /** It goes in beside whatever the pod itself has, as its own injector would put it there: `review` tells what does not go together. */
  readonly takesPodAsItIs?: true;
  /** Whether it goes into a pod template, with every fact consulted. */
  readonly decide: (facts: PodFacts) => Decision;
  /** Puts it into the pod template that holds the earlier grafts. */
  readonly apply: (subject: GraftSubject) => Applied;
  /** What the user should know of a pod template once all grafts are in it, or of one that this graft did not go into. */
  readonly review?: (reviewed: Reviewed) => readonly Diagnostic[];
}

export interface Reviewed {
  readonly facts: PodFacts;
  /** The pod template with all grafts; undefined where this graft did not go in. */
  readonly injected: ValueMap | undefined;
  readonly workloadMetadata: ValueMap;
  /** The metadata around the pod template, outermost first; what is around several is given with the first of them. */
  readonly outer: readonly OuterMetadata[];
}

export interface GraftSubject {
  readonly facts: PodFacts;
  /** With the earlier grafts. */
  readonly podTemplate: ValueMap;
  /** The names of the containers that the pod template had before anything was grafted into it. */
  readonly appContainers: readonly string[];
}

/** A partial pod template that was rendered. */
export interface Rendered {
  readonly patch: Value;
  readonly diagnostics: readonly Diagnostic[];
}

export interface Applied {
  readonly podTemplate: ValueMap;
  /** What it brought, as a partial pod template: what it answers for. */
  readonly patch: Value;
  readonly diagnostics: readonly Diagnostic[];
}
