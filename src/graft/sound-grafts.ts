import { imageFault } from "../kube/image-reference.ts";
import { takenWhole } from "../kube/patch-directives.ts";
import { allContainers } from "../kube/pod.ts";
import { podTemplateSchema } from "../kube/schema.ts";
import { storedForm } from "../kube/stored-form.ts";
import { unknownPorts } from "../kube/unknown-ports.ts";
import { areSoundAdditions } from "../kube/validate/sound-additions.ts";
import { remembered } from "../value/remembered.ts";
import type { ValueMap } from "../value/value.ts";
import type { Grafting } from "./grafting.ts";
import { type GraftedPod, optionsOf } from "./invalid-pod.ts";

/**
 * Whether grafts that only add to a pod surely need nothing that is not there, break no rule of the API server's and are in the form
 * in which that stores them, so that none of this must be asked of the pod: mostly so for own sidecars, which bring the same to
 * every pod.
 */
export function areSurelySound({ before, contributions }: Grafting, pod: Omit<GraftedPod, "podTemplate">): boolean {
  const patches: ValueMap[] = [];
  for (const { applied } of contributions) {
    if (!applied.isFixed || applied.diagnostics.length > 0) return false;
    patches.push(applied.patch as ValueMap);
  }
  return patches.every((patch) => isWhole(patch)) && areSoundAdditions(patches, before, optionsOf(pod));
}

/** Whether a patch is added as it is, with all that its containers ask for. */
const isWhole = remembered(
  (patch: ValueMap): boolean =>
    takenWhole(patch) === patch &&
    storedForm(patch, undefined, podTemplateSchema) === patch &&
    allContainers(patch).every(({ container: { image } }) => typeof image === "string" && imageFault(image) === undefined) &&
    unknownPorts(patch).length === 0,
);
