import { remembered } from "../../value/remembered.ts";
import { isList, isMap, type Value, type ValueMap, withKey } from "../../value/value.ts";
import { allContainers, portsOf } from "../pod.ts";
import { isSpecial, takesAnnotations } from "./annotation-rules.ts";
import { EMPTY, isSet, listOf, mapOf, type PodFacts } from "./fault.ts";
import { asksForHostProcess } from "./os-rules.ts";
import { ASKING, factsOf, isClaim, type PodOptions, validatePod } from "./validate-pod.ts";

/**
 * Whether templates that only add parts of other names to a pod template surely break no rule there that holds without them:
 * each is sound by itself and names nothing that it does not bring. Where this says no, they may still be sound.
 */
export function areSoundAdditions(patches: readonly ValueMap[], before: ValueMap, options: PodOptions): boolean {
  const spec = mapOf(before, "spec");
  if (!spec || listOf(spec, "containers").length === 0 || asksForHostProcess(spec)) return false;
  for (const key of ASKING) if (isSet(spec, key)) return false;
  const facts = factsOf(spec, options);
  if (facts.os !== undefined) return false;
  const annotationsOf = soundWith(facts);
  let characters = 0;
  for (const patch of patches) {
    const length = annotationsOf(patch);
    if (length === undefined || hasClaimed(patch, options.claims)) return false;
    characters += length;
  }
  return takesAnnotations(mapOf(mapOf(before, "metadata"), "annotations") ?? EMPTY, characters);
}

const FIELDS: { readonly [field: string]: readonly string[] } = {
  metadata: ["labels", "annotations"],
  spec: ["containers", "initContainers", "volumes"],
};

/** By what is known of a pod: the characters of a template's annotations where it is sound in a pod of its own; else undefined. */
const soundWith = remembered((facts: PodFacts) => remembered((patch: ValueMap) => charactersIfSound(patch, facts)));

function charactersIfSound(patch: ValueMap, facts: PodFacts): number | undefined {
  for (const key in patch) {
    const part = patch[key] as Value;
    const fields = FIELDS[key];
    if (!fields || !isMap(part)) return undefined;
    for (const field in part) if (!fields.includes(field)) return undefined;
  }
  const annotations = mapOf(mapOf(patch, "metadata"), "annotations") ?? EMPTY;
  if (Object.keys(annotations).some(isSpecial)) return undefined;
  const { minor, isPod } = facts;
  const options = { minor, kind: isPod ? "Pod" : undefined, partial: true };
  const pod = withKey(patch, "spec", withFacts(mapOf(patch, "spec") ?? EMPTY, facts));
  if (takesHostPort(pod) || validatePod(pod, options).length > 0) return undefined;
  return Object.entries(annotations).reduce((sum, [key, value]) => sum + key.length + String(value).length, 0);
}

function withFacts(spec: ValueMap, { restartPolicy, gracePeriod }: PodFacts): ValueMap {
  const ending = withKey(spec, "terminationGracePeriodSeconds", gracePeriod);
  return restartPolicy === "" ? ending : withKey(ending, "restartPolicy", restartPolicy);
}

/** A volume whose place a claim takes. */
function hasClaimed(patch: ValueMap, claims: Value | undefined): boolean {
  return isList(claims) && listOf(mapOf(patch, "spec"), "volumes").some((volume) => isMap(volume) && isClaim(volume, claims));
}

/** Another container of the pod may take the same one. */
function takesHostPort(pod: ValueMap): boolean {
  return allContainers(pod).some(({ container }) => portsOf(container).some((port) => isSet(port, "hostPort")));
}
