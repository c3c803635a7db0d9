import { hasErrors } from "../diagnostic/diagnostic.ts";
import { allContainers, annotationTexts, labelTexts, type PlacedContainer, runningContainers, volumesOf } from "../kube/pod.ts";
import { equal, type Value, type ValueMap } from "../value/value.ts";
import type { Applied, Graft } from "./graft.ts";

/** An injector's container that a pod template already had, with another image, before podgraft added it. */
export interface OtherImage {
  /** From the pod template on. */
  readonly path: string;
  readonly before: Value | undefined;
  readonly expected: Value | undefined;
  /** Injection leaves it, and adds to it. */
  readonly stays: boolean;
}

/**
 * If a pod template already had a graft before podgraft added it, the differing images of the graft's containers;
 * otherwise undefined. A graft is recognised as an admission policy recognises it: by the names of all its containers;
 * for an injector, which adds other containers with other settings, only of those that keep running. A graft without
 * containers is recognised by its labels and annotations, or else by its volumes; a graft with none of these, by
 * changing nothing. If an own sidecar's image differs, that is a conflict, reported as such.
 */
export function othersThere(graft: Graft, applied: Applied, before: ValueMap): readonly OtherImage[] | undefined {
  const { patch, podTemplate, diagnostics, ownImages = [] } = applied;
  const { onConflict, status } = graft;
  if (hasErrors(diagnostics)) return undefined;
  if (equal(before, podTemplate)) return [];
  if (status !== undefined && !(status in annotationTexts(before))) return undefined;
  // A container without an image changes one of the pod's own containers.
  const hasImage = ({ container }: PlacedContainer) => container.image !== undefined;
  const brought = allContainers(patch).filter(hasImage);
  if (brought.length === 0) return isMarked(patch, before, onConflict === "keep") ? [] : undefined;
  const needed = onConflict === undefined ? runningContainers(patch).filter(hasImage) : brought;
  if (!needed.every(({ container: { name } }) => named(before, name))) return undefined;
  if (onConflict !== undefined) return [];
  return needed
    .filter(({ container: { name } }) => !ownImages.includes(String(name)))
    .flatMap((placed) => otherImage(placed, before, podTemplate));
}

function named(pod: ValueMap, name: Value | undefined): PlacedContainer | undefined {
  return allContainers(pod).find(({ container }) => container.name === name);
}

function otherImage({ container: { name, image: expected } }: PlacedContainer, before: ValueMap, after: ValueMap): readonly OtherImage[] {
  const [had, has] = [named(before, name), named(after, name)];
  const image = had?.container.image;
  if (image === expected) return [];
  return [{ path: `spec.${had?.list}[${name}].image`, before: image, expected, stays: has?.container.image !== expected }];
}

/** Whether a pod has a patch's labels and annotations; if the patch has none, its volumes. */
function isMarked(patch: Value, pod: ValueMap, anyValue: boolean): boolean {
  const has = (given: ReturnType<typeof labelTexts>, own: ReturnType<typeof labelTexts>) =>
    Object.entries(given).every(([key, value]) => (anyValue ? key in own : own[key] === value));
  const [labels, annotations] = [labelTexts(patch), annotationTexts(patch)];
  if (Object.keys({ ...labels, ...annotations }).length > 0) return has(labels, labelTexts(pod)) && has(annotations, annotationTexts(pod));
  const volumes = volumesOf(patch);
  return volumes.length > 0 && volumes.every(({ name }) => volumesOf(pod).some((volume) => volume.name === name));
}
