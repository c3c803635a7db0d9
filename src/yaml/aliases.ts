import type { Delta, EntryDelta } from "../change/delta.ts";
import { mergeSources, type SourceNode } from "./source-node.ts";

/**
 * The nodes that cannot be printed as their own slice although their value stays: aliases to write out, and every node
 * around one.
 */
export interface Expansion {
  readonly touched: ReadonlySet<SourceNode>;
}

/** For a text without aliases. */
export const NO_EXPANSION: Expansion = { touched: new Set() };

/**
 * Finds the aliases that would refer to another value, or to nothing, after `delta` is applied to `root`: those whose
 * anchor's node changes, is removed or moves, and those that move themselves. `open` are further nodes that cannot stay
 * as they are.
 */
export function expansion(root: SourceNode, { delta, touched: open }: { delta: Delta; touched: readonly SourceNode[] }): Expansion {
  if (!hasAlias(root)) return open.length === 0 ? NO_EXPANSION : { touched: new Set(open) };
  const unsteady = new Set<SourceNode>();
  const moved = new Set<SourceNode>();
  collect(root, delta, { unsteady, moved });
  const touched = new Set<SourceNode>(open);
  markTouched(root, { unsteady, moved, touched, inMoved: false });
  return { touched };
}

/** The block scalar at the very end of a node, and all between the two: what follows it can change its value. */
export function openScalar(node: SourceNode): readonly SourceNode[] {
  if (node.kind === "scalar") return node.style === "literal" || node.style === "folded" ? [node] : [];
  const last = node.kind === "alias" || node.flow ? undefined : node.entries.at(-1);
  const open = last ? openScalar(last.value) : [];
  return open.length === 0 ? [] : [node, ...open];
}

function hasAlias(node: SourceNode): boolean {
  if (node.kind === "alias") return true;
  return node.kind !== "scalar" && node.entries.some((entry) => hasAlias(entry.value));
}

interface Collected {
  /** Nodes whose text will not be unchanged at its place. */
  readonly unsteady: Set<SourceNode>;
  /** Items that change places. */
  readonly moved: Set<SourceNode>;
}

function collect(node: SourceNode, delta: EntryDelta | undefined, collected: Collected): void {
  if (delta === undefined) return;
  collected.unsteady.add(node);
  if (node.kind === "scalar" || node.kind === "alias") return;
  if (delta.kind === "map" && node.kind === "map") {
    for (const entry of node.entries) collect(entry.value, delta.entries.get(entry.key), collected);
  } else if (delta.kind === "list" && node.kind === "list") {
    collectItems(
      node.entries.map((entry) => entry.value),
      delta,
      collected,
    );
  } else addAll(node, collected.unsteady);
}

function collectItems(items: readonly SourceNode[], delta: Delta & { kind: "list" }, collected: Collected): void {
  const kept = delta.items.flatMap(({ from }) => (from === undefined ? [] : [from]));
  const inOrder = kept.every((from, i) => i === 0 || from > (kept[i - 1] as number));
  const left = new Map(delta.items.map((item) => [item.from, item]));
  items.forEach((item, i) => {
    const now = left.get(i);
    if (!now || !inOrder) addAll(item, collected.unsteady);
    if (now && !inOrder) collected.moved.add(item);
    if (now && "delta" in now) collect(item, now.delta, collected);
  });
}

function addAll(node: SourceNode, set: Set<SourceNode>): void {
  set.add(node);
  if (node.kind === "map" || node.kind === "list") for (const entry of node.entries) addAll(entry.value, set);
}

function markTouched(node: SourceNode, state: Collected & { touched: Set<SourceNode>; inMoved: boolean }): boolean {
  const inMoved = state.inMoved || state.moved.has(node);
  let isTouched = node.kind === "alias" && (inMoved || state.unsteady.has(node.target));
  if (node.kind === "map" || node.kind === "list") {
    for (const entry of node.entries) {
      if (markTouched(entry.value, { ...state, inMoved })) isTouched = true;
      if (entry.merge && mergeSources(entry.value).some((source) => state.touched.has(source))) isTouched = true;
    }
  }
  if (isTouched) state.touched.add(node);
  return isTouched;
}
