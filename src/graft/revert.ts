import type { Path } from "../change/changes.ts";
import type { ListKeys } from "../change/compare.ts";
import { isEmpty, isList, isMap, newMap, type Value } from "../value/value.ts";
import { isReplacement, type Layer } from "./layer.ts";
import { allOf, childrenOf, hasOwnLeaf, isOwn, type LeafDigests, type LeafPlace, leavesOf, rootPlace, telling } from "./leaves.ts";
import { keysAt, parsePath, pathText, updateAt, valueAt } from "./path.ts";

/** A foreign edit of something that was grafted: `path` as a keyed path's text. */
export interface ForeignEdit {
  readonly path: string;
  readonly current: Value;
  /** Whether this value was grafted; the annotation does not record the value itself. */
  readonly wrote: (value: Value) => boolean;
}

export interface Reverted {
  readonly value: Value;
  /** Edits that stay, because they are in fields that the object had before, or in maps shared with others. */
  readonly kept: readonly ForeignEdit[];
  /** Edits that were removed together with the grafted item that they were in. */
  readonly lost: readonly ForeignEdit[];
}

/**
 * The object without what a layer added. It equals the original wherever nothing else has changed it since. From an
 * added map, only the leaves that are still as they were written are removed. An added list item is removed as a whole,
 * with others' edits in it, and so is a probe's handler that replaced another one.
 */
export function revert(object: Value, layer: Layer, keys: ListKeys): Reverted {
  const kept: ForeignEdit[] = [];
  const lost: ForeignEdit[] = [];
  let value = object;
  for (const [text, digests] of layer.added) {
    const path = parsePath(text);
    value = updateAt(value, { path, keys }, (old) => {
      if (old === undefined) return undefined;
      const place = rootPlace(keys, path);
      const isItem = typeof path.at(-1) === "object" || (replacesHandler(path, layer) && hasOwnLeaf(old, digests, place));
      const left: ForeignEdit[] = [];
      const rest = stripped(old, { ...place, digests, base: text, isItem, lost, kept: left });
      // If everything that was written is still there, what others added to the map changed nothing of it.
      if (left.length > 0 && ownLeaves(old, digests, place) < allOf(digests).size) kept.push(...left);
      return rest ?? layer.empty.get(text);
    });
  }
  for (const [text, old] of layer.removed) {
    const path = parsePath(text);
    if (!hasOtherHandler(value, path, keys)) value = updateAt(value, { path, keys }, (now) => now ?? old);
  }
  for (const [text, replaced] of layer.set) {
    const current = valueAt(value, parsePath(text), keys);
    if (current === undefined) continue;
    const wrote = (candidate: Value) => isReplacement(replaced, candidate);
    if (wrote(current)) value = updateAt(value, { path: parsePath(text), keys }, () => replaced.old);
    else kept.push({ path: text, current, wrote });
  }
  // Only now, because something may have been added where something was removed.
  for (const text of layer.added.keys()) value = pruned(value, parsePath(text), { keys, empty: layer.empty });
  for (const [text, ids] of layer.order)
    value = updateAt(value, { path: parsePath(text), keys }, (list) => reordered(list, ids, keysAt(keys, parsePath(text))));
  return { value, kept, lost };
}

/**
 * What a probe or hook does. The API allows only one, so what others wrote into a grafted one cannot stay beside the
 * old one.
 */
const handlers: ReadonlySet<unknown> = new Set(["exec", "grpc", "httpGet", "sleep", "tcpSocket"]);

/** The path is that of a handler that replaced another one. */
function replacesHandler(path: Path, { removed }: Layer): boolean {
  if (!handlers.has(path.at(-1))) return false;
  const parent = path.slice(0, -1);
  return [...handlers].some((name) => removed.has(pathText([...parent, name as string])));
}

/** Others have given the probe or hook another handler. */
function hasOtherHandler(value: Value, path: Path, keys: ListKeys): boolean {
  if (!handlers.has(path.at(-1))) return false;
  const parent = valueAt(value, path.slice(0, -1), keys);
  return isMap(parent) && Object.keys(parent).some((name) => handlers.has(name) && name !== path.at(-1));
}

/**
 * Removes the maps and lists above a path that have lost their last entry; if there was an empty one before, it is
 * restored.
 */
function pruned(value: Value, path: Path, { keys, empty }: { keys: ListKeys; empty: ReadonlyMap<string, Value> }): Value {
  const parent = path.slice(0, -1);
  if (parent.length === 0 || !isEmpty(valueAt(value, parent, keys))) return value;
  const before = empty.get(pathText(parent));
  const rest = updateAt(value, { path: parent, keys }, () => before);
  return before === undefined ? pruned(rest, parent, { keys, empty }) : rest;
}

interface Strip extends LeafPlace {
  readonly digests: LeafDigests;
  /** The added value's own path. */
  readonly base: string;
  /** The value is an item of a list, or stands for one of several as a handler does, and was added. */
  readonly isItem: boolean;
  readonly lost: ForeignEdit[];
  readonly kept: ForeignEdit[];
}

function stripped(value: Value, strip: Strip): Value | undefined {
  const { digests, path, base, isItem } = strip;
  const foreign = ({ path: leaf, value: current }: { path: string; value: Value }) => {
    const wrote = (candidate: Value) => isOwn(digests, { path: leaf, value: candidate });
    return { path: base + leaf, current, wrote };
  };
  if (isItem) {
    strip.lost.push(...leavesOf(value, strip).flatMap((leaf) => (isOwn(digests, leaf) ? [] : foreign(leaf))));
    return undefined;
  }
  const children = childrenOf(value, strip.keys);
  if (!children) {
    // A value that others emptied has nothing of theirs in it.
    if (isOwn(digests, { path, value }) || isEmpty(value)) return undefined;
    strip.kept.push(foreign({ path, value }));
    return value;
  }
  const looked = telling(children, strip.identity);
  const rest = children.flatMap((child) => {
    if (!looked.includes(child)) return [child];
    const place = { ...child, path: `${path}/${child.step}` };
    const left = stripped(child.value, { ...strip, ...place, isItem: isList(value) && hasOwnLeaf(child.value, digests, place) });
    return left === undefined ? [] : [{ ...child, value: left }];
  });
  if (rest.length === 0) return undefined;
  if (isList(value)) return rest.map((child) => child.value);
  const out = newMap();
  for (const [i, key] of Object.keys(value as object).entries()) {
    const left = rest.find(({ step }) => step === children[i]?.step);
    if (left) out[key] = left.value;
  }
  return out;
}

/** How many of the written leaves are still there; the first format also has digests of an item's identity. */
function ownLeaves(value: Value, digests: LeafDigests, { path, keys }: LeafPlace): number {
  const children = childrenOf(value, keys);
  if (!children) return isOwn(digests, { path, value }) ? 1 : 0;
  return children.reduce((sum, child) => sum + ownLeaves(child.value, digests, { ...child, path: `${path}/${child.step}` }), 0);
}

/** The items in `ids`, in that order, at the places that they occupy together; all other items stay. */
function reordered(list: Value | undefined, ids: readonly string[], keys: ListKeys): Value | undefined {
  if (!isList(list)) return list;
  const rank = (item: Value, i: number) => ids.indexOf(keys.identify(item, i) ?? "");
  const ranked = list.map((item, i) => ({ item, rank: rank(item, i) }));
  const sorted = ranked.filter((entry) => entry.rank !== -1).sort((a, b) => a.rank - b.rank);
  let next = 0;
  return ranked.map((entry) => (entry.rank === -1 ? entry.item : (sorted[next++] as { item: Value }).item));
}
