import { isMap, type Value } from "../value/value.ts";
import { digest, SHORT_DIGEST, shortDigest, stableJson } from "./digest.ts";
import type { KeptLines } from "./kept-lines.ts";
import { isOwn, type LeafDigests } from "./leaves.ts";

/**
 * What one configuration did to an object, so that it can be undone and foreign edits since then can be reported. Paths
 * are keyed, because hosts rewrite bytes. For added values it keeps only digests, of every leaf with its path.
 */
export interface Layer {
  /** The grafts with their versions, for people: `log-shipper 3.1.9, istio 1.30.5`. */
  readonly grafts: string;
  readonly added: ReadonlyMap<string, LeafDigests>;
  readonly set: ReadonlyMap<string, Replaced>;
  readonly removed: ReadonlyMap<string, Value>;
  /** The former order of lists that were reordered, as identities. */
  readonly order: ReadonlyMap<string, readonly string[]>;
  /**
   * What was there if entries were added to something empty: an empty map or list, or null. Anything else that a revert
   * empties is removed.
   */
  readonly empty: ReadonlyMap<string, Value>;
  /** Where the pod templates are, for a kind that only the configuration knows: uninject has no configuration. */
  readonly podTemplates: readonly string[];
  /** Other lines of the text to put back. */
  readonly source: readonly KeptLines[];
  /**
   * The layer's text in the first format, if it has that: it is written unchanged until its configuration grafts again.
   */
  readonly json?: string;
  /** The same for an earlier format of lines. */
  readonly earlier?: EarlierLines;
}

export interface EarlierLines {
  readonly lines: readonly string[];
  /** What is checked of each line. */
  readonly frames: readonly string[];
}

/** The layers of an object by configuration name, in the order in which they were first put on. */
export type Provenance = ReadonlyMap<string, Layer>;

/** A value that was replaced. */
export interface Replaced {
  readonly old: Value;
  /** A digest of both the new and the old value; a long one, from the first format, is of the new value alone. */
  readonly digest: string;
}

/** A value that replaced an old one. */
export function replacing(old: Value, value: Value): Replaced {
  return { old, digest: shortDigest(`${stableJson(value)}=${stableJson(old)}`) };
}

/**
 * Whether a value is the one that replaced the old one. A damaged old value is never restored, because its digest
 * differs.
 */
export function isReplacement({ old, digest: known }: Replaced, value: Value): boolean {
  return known === (known.length === SHORT_DIGEST ? replacing(old, value).digest : digest(stableJson(value)));
}

/**
 * The layers that stay when `gone` is taken out, or `next` replaces it. What `gone` recorded about an empty map passes
 * to the other layers that added entries to it: the last one to go must restore it.
 */
export function inherited(left: Provenance, gone: Layer, next?: Layer): Provenance {
  const known = [...gone.empty].filter(([path]) => !next?.empty.has(path));
  if (known.length === 0) return left;
  return new Map(
    [...left].map(([name, layer]) => {
      const within = known.filter(
        ([path]) => !layer.empty.has(path) && [...layer.added.keys()].some((added) => added.startsWith(`${path}/`)),
      );
      return [name, layer === next || within.length === 0 ? layer : withEmpty(layer, within)];
    }),
  );
}

function withEmpty({ json: _, earlier: __, ...layer }: Layer, within: readonly (readonly [string, Value])[]): Layer {
  return { ...layer, empty: new Map([...layer.empty, ...within]) };
}

/** Whether a layer wrote the value at a path, or something below it. */
export function wrote(layer: Layer, path: string, value: Value): boolean {
  if (layer.set.has(path)) return true;
  for (const [added, digests] of layer.added) {
    if (added === path || added.startsWith(`${path}/`)) return true;
    if (path.startsWith(`${added}/`) && (isMap(value) || isOwn(digests, { path: path.slice(added.length), value }))) return true;
  }
  return false;
}

/** Whether a layer wrote this very value at a path. */
export function wroteExactly(layer: Layer, path: string, value: Value): boolean {
  const replaced = layer.set.get(path);
  if (replaced !== undefined) return isReplacement(replaced, value);
  for (const [added, digests] of layer.added) {
    const isWithin = path === added || path.startsWith(`${added}/`);
    if (isWithin && isOwn(digests, { path: path.slice(added.length), value })) return true;
  }
  return false;
}

/** Whether a path is within what a layer added. */
export function addedAround({ added }: Layer, path: string): boolean {
  return [...added.keys()].some((place) => path === place || path.startsWith(`${place}/`));
}
