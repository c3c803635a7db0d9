import {
  annotationsOf,
  CONTAINER_LISTS,
  type ContainerList,
  containerNamed,
  containersIn,
  envOf,
  labelsOf,
  specOf,
  volumesOf,
  withContainers,
} from "../kube/pod.ts";
import { at, isList, isMap, mapAt, toValue, type Value, type ValueList, type ValueMap, withKey } from "../value/value.ts";

/** The pod with `change` applied to every container and init container, except those with these names. */
export function withEachContainer(pod: ValueMap, change: (container: ValueMap) => ValueMap, skipped: ReadonlySet<string>): ValueMap {
  const changed = (container: ValueMap) => (skipped.has(String(container.name)) ? container : change(container));
  return CONTAINER_LISTS.reduce((made, list) => withContainers(made, list, containersIn(made, list).map(changed)), pod);
}

/** The container with variables after its own; one that it already has stays as it is. */
export function withVariables(container: ValueMap, variables: Readonly<Record<string, string>>): ValueMap {
  const names = envOf(container).map(({ name }) => name);
  const added = Object.entries(variables).filter(([name]) => !names.includes(name));
  if (added.length === 0) return container;
  return withKey(container, "env", [...itemsOf(container.env), ...added.map(([name, value]) => toValue({ name, value }))]);
}

interface NewContainer {
  readonly list: ContainerList;
  readonly container: object;
  /** Before the others, or after them. */
  readonly isFirst: boolean;
}

/** The pod with one more container, unless the list has one of that name. */
export function withContainer(pod: ValueMap, { list, container, isFirst }: NewContainer): ValueMap {
  const there = containersIn(pod, list);
  const added = toValue(container) as ValueMap;
  if (containerNamed(there, added.name)) return pod;
  return withContainers(pod, list, isFirst ? [added, ...there] : [...there, added]);
}

/** What goes before and after a pod's own containers, and its volumes; absent or false parts are left out. */
export interface PodParts {
  readonly initContainers: Around;
  readonly containers: Around;
  readonly volumes: Value | undefined;
}

interface Around {
  readonly first?: readonly (Value | undefined)[];
  readonly last?: readonly (Value | undefined)[];
}

/** The pod with these parts, even if it has others with their names. */
export function withParts(pod: ValueMap, parts: PodParts): ValueMap {
  const around = (list: ContainerList) =>
    [...(parts[list].first ?? []), ...containersIn(pod, list), ...(parts[list].last ?? [])].filter((one) => isMap(one));
  const made = CONTAINER_LISTS.reduce((changed, list) => withContainers(changed, list, around(list)), pod);
  return withKey(made, "spec", withKey(specOf(made), "volumes", [...volumesOf(pod), ...itemsOf(parts.volumes)]));
}

/** The pod with labels and annotations after its own; one that it already has gets the new value. */
export function withMetadata(pod: ValueMap, { labels, annotations }: { readonly labels: object; readonly annotations?: object }): ValueMap {
  const metadata = withKey(mapAt(pod, "metadata"), "labels", toValue({ ...labelsOf(pod), ...labels }));
  const noted = annotations ? withKey(metadata, "annotations", toValue({ ...annotationsOf(pod), ...annotations })) : metadata;
  return withKey(pod, "metadata", noted);
}

/** The pod with one more volume. */
export function withVolume(pod: ValueMap, volume: object, how: Placing): ValueMap {
  return withKey(pod, "spec", withKey(specOf(pod), "volumes", withNamed(specOf(pod).volumes, volume, how)));
}

/** The container with one more mount; the names in `how` are those of volumes. */
export function withMount(container: ValueMap, mount: object, how: Placing): ValueMap {
  return withKey(container, "volumeMounts", withNamed(container.volumeMounts, mount, how));
}

/**
 * Where an item goes, and what happens to one with its name: it stays, or is replaced, or both stay, which the API
 * server refuses.
 */
export type Placing = "first" | "last" | "last or instead" | "beside";

/** The list with one more item. */
export function withNamed(list: Value | undefined, item: object, how: Placing): ValueList {
  const items = itemsOf(list);
  const added = toValue(item);
  const there = items.findIndex((other) => at(other, "name") === at(added, "name"));
  if (there === -1 || how === "beside") return how === "first" ? [added, ...items] : [...items, added];
  return how === "last or instead" ? items.with(there, added) : items;
}

function itemsOf(list: Value | undefined): ValueList {
  return isList(list) ? list : [];
}
