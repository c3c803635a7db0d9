import type { ValueMap } from "../../value/value.ts";
import type { PodContext } from "../pod-context.ts";

/**
 * A step after the merge: the pod with one thing seen to; the same object where there was nothing to do. `templatePod` holds the
 * templates' partial pods, merged with each other only.
 */
export type PostStep = (pod: ValueMap, context: PodContext, templatePod: ValueMap) => ValueMap;
