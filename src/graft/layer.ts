import { isMap, type Value } from "../value/value.ts";
import { digest, SHORT_DIGEST, shortDigest, stableJson } from "./digest.ts";
import type { KeptLines } from "./kept-lines.ts";
import { isOwn, type LeafDigests } from "./leaves.ts";

/**
 * What one configuration did to an object, so that it can be undone and foreign edits since then can be reported. Paths
 * are keyed, since hosts rewrite bytes; of added values only digests are kept, of every leaf with its path.
 */
export interface Layer {
  /** The grafts with their versions, for people: `log-shipper 3.1.9, istio 1.30.5`. */
  readonly grafts: string;
  readonly added: ReadonlyMap<string, LeafDigests>;
  readonly set: ReadonlyMap<string, Replaced>;
  readonly removed: ReadonlyMap<string, Value>;
  /** The identities of lists whose order changed, as it was. */
  readonly order: ReadonlyMap<string, readonly string[]>;
  /** What was where entries were added to nothing: an empty map or list, or null; what else a revert empties goes. */
  readonly empty: ReadonlyMap<string, Value>;
  /** Where the pod templates are, for a kind that only the configuration knows: uninject has no configuration. */
  readonly podTemplates: readonly string[];
  /** What else of the text has to be put back. */
  readonly source: readonly KeptLines[];
  /** The layer as it was first written, if it still is: then it is written like that again, until its configuration grafts again. */
  readonly json?: string;
  /** The same of one that was written in lines, but not as they are today. */
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
  /** Of the new value and the old one; a long one, of the first provenance, of the new value alone. */
  readonly digest: string;
}

/** A value in the place of an old one. */
export function replacing(old: Value, value: Value): Replaced {
  return { old, digest: shortDigest(`${stableJson(value)}=${stableJson(old)}`) };
}

/** Whether a value is the one that took the place of the old one. A damaged old value is never put back: its digest is another. */
export function isReplacement({ old, digest: known }: Replaced, value: Value): boolean {
  return known === (known.length === SHORT_DIGEST ? replacing(old, value).digest : digest(stableJson(value)));
}

/**
 * The layers that stay once `gone` was taken out, or `next` came in its place. What `gone` knows of a map that had no
 * entry passes to those that put entries into it as well: the last one to leave has to restore it.
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
