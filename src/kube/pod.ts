import { remembered } from "../value/remembered.ts";
import { at, isList, isMap, newMap, type Value, type ValueMap, withKey } from "../value/value.ts";

/**
 * Functions for reading a pod: a pod template, a Pod, or a partial one. Anything absent, or of the wrong type, reads as
 * empty; validation reports the fault.
 */

/** The lists of containers in a pod's spec, in the order in which they start. */
export const CONTAINER_LISTS = ["initContainers", "containers"] as const;
export type ContainerList = (typeof CONTAINER_LISTS)[number];

/** Whether a step of a path is one of these lists. */
export function isContainerList(step: unknown): step is ContainerList {
  return (CONTAINER_LISTS as readonly unknown[]).includes(step);
}

/** A container with the list in which it is. */
export interface PlacedContainer {
  readonly list: ContainerList;
  readonly container: ValueMap;
}

export function specOf(pod: Value | undefined): ValueMap {
  return mapIn(pod, "spec");
}

export function labelsOf(pod: Value | undefined): ValueMap {
  return mapIn(mapIn(pod, "metadata"), "labels");
}

export function annotationsOf(pod: Value | undefined): ValueMap {
  return mapIn(mapIn(pod, "metadata"), "annotations");
}

/** As `mapAt`, for one step: these functions are called some hundred times for each pod. */
function mapIn(value: Value | undefined, key: string): ValueMap {
  const found = isMap(value) ? value[key] : undefined;
  return isMap(found) ? found : EMPTY;
}

const EMPTY = newMap();

/**
 * The labels as templates and programs read them: numbers and booleans as strings, and null as "". Source: Go
 * encoding/json.
 */
export function labelTexts(pod: Value | undefined): Texts {
  return textsIn(labelsOf(pod));
}

/** The same of the annotations. */
export function annotationTexts(pod: Value | undefined): Texts {
  return textsIn(annotationsOf(pod));
}

type Texts = Readonly<Record<string, string>>;

const textsIn = remembered((map: ValueMap): Texts => {
  const texts = newMap();
  for (const key in map) {
    const value = map[key] ?? "";
    if (typeof value !== "object") texts[key] = String(value);
  }
  return texts as Texts;
});

export function containersIn(pod: Value | undefined, list: ContainerList): readonly ValueMap[] {
  return mapsIn(specOf(pod)[list]);
}

/** The init containers, then the containers. */
export function allContainers(pod: Value | undefined): readonly PlacedContainer[] {
  const found: PlacedContainer[] = [];
  const { initContainers, containers } = specOf(pod);
  for (const container of mapsIn(initContainers)) found.push({ list: "initContainers", container });
  for (const container of mapsIn(containers)) found.push({ list: "containers", container });
  return found;
}

export function containerNamed(containers: readonly ValueMap[], name: Value | undefined): ValueMap | undefined {
  for (let i = 0; i < containers.length; i++) if (containers[i]?.name === name) return containers[i];
  return undefined;
}

/**
 * The containers that run as long as the pod: its ordinary ones and its native sidecars, which are init containers that
 * always restart.
 */
export function runningContainers(pod: Value | undefined): readonly PlacedContainer[] {
  return allContainers(pod).filter(({ list, container }) => list === "containers" || container.restartPolicy === "Always");
}

export function volumesOf(pod: Value | undefined): readonly ValueMap[] {
  return mapsIn(specOf(pod).volumes);
}

export function portsOf(container: ValueMap): readonly ValueMap[] {
  return mapsIn(container.ports);
}

export function envOf(container: ValueMap): readonly ValueMap[] {
  return mapsIn(container.env);
}

export function mountsOf(container: ValueMap): readonly ValueMap[] {
  return mapsIn(container.volumeMounts);
}

/** The user of a container's own security context, or of a pod's spec. */
export function userOf(containerOrSpec: Value | undefined): Value | undefined {
  return at(containerOrSpec, "securityContext", "runAsUser") ?? undefined;
}

/** The pod with another list of containers; the same pod if nothing changes. */
export function withContainers(pod: ValueMap, list: ContainerList, containers: readonly ValueMap[]): ValueMap {
  const before = at(pod, "spec", list);
  if (isList(before) && before.length === containers.length && containers.every((item, i) => item === before[i])) return pod;
  if (before === undefined && containers.length === 0) return pod;
  return withKey(pod, "spec", withKey(specOf(pod), list, containers));
}

/** The maps among the items of a list; none where it is not a list. */
export function mapsIn(list: Value | undefined): readonly ValueMap[] {
  if (!isList(list)) return NONE;
  for (let i = 0; i < list.length; i++) if (!isMap(list[i])) return list.filter(isMap);
  return list as readonly ValueMap[];
}

const NONE: readonly ValueMap[] = [];
