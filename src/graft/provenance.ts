import { problemOfPath } from "../kube/template-path.ts";
import { remembered } from "../value/remembered.ts";
import { at, isEmpty, isList, isMap, newMap, toValue, type Value, type ValueMap } from "../value/value.ts";
import { DIGEST_LENGTH, digest, stableJson } from "./digest.ts";
import { type KeptLines, keptLinesValue, parseKeptLines } from "./kept-lines.ts";
import { type LeafDigests, leafDigest } from "./leaves.ts";

/** Where a workload says what was grafted into it: on the object itself, so that no pod restarts for it. */
export const PROVENANCE = "podgraft.dev/provenance";

/**
 * What one configuration did to an object, so that it can be undone and foreign edits since then can be told. Paths
 * are keyed, since hosts rewrite bytes; of added values only digests are kept, of every leaf with its path.
 */
export interface Layer {
  /** The grafts' names. */
  readonly grafts: readonly string[];
  readonly added: ReadonlyMap<string, LeafDigests>;
  /** Values that were replaced: the old one, and the new one's digest. */
  readonly set: ReadonlyMap<string, { readonly old: Value; readonly digest: string }>;
  readonly removed: ReadonlyMap<string, Value>;
  /** The identities of lists whose order changed, as it was. */
  readonly order: ReadonlyMap<string, readonly string[]>;
  /** What stood where entries were added to nothing: an empty map or list, or null; what else a revert empties goes. */
  readonly empty: ReadonlyMap<string, Value>;
  /** Where the pod templates are, for a kind that only the configuration knows: uninject has no configuration. */
  readonly podTemplates: readonly string[];
  /** What else of the text has to be put back. */
  readonly source: readonly KeptLines[];
}

/** The layers of an object by configuration name, in the order in which they were first put on. */
export type Provenance = ReadonlyMap<string, Layer>;

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
      return [name, layer === next || within.length === 0 ? layer : { ...layer, empty: new Map([...layer.empty, ...within]) }];
    }),
  );
}

/** Whether a layer wrote the value at a path, or something below it. */
export function wrote(layer: Layer, path: string, value: Value): boolean {
  if (layer.set.has(path)) return true;
  for (const [added, digests] of layer.added) {
    if (added === path || added.startsWith(`${path}/`)) return true;
    if (path.startsWith(`${added}/`) && (isMap(value) || digests.has(leafDigest(path.slice(added.length), value)))) return true;
  }
  return false;
}

/** Whether a layer wrote this very value at a path. */
export function wroteExactly(layer: Layer, path: string, value: Value): boolean {
  const set = layer.set.get(path);
  if (set !== undefined) return set.digest === digest(stableJson(value));
  for (const [added, digests] of layer.added) {
    const isWithin = path === added || path.startsWith(`${added}/`);
    if (isWithin && digests.has(leafDigest(path.slice(added.length), value))) return true;
  }
  return false;
}

/** Whether a path is within what a layer added. */
export function addedAround({ added }: Layer, path: string): boolean {
  return [...added.keys()].some((place) => path === place || path.startsWith(`${place}/`));
}

/** Beside the layers, what the annotation's own place was before. No configuration has the empty name. */
const HOME = "";

/** The layers of an object; undefined where they cannot be read. */
export function provenanceAt(object: Value | undefined): Provenance | undefined {
  return parseProvenance(at(object, "metadata", "annotations", PROVENANCE));
}

/** Reads the annotation; an empty provenance where there is none, undefined where it cannot be read. */
export function parseProvenance(text: Value | undefined): Provenance | undefined {
  if (text === undefined) return new Map();
  const layers = parseText(text);
  if (!layers) return undefined;
  const names = keysInOrder(text as string, layers).filter((name) => name !== HOME);
  const parsed = names.map((name) => [name, parseLayer(layers[name] as Value)] as const);
  return parsed.every(([, layer]) => layer !== undefined) ? new Map(parsed as [string, Layer][]) : undefined;
}

const WHOLE_NUMBER = /^(?:0|[1-9][0-9]*)$/;

/** The layers' names as they are stacked. An object of JavaScript has its whole numbers first, whatever the text says. */
function keysInOrder(text: string, layers: ValueMap): readonly string[] {
  const keys = Object.keys(layers);
  if (!keys.some((key) => WHOLE_NUMBER.test(key)) || keys.length < 2) return keys;
  const written: string[] = [];
  let depth = 0;
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\]]/g)) {
    if (token === "{" || token === "[") depth++;
    else if (token === "}" || token === "]") depth--;
    else if (depth === 1 && !written.includes(JSON.parse(token) as string)) written.push(JSON.parse(token) as string);
  }
  return written;
}

/** What the annotation says of its own place, as it was given to {@link provenanceText}. */
export function parseHome(text: Value): ValueMap | undefined {
  const home = parseText(text)?.[HOME];
  return isMap(home) ? home : undefined;
}

function parseText(text: Value): ValueMap | undefined {
  if (typeof text !== "string") return undefined;
  try {
    const layers = toValue(JSON.parse(text));
    return isMap(layers) ? layers : undefined;
  } catch {
    return undefined;
  }
}

