import type { ListKeys } from "../change/compare.ts";
import { remembered } from "../value/remembered.ts";
import { isList, isMap, type Value, type ValueList, type ValueMap } from "../value/value.ts";
import { digest, stableJson } from "./digest.ts";
import { stepText } from "./path.ts";

/** The digests of an added value's leaves. */
export type LeafDigests = ReadonlySet<string>;

/** Where a part of an added value stands in it: "" for the value itself. */
interface LeafPlace {
  readonly path: string;
  readonly keys: ListKeys;
}

/** Of all leaves of a value. */
export function leafDigests(value: Value, place: LeafPlace): LeafDigests {
  if (!isMap(value) && !isList(value)) return new Set([leafDigest(place.path, value)]);
  const leaves = leavesOf(value, place.path, place.keys);
  leaves.set ??= new Set(leaves.digests);
  return leaves.set;
}

/** One sidecar's containers and volumes, and parts of others', are the same objects in every workload, mostly at the same path. */
const leavesOf = remembered((value: ValueMap | ValueList, path: string, keys: ListKeys): Leaves => {
  const digests: string[] = [];
  const children = childrenOf(value, keys);
  if (!children) digests.push(leafDigest(path, value));
  else for (const child of children) addLeaves(child, `${path}/${child.step}`, digests);
  return { digests, set: undefined };
});

interface Leaves {
  readonly digests: readonly string[];
  /** The same without what stands there twice, once it was asked for. */
  set: LeafDigests | undefined;
}

function addLeaves({ value, keys }: Child, path: string, digests: string[]): void {
  if (!isMap(value) && !isList(value)) digests.push(leafDigest(path, value));
  else for (const leaf of leavesOf(value, path, keys).digests) digests.push(leaf);
}

/** Of one leaf, with where it stands: the same value elsewhere has another. */
export function leafDigest(path: string, value: Value): string {
  return digest(`${path}=${stableJson(value)}`);
}

export interface Child {
  /** The step as `pathText` writes it. */
  readonly step: string;
  readonly value: Value;
  readonly keys: ListKeys;
}

/** What a value consists of: a map's entries, a keyed list's items; undefined for a leaf, which changes only as a whole. */
export function childrenOf(value: Value, keys: ListKeys): readonly Child[] | undefined {
  const children = isMap(value) ? entriesOf(value, keys) : isList(value) ? itemsOf(value, keys) : undefined;
  return children?.length === 0 ? undefined : children;
}

function entriesOf(map: ValueMap, keys: ListKeys): readonly Child[] {
  const children: Child[] = [];
  for (const name in map) children.push({ step: stepText(name), value: map[name] as Value, keys: keys.field(name) });
  return children;
}

/** As in compare: a list with two items of one identity is taken as a whole. */
function itemsOf(list: ValueList, keys: ListKeys): readonly Child[] | undefined {
  const children: Child[] = [];
  const met = new Set<string>();
  for (let i = 0; i < list.length; i++) {
    const value = list[i] as Value;
    const item = keys.identify(value, i);
    if (item === undefined || met.has(item)) return undefined;
    met.add(item);
    children.push({ step: stepText({ item }), value, keys: keys.item() });
  }
  return children;
}
