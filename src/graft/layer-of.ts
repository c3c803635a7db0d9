import type { Change } from "../change/changes.ts";
import type { ListKeys } from "../change/compare.ts";
import { remembered } from "../value/remembered.ts";
import { isEmpty, type Value } from "../value/value.ts";
import { type Layer, type Replaced, replacing } from "./layer.ts";
import { childrenOf, type LeafDigests, leafDigests, rootPlace } from "./leaves.ts";
import { isSamePath, keysAt, pathText } from "./path.ts";

/** The layer for the changes to an object; workloads of one kind mostly have the same layer as a recent one. */
export function layerOf(
  grafts: string,
  changes: readonly Change[],
  { keys, podTemplates }: { keys: ListKeys; podTemplates: readonly string[] },
): Layer {
  const recent = recentLayers(keys);
  const same = recent.find((one) => one.podTemplates === podTemplates && one.grafts === grafts && addTheSame(one.changes, changes));
  if (same) return same.layer;
  const layer = emptyLayer(grafts, podTemplates);
  for (const change of changes) note(layer, change, keys);
  if (recent.unshift({ grafts, changes, podTemplates, layer }) > MOST_RECENT) recent.pop();
  return layer;
}

interface RecentLayer {
  readonly grafts: string;
  readonly changes: readonly Change[];
  readonly podTemplates: readonly string[];
  readonly layer: Layer;
}

/**
 * More than one, because pods without volumes or annotations, to which a whole list or map is added instead of items,
 * occur between others.
 */
const recentLayers = remembered((_: ListKeys): RecentLayer[] => []);
const MOST_RECENT = 4;

/** Whether two lists of changes add the same values at the same places, to maps or lists that were not empty. */
function addTheSame(some: readonly Change[], others: readonly Change[]): boolean {
  if (some.length !== others.length) return false;
  for (let i = 0; i < some.length; i++) {
    const a = some[i] as Change;
    const b = others[i] as Change;
    if (a.op !== "add" || b.op !== "add" || a.after !== b.after || isEmpty(a.to) || isEmpty(b.to)) return false;
    if (!isSamePath(a.path, b.path)) return false;
  }
  return true;
}

function note(layer: ReturnType<typeof emptyLayer>, change: Change, keys: ListKeys): void {
  const path = pathText(change.path);
  if (change.op === "add") {
    layer.added.set(path, leafDigests(change.after, rootPlace(keys, change.path)));
    if (isEmpty(change.to)) layer.empty.set(pathText(change.path.slice(0, -1)), change.to);
  } else if (change.op === "set" && change.before === null && childrenOf(change.after, keysAt(keys, change.path))) {
    layer.added.set(path, leafDigests(change.after, rootPlace(keys, change.path)));
    layer.empty.set(path, null);
  } else if (change.op === "set") layer.set.set(path, replacing(change.before, change.after));
  else if (change.op === "remove") layer.removed.set(path, change.before);
  else layer.order.set(path, change.before);
}

function emptyLayer(grafts: string, podTemplates: readonly string[]) {
  return {
    grafts,
    podTemplates,
    added: new Map<string, LeafDigests>(),
    set: new Map<string, Replaced>(),
    removed: new Map<string, Value>(),
    order: new Map<string, readonly string[]>(),
    empty: new Map<string, Value>(),
    source: [],
  };
}
