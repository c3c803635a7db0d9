import { changes } from "../change/changes.ts";
import { compare } from "../change/compare.ts";
import type { PodFacts } from "../decide/facts.ts";
import { hasErrors } from "../diagnostic/diagnostic.ts";
import { schemaListKeys } from "../kube/list-keys.ts";
import {
  allContainers,
  annotationTexts,
  CONTAINER_LISTS,
  containersIn,
  labelTexts,
  type PlacedContainer,
  runningContainers,
  volumesOf,
  withContainers,
} from "../kube/pod.ts";
import { podTemplateSchema } from "../kube/schema.ts";
import { equal, isEmpty, type Value, type ValueMap } from "../value/value.ts";
import type { Applied, Graft } from "./graft.ts";

/** An injector's container that a pod template already had, with another image, before podgraft added it. */
export interface OtherImage {
  /** From the pod template on. */
  readonly path: string;
  readonly before: Value | undefined;
  readonly expected: Value | undefined;
  /** Injection leaves it, and adds to it. */
  readonly stays: boolean;
  /** Its injector leaves such a pod alone as a whole. */
  readonly isLeft?: true;
}

/**
 * If a pod template already had a graft before podgraft added it, the differing images of the graft's containers;
 * otherwise undefined. A graft is recognised as an admission policy recognises it: by the names of all its containers;
 * for an injector, which adds other containers with other settings, only of those that keep running. A graft without
 * containers is recognised by its labels and annotations, or else by its volumes; a graft with none of these, by
 * changing nothing. Another vendor's injector is recognised by adding nothing to the pod itself, and nothing to at least
 * one of its containers. If an own sidecar's image differs, that is a conflict, reported as such.
 */
export function othersThere(graft: Graft, applied: Applied, before: ValueMap): readonly OtherImage[] | undefined {
  const { patch, podTemplate, diagnostics, ownImages = [] } = applied;
  const { onConflict, status } = graft;
  if (hasErrors(diagnostics)) return undefined;
  if (equal(before, podTemplate)) return [];
  if (graft.brings) return addsAnything(before, podTemplate) ? undefined : [];
  if (status !== undefined && !(status in annotationTexts(before))) return undefined;
  const brought = allContainers(patch).filter(hasImage);
  if (brought.length === 0) return isMarked(patch, before, onConflict === "keep") ? [] : undefined;
  const needed = onConflict === undefined ? runningContainers(patch).filter(hasImage) : brought;
  if (!needed.every(({ container: { name } }) => named(before, name))) return undefined;
  if (onConflict !== undefined) return [];
  return needed
    .filter(({ container: { name } }) => !ownImages.includes(String(name)))
    .flatMap((placed) => otherImage(placed, before, podTemplate));
}

/** Whether a pod template gets something that it has not by name; of its containers, whether each one does. */
function addsAnything(before: ValueMap, after: ValueMap): boolean {
  const added = changes(compare(before, after, podTemplateKeys)).filter((change) => change.op === "add" && !isEmpty(change.after));
  const own = allContainers(before).map(({ list, container }) => `spec ${list} ${container.name}`);
  const places = added.map(({ path }) =>
    path
      .slice(0, 3)
      .map((step) => (typeof step === "string" ? step : step.item))
      .join(" "),
  );
  return places.some((place) => !own.includes(place)) || (places.length > 0 && own.every((place) => places.includes(place)));
}

const podTemplateKeys = schemaListKeys(podTemplateSchema);

/** Whether a pod template that has containers of an injector's would get it without them, and what it has instead of it. */
export interface Carried {
  readonly isOwed?: true;
  readonly wasThere?: readonly OtherImage[];
}

/**
 * What a pod template has of another vendor's injector, which leaves a pod alone that has its containers: those that keep running, by
 * name and image, as it would bring them into the pod without any.
 */
export function othersCarried(graft: Graft, facts: PodFacts, there: readonly OtherImage[] | undefined): Carried {
  const known: Carried = there ? { wasThere: there } : {};
  const pod = facts.podTemplate;
  const bare = { ...facts, podTemplate: withoutContainers(pod, graft.brings ?? []) };
  if (bare.podTemplate === pod || !graft.decide(bare).inject || (graft.decide(facts).inject && !there)) return known;
  const nothing = { appContainers: [], appInitContainers: [], taken: () => [] };
  const { patch, diagnostics } = graft.apply({ facts: bare, podTemplate: bare.podTemplate, ...nothing });
  if (hasErrors(diagnostics)) return known;
  const needed = runningContainers(patch).filter(hasImage);
  if (!needed.every(({ container: { name } }) => named(pod, name))) return { isOwed: true };
  return { isOwed: true, wasThere: needed.flatMap((placed) => otherImage(placed, pod, pod)).map((image) => ({ ...image, isLeft: true })) };
}

function withoutContainers(pod: ValueMap, names: readonly string[]): ValueMap {
  const isLeft = ({ name }: ValueMap) => !names.includes(String(name));
  return CONTAINER_LISTS.reduce((left, list) => withContainers(left, list, containersIn(left, list).filter(isLeft)), pod);
}

/** One without an image changes a container of the pod's own. */
function hasImage({ container }: PlacedContainer): boolean {
  return container.image !== undefined;
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