const layerKeys: ReadonlySet<string> = new Set(["grafts", "podTemplates", "added", "set", "removed", "order", "empty", "source"]);

function parseLayer(value: Value): Layer | undefined {
  // What a newer podgraft noted in a way of its own cannot be taken out by this one.
  if (!isMap(value) || Object.keys(value).some((key) => !layerKeys.has(key))) return undefined;
  return {
    grafts: stringsOf(value.grafts),
    podTemplates: stringsOf(value.podTemplates).filter((path) => problemOfPath(path) === undefined),
    added: mapped(value.added, (text) => (typeof text === "string" ? new Set(chunks(text)) : undefined)),
    set: mapped(value.set, (pair) =>
      isList(pair) && typeof pair[1] === "string" ? { old: decoded(pair[0] as Value), digest: pair[1] } : undefined,
    ),
    removed: mapped(value.removed, decoded),
    order: mapped(value.order, (ids) => (isList(ids) ? ids.map(String) : undefined)),
    empty: mapped(value.empty, (before) => (before === null || isEmpty(before) ? before : undefined)),
    source: isList(value.source) ? value.source.flatMap((kept) => parseKeptLines(kept) ?? []) : [],
  };
}

function stringsOf(value: Value | undefined): readonly string[] {
  return isList(value) ? value.filter((text) => typeof text === "string") : [];
}

function mapped<T>(value: Value | undefined, parse: (item: Value) => T | undefined): ReadonlyMap<string, T> {
  const found = new Map<string, T>();
  if (!isMap(value)) return found;
  for (const key of Object.keys(value)) {
    const item = parse(value[key] as Value);
    if (item !== undefined) found.set(key, item);
  }
  return found;
}

function chunks(text: string): string[] {
  return Array.from({ length: Math.floor(text.length / DIGEST_LENGTH) }, (_, i) => text.slice(i * DIGEST_LENGTH, (i + 1) * DIGEST_LENGTH));
}

/** The annotation's text, the same for the same layers; undefined where there is none. */
export function provenanceText(provenance: Provenance, home: ValueMap | undefined): string | undefined {
  const layers: string[] = [];
  provenance.forEach((layer, name) => {
    if (layer.added.size + layer.set.size + layer.removed.size + layer.order.size > 0)
      layers.push(`${JSON.stringify(name)}:${layerText(layer)}`);
  });
  if (layers.length === 0) return undefined;
  return `{${[...(home ? [`${JSON.stringify(HOME)}:${stableJson(home)}`] : []), ...layers].join(",")}}`;
}

/** JSON whose keys are sorted, as those of {@link stableJson}. */
const layerText = remembered(({ grafts, added, set, removed, order, empty, podTemplates, source }: Layer): string => {
  const parts: string[] = [];
  if (added.size > 0) parts.push(`"added":${record(added, digestsText)}`);
  if (empty.size > 0) parts.push(`"empty":${record(empty, stableJson)}`);
  parts.push(`"grafts":${stableJson(grafts)}`);
  if (order.size > 0) parts.push(`"order":${record(order, stableJson)}`);
  if (podTemplates.length > 0) parts.push(`"podTemplates":${stableJson(podTemplates)}`);
  if (removed.size > 0) parts.push(`"removed":${record(removed, (old) => stableJson(encoded(old)))}`);
  if (set.size > 0) parts.push(`"set":${record(set, ({ old, digest: hash }) => stableJson([encoded(old), hash]))}`);
  if (source.length > 0) parts.push(`"source":${stableJson(source.map(keptLinesValue))}`);
  return `{${parts.join(",")}}`;
});

/** A layer with the lines that an earlier one kept, where the two did the same otherwise. */
export function withLinesOf(layer: Layer, earlier: Layer | undefined): Layer {
  if (!earlier || earlier.source.length === 0) return layer;
  return layerText({ ...earlier, source: [] }) === layerText(layer) ? earlier : layer;
}

function record<T>(map: ReadonlyMap<string, T>, text: (item: T) => string): string {
  const keys = [...map.keys()].sort();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${text(map.get(key) as T)}`).join(",")}}`;
}

const digestsText = remembered((digests: LeafDigests): string => `"${[...digests].sort().join("")}"`);

const BIG = "$integer";

/** JSON has no integers beyond a double. */
function encoded(value: Value): Value {
  if (typeof value === "bigint") return Object.assign(newMap(), { [BIG]: String(value) });
  return rebuilt(value, encoded);
}

function decoded(value: Value): Value {
  const digits = isMap(value) && Object.keys(value).length === 1 ? value[BIG] : undefined;
  if (typeof digits === "string" && /^-?\d+$/.test(digits)) return BigInt(digits);
  return rebuilt(value, decoded);
}

function rebuilt(value: Value, each: (value: Value) => Value): Value {
  if (isList(value)) return value.map(each);
  if (!isMap(value)) return value;
  const out = newMap();
  for (const key of Object.keys(value)) out[key] = each(value[key] as Value);
  return out;
}
