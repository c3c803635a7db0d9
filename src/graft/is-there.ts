import { allContainers } from "../kube/pod.ts";
import { equal, type ValueMap } from "../value/value.ts";
import type { Applied, Graft } from "./graft.ts";

/**
 * Whether a pod template had a graft before podgraft put it there: its containers by name, each of them, and of an injector's,
 * which bring others with other settings, any. One without containers is there where it changes nothing.
 */
export function isThere({ onConflict }: Graft, { patch, podTemplate }: Applied, before: ValueMap): boolean {
  // One without an image changes a container of the pod's own.
  const names = allContainers(patch).flatMap(({ container: { name, image } }) => (image === undefined ? [] : [name]));
  if (names.length === 0) return equal(before, podTemplate);
  const had = allContainers(before).map(({ container }) => container.name);
  const has = (name: (typeof names)[number]) => had.includes(name);
  return onConflict === undefined ? names.some(has) : names.every(has);
}
