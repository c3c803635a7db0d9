import { remembered } from "../value/remembered.ts";
import { type MutableMap, newMap, type Value, type ValueMap } from "../value/value.ts";

/**
 * What was read, tied to where it is in the text. All offsets count UTF-16 units of the whole text.
 *
 * `start` and `end` enclose the node's own content, without anchor and tag; `propsStart` is where anchor and tag begin,
 * or `start` without them. A block collection starts at its first key or dash and ends with the content of its last
 * entry, a block scalar ends after its last content line's line break.
 */
interface Placed {
  readonly start: number;
  readonly end: number;
  readonly propsStart: number;
  readonly anchor?: string;
}

export type ScalarStyle = "plain" | "single" | "double" | "literal" | "folded" | "empty";

export interface SourceScalar extends Placed {
  readonly kind: "scalar";
  readonly style: ScalarStyle;
  readonly value: Value;
}

/**
 * A key with its value, or an item after its dash. `start` is that of the key (or its anchor) or dash; `mark` is the
 * offset after `:` or `-`.
 */
export interface SourceEntry {
  readonly start: number;
  readonly mark: number;
  readonly key: string;
  /** The key is a merge key (`<<`), its value an alias, a map or a list of these. */
  readonly merge?: boolean;
  readonly value: SourceNode;
}

export interface SourceCollection extends Placed {
  readonly kind: "map" | "list";
  readonly flow: boolean;
  /** A flow map of one key without braces, as an item of a flow list: `[a: b]`. */
  readonly bare?: boolean;
  /** The column of a block collection's keys or dashes, from 0. */
  readonly column: number;
  /** For a list, `key` is "" in every entry. */
  readonly entries: readonly SourceEntry[];
  /** Made by `collectionValue`. */
  readonly value: Value;
}

export interface SourceAlias extends Placed {
  readonly kind: "alias";
  readonly target: SourceNode;
}

export type SourceNode = SourceScalar | SourceCollection | SourceAlias;

/** A fault of the text itself, at an offset of it. */
export interface SourceFault {
  readonly offset: number;
  readonly message: string;
  /** What to write instead, if that is known. */
  readonly fix?: string;
  /** Set if the fault should be reported as one of JSON. */
  readonly language?: "JSON";
}

export type ReadResult =
  | { readonly node: SourceNode; readonly faults?: never }
  | { readonly faults: readonly SourceFault[]; readonly node?: never };

/** The deepest nesting of collections. */
export const MAX_DEPTH = 200;

/** The value of a node, aliases and merge keys resolved. Always the same object for the same node. */
export function nodeValue(node: SourceNode): Value {
  return node.kind === "alias" ? nodeValue(node.target) : node.value;
}

/** The value of a collection with these entries. */
export function collectionValue(kind: SourceCollection["kind"], entries: readonly SourceEntry[]): Value {
  return kind === "list" ? entries.map((entry) => nodeValue(entry.value)) : mapValue(entries);
}

/** Explicit keys win over merged ones, and the earlier of two merged maps over the later. */
function mapValue(entries: readonly SourceEntry[]): ValueMap {
  const map: MutableMap = newMap();
  let merges = false;
  for (const { key, merge, value } of entries) {
    if (merge) merges = true;
    else map[key] = nodeValue(value);
  }
  if (!merges) return map;
  for (const entry of entries) {
    for (const source of entry.merge ? mergeSources(entry.value) : []) {
      const merged = nodeValue(source) as ValueMap;
      for (const key of Object.keys(merged)) if (!(key in map)) map[key] = merged[key] as Value;
    }
  }
  return map;
}

/** The maps that a merge key's value names, strongest first. */
export function mergeSources(value: SourceNode): readonly SourceNode[] {
  if (value.kind === "list") return value.entries.map((entry) => entry.value);
  return [value.kind === "alias" ? value.target : value];
}

/** The entry of a map, merged keys left out. */
export function entryOf(node: SourceNode | undefined, key: string): SourceEntry | undefined {
  if (node?.kind === "alias") return entryOf(node.target, key);
  if (node?.kind !== "map") return undefined;
  if (node.entries.length > MANY) return entriesByKey(node).get(key);
  return node.entries.find((entry) => entry.key === key && !entry.merge);
}

/** Entries beyond which a map is worth an index. */
const MANY = 100;

const entriesByKey = remembered(
  ({ entries }: SourceCollection): ReadonlyMap<string, SourceEntry> =>
    new Map(entries.flatMap((entry) => (entry.merge ? [] : [[entry.key, entry] as const])).reverse()),
);

/** The node at a path of keys and list indices, or the nearest one to a missing value. */
export function nearestNode(node: SourceNode, path: readonly (string | number)[]): SourceNode {
  return nearestEntry(node, path)?.value ?? node;
}

/** Where the entry at a path begins, its key or its list's dash, or the nearest one around a missing value. */
export function nearestStart(node: SourceNode, path: readonly (string | number)[]): number {
  return nearestEntry(node, path)?.start ?? node.propsStart;
}

function nearestEntry(node: SourceNode, path: readonly (string | number)[]): SourceEntry | undefined {
  let found: SourceEntry | undefined;
  for (const step of path) {
    const within = found?.value ?? node;
    const inside = within.kind === "alias" ? within.target : within;
    const next = typeof step === "number" ? (inside.kind === "list" ? inside.entries[step] : undefined) : entryOf(inside, step);
    if (!next) return found;
    found = next;
  }
  return found;
}

/** Calls `visit` for the node and all below it, in the text's order; aliases are not followed. */
export function walk(node: SourceNode, visit: (node: SourceNode) => void): void {
  visit(node);
  if (node.kind === "map" || node.kind === "list") for (const entry of node.entries) walk(entry.value, visit);
}
