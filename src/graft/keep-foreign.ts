import type { Path } from "../change/changes.ts";
import type { ListKeys } from "../change/compare.ts";
import { equal, isList, newMap, type Value } from "../value/value.ts";
import { withEntryNamesIn } from "./entry-names.ts";
import { isReplacement, type Layer } from "./layer.ts";
import { type Child, childrenOf, hasOwnLeaf, isOwn, type LeafDigests, type LeafPlace, leavesOf, rootPlace } from "./leaves.ts";
import { parsePath, updateAt, valueAt } from "./path.ts";
import type { ForeignEdit } from "./revert.ts";

export interface Kept {
  readonly value: Value;
  /** The edits that were kept: set, added or removed by others since the layer was written. */
  readonly edits: readonly KeptEdit[];
  /** What somebody removed as a whole, and was grafted again. */
  readonly regrafted: readonly string[];
}

/** `current` is what stays, undefined for a removal; `written` is what the configuration gives. */
export interface KeptEdit extends Pick<ForeignEdit, "path"> {
  readonly current: Value | undefined;
  readonly written: Value | undefined;
}

export interface Regrafting {
  readonly current: Value;
  /** What was grafted again. */
  readonly grafted: Value;
  /** Whether the graft already includes what others wrote at a path. */
  readonly isRedirected: (path: Path) => boolean;
}

/**
 * What was grafted again, with the edits that others made to the earlier graft applied on top: a leaf that others
 * changed stays as it is now, what they removed stays removed, and what they added stays.
 */
export function keepForeign({ current, grafted, isRedirected }: Regrafting, earlier: Layer, keys: ListKeys): Kept {
  const layer = withEntryNamesIn(earlier, grafted, keys);
  const edits: KeptEdit[] = [];
  const regrafted: string[] = [];
  let value = grafted;
  for (const [text, digests] of layer.added) {
    const path = parsePath(text);
    const now = valueAt(current, path, keys);
    const fresh = valueAt(value, path, keys);
    if (fresh === undefined) continue;
    if (now === undefined) regrafted.push(text);
    else
      value = updateAt(value, { path, keys }, () =>
        merged(now, fresh, { ...rootPlace(keys, path), digests, base: text, edits, isRedirected }),
      );
  }
  for (const [text, replaced] of layer.set) {
    const path = parsePath(text);
    const now = valueAt(current, path, keys);
    const fresh = valueAt(value, path, keys);
    if (now === undefined && fresh !== undefined) regrafted.push(text);
    if (isRedirected(path)) continue;
    if (now === undefined || fresh === undefined || isReplacement(replaced, now) || equal(now, fresh)) continue;
    edits.push({ path: text, current: now, written: fresh });
    value = updateAt(value, { path, keys }, () => now);
  }
  return { value, edits, regrafted };
}

interface Merge extends LeafPlace {
  readonly digests: LeafDigests;
  readonly base: string;
  readonly edits: KeptEdit[];
  readonly isRedirected: Regrafting["isRedirected"];
}

function merged(now: Value, fresh: Value, merge: Merge): Value {
  if (merge.isRedirected(parsePath(merge.base + merge.path))) return fresh;
  const nowChildren = childrenOf(now, merge.keys);
  const freshChildren = childrenOf(fresh, merge.keys);
  if (!nowChildren || !freshChildren || isList(now) !== isList(fresh)) return mergedLeaf(now, fresh, merge);
  const within = ({ step, keys, identity }: Child): Merge => ({ ...merge, keys, identity, path: `${merge.path}/${step}` });
  const out = freshChildren.flatMap((child) => {
    const { step, value } = child;
    const same = nowChildren.find((known) => known.step === step);
    const inner = within(child);
    if (same) return [{ step, value: mergedChild(same.value, value, inner) }];
    if (!isWhollyWritten(value, inner)) return [{ step, value }];
    merge.edits.push({ path: merge.base + inner.path, current: undefined, written: value });
    return [];
  });
  for (const child of nowChildren) {
    const { step, value } = child;
    const inner = within(child);
    if (freshChildren.some((known) => known.step === step) || hasOwnLeaf(value, inner.digests, inner)) continue;
    merge.edits.push({ path: merge.base + inner.path, current: value, written: undefined });
    out.push({ step, value });
  }
  return isList(fresh) ? out.map(({ value }) => value) : asMap(out, [...freshChildren, ...nowChildren], [fresh, now]);
}

function mergedChild(now: Value, fresh: Value, merge: Merge): Value {
  return equal(now, fresh) ? fresh : merged(now, fresh, merge);
}

function mergedLeaf(now: Value, fresh: Value, merge: Merge): Value {
  if (equal(now, fresh) || hasOwnLeaf(now, merge.digests, merge)) return fresh;
  merge.edits.push({ path: merge.base + merge.path, current: now, written: fresh });
  return now;
}

/** A map of the steps; their keys are found in the maps that the steps came from. */
function asMap(entries: readonly { step: string; value: Value }[], known: readonly { step: string }[], sources: readonly Value[]): Value {
  const names = sources.flatMap((source) => Object.keys(source as object));
  const nameOf = new Map(known.map(({ step }, i) => [step, names[i] as string]));
  const out = newMap();
  for (const { step, value } of entries) out[nameOf.get(step) as string] = value;
  return out;
}

/** The layer wrote every leaf: somebody has removed it since. */
function isWhollyWritten(value: Value, merge: Merge): boolean {
  return leavesOf(value, merge).every((leaf) => isOwn(merge.digests, leaf));
}
