import { hasErrors } from "../diagnostic/diagnostic.ts";
import { allContainers, annotationTexts, labelTexts, type PlacedContainer, runningContainers, volumesOf } from "../kube/pod.ts";
import { equal, type Value, type ValueMap } from "../value/value.ts";
import type { Applied, Graft } from "./graft.ts";

/** A container of an injector's that a pod template had with another image before podgraft put it there. */
export interface OtherImage {
  /** From the pod template on. */
  readonly path: string;
  readonly before: Value | undefined;
  readonly expected: Value | undefined;
  /** Injecting leaves it, on top of what is there. */
  readonly stays: boolean;
}

/**
 * The other images that a pod template has in the containers of a graft, where it had the graft before podgraft put it there; else
 * undefined. It is told as an admission policy tells it: by its containers' names, each of them, but of an injector, which brings
 * others with other settings, only those that keep running. One without containers is there by its labels and annotations, else by
 * its volumes; one of whom nothing is asked, where it changes nothing. Another image than an own sidecar's is a conflict, told as such.
 */
export function othersThere(graft: Graft, applied: Applied, before: ValueMap): readonly OtherImage[] | undefined {
  const { patch, podTemplate, diagnostics, ownImages = [] } = applied;
  const { onConflict, status } = graft;
  if (hasErrors(diagnostics)) return undefined;
  if (equal(before, podTemplate)) return [];
  if (status !== undefined && !(status in annotationTexts(before))) return undefined;
  // One without an image changes a container of the pod's own.
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

/** Whether a pod has a patch's labels and annotations; of one without these, its volumes. */
function isMarked(patch: Value, pod: ValueMap, anyValue: boolean): boolean {
  const has = (given: ReturnType<typeof labelTexts>, own: ReturnType<typeof labelTexts>) =>
    Object.entries(given).every(([key, value]) => (anyValue ? key in own : own[key] === value));
  const [labels, annotations] = [labelTexts(patch), annotationTexts(patch)];
  if (Object.keys({ ...labels, ...annotations }).length > 0) return has(labels, labelTexts(pod)) && has(annotations, annotationTexts(pod));
  const volumes = volumesOf(patch);
  return volumes.length > 0 && volumes.every(({ name }) => volumesOf(pod).some((volume) => volume.name === name));
}
