import { allContainers, CONTAINER_LISTS, containersIn, specOf, volumesOf } from "../kube/pod.ts";
import { isEmpty, isMap, mapAt, newMap, type Value, type ValueMap, withKey } from "../value/value.ts";
import type { Dialect } from "./dialect.ts";

/** What a vendor's tools write into a pod, by its names. */
export interface WrittenNames {
  /** The container without which they wrote nothing. */
  readonly sign: string;
  readonly containers: readonly string[];
  readonly volumes: readonly string[];
  /** Whether a label or annotation comes from these tools. */
  readonly isTheirs: (key: string, value: Value, pod: ValueMap) => boolean;
  /** What is removed or kept without knowing who added it. */
  readonly guesses: readonly string[];
}

/** Removes what has these names. */
export function uninjectByName(written: WrittenNames): NonNullable<Dialect["uninject"]> {
  const { sign, guesses } = written;
  const isThere = (pod: ValueMap) => allContainers(pod).some(({ container }) => container.name === sign);
  return (pod) => (isThere(pod) ? { podTemplate: withoutWritten(pod, written), guesses } : undefined);
}

/** Lists and maps that become empty go too. */
function withoutWritten(pod: ValueMap, { containers, volumes, isTheirs }: WrittenNames): ValueMap {
  const left = (items: readonly ValueMap[], names: readonly string[]) => items.filter(({ name }) => !names.includes(String(name)));
  const lists: readonly (readonly [string, readonly ValueMap[]])[] = [
    ...CONTAINER_LISTS.map((list) => [list, left(containersIn(pod, list), containers)] as const),
    ["volumes", left(volumesOf(pod), volumes)],
  ];
  const spec = lists.reduce((map, [key, items]) => withKey(map, key, items.length > 0 ? items : undefined), specOf(pod));
  const written = mapAt(pod, "metadata");
  const own = (map: Value | undefined) => (isMap(map) ? ownKeys(map, (key, value) => isTheirs(key, value, pod)) : map);
  const metadata = ["labels", "annotations"].reduce((map, key) => withKey(map, key, own(map[key])), written);
  return withKey(withKey(pod, "spec", spec), "metadata", isEmpty(metadata) ? undefined : metadata);
}

function ownKeys(map: ValueMap, isTheirs: (key: string, value: Value) => boolean): Value | undefined {
  const kept = newMap();
  for (const key in map) if (!isTheirs(key, map[key] as Value)) kept[key] = map[key] as Value;
  return isEmpty(kept) ? undefined : kept;
}
