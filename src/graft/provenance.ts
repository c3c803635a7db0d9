import type { Change } from "../change/changes.ts";
import type { ListKeys } from "../change/compare.ts";
import { problemOfPath } from "../kube/template-path.ts";
import { equal, isList, isMap, newMap, toValue, type Value, type ValueList, type ValueMap } from "../value/value.ts";
import { DIGEST_LENGTH, digest, stableJson } from "./digest.ts";
import { isSamePath, keysAt, pathText, stepText } from "./path.ts";

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
}

/** The digests of an added value's leaves. */
export type LeafDigests = ReadonlySet<string>;

/** The layers of an object by configuration name, in the order in which they were first put on. */
export type Provenance = ReadonlyMap<string, Layer>;

/** The layer that the changes to an object make; of one kind's workloads mostly the same as that of the one before. */
export function layerOf(
  grafts: readonly string[],
  changes: readonly Change[],
  { keys, podTemplates }: { keys: ListKeys; podTemplates: readonly string[] },
): Layer {
  const last = lastLayers.get(keys);
  const isSame = last && last.podTemplates === podTemplates && equal(last.grafts, grafts) && addTheSame(last.changes, changes);
  if (isSame) return last.layer;
  const layer = emptyLayer(grafts, podTemplates);
  for (const change of changes) note(layer, change, keys);
  lastLayers.set(keys, { grafts, changes, podTemplates, layer });
  return layer;
}

interface LastLayer {
  readonly grafts: readonly string[];
  readonly changes: readonly Change[];
  readonly podTemplates: readonly string[];
  readonly layer: Layer;
}

const lastLayers = new WeakMap<ListKeys, LastLayer>();

/** Whether two lists of changes add the very same values at the same places, to something that was not empty. */
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
    layer.added.set(path, leafDigests(change.after, { path: "", keys: keysAt(keys, change.path) }));
    if (isEmpty(change.to)) layer.empty.set(pathText(change.path.slice(0, -1)), change.to);
  } else if (change.op === "set" && change.before === null && childrenOf(change.after, keysAt(keys, change.path))) {
    layer.added.set(path, leafDigests(change.after, { path: "", keys: keysAt(keys, change.path) }));
    layer.empty.set(path, null);
  } else if (change.op === "set") layer.set.set(path, { old: change.before, digest: digest(stableJson(change.after)) });
  else if (change.op === "remove") layer.removed.set(path, change.before);
  else layer.order.set(path, change.before);
}

function emptyLayer(grafts: readonly string[], podTemplates: readonly string[]) {
  return {
    grafts,
    podTemplates,
    added: new Map<string, LeafDigests>(),
    set: new Map<string, { old: Value; digest: string }>(),
    removed: new Map<string, Value>(),
    order: new Map<string, readonly string[]>(),
    empty: new Map<string, Value>(),
  };
}

export function isEmpty(value: Value | undefined): boolean {
  return isMap(value) ? Object.keys(value).length === 0 : isList(value) && value.length === 0;
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

/** Where a part of an added value stands in it: "" for the value itself. */
interface LeafPlace {
  readonly path: string;
  readonly keys: ListKeys;
}

function leafDigests(value: Value, place: LeafPlace): LeafDigests {
  if (!isMap(value) && !isList(value)) return new Set([leafDigest(place.path, value)]);
  const leaves = leavesOf(value, place);
  leaves.set ??= new Set(leaves.digests);
  return leaves.set;
}

/** One sidecar's containers and volumes, and parts of others', are the same objects in every workload, mostly at the same path. */
const known = new WeakMap<object, Leaves>();

interface Leaves extends LeafPlace {
  readonly digests: readonly string[];
  /** The same without what stands there twice, once it was asked for. */
  set: LeafDigests | undefined;
}

function leavesOf(value: ValueMap | ValueList, { path, keys }: LeafPlace): Leaves {
  const before = known.get(value);
  if (before?.path === path && before.keys === keys) return before;
  const digests: string[] = [];
  const children = childrenOf(value, keys);
  if (!children) digests.push(leafDigest(path, value));
  else for (const child of children) addLeaves(child, `${path}/${child.step}`, digests);
  const leaves = { path, keys, digests, set: undefined };
  known.set(value, leaves);
  return leaves;
}

function addLeaves({ value, keys }: Child, path: string, digests: string[]): void {
  if (!isMap(value) && !isList(value)) digests.push(leafDigest(path, value));
  else digests.push(...leavesOf(value, { path, keys }).digests);
}

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

/** Beside the layers, what the annotation's own place was before. No configuration has the empty name. */
const HOME = "";

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

const layerKeys: ReadonlySet<string> = new Set(["grafts", "podTemplates", "added", "set", "removed", "order", "empty"]);

function parseLayer(value: Value): Layer | undefined {
  // What a newer podgraft noted in a way of its own cannot be taken out by this one.
  if (!isMap(value) || Object.keys(value).some((key) => !layerKeys.has(key))) return undefined;
  return {
    grafts: textsOf(value.grafts),
    podTemplates: textsOf(value.podTemplates).filter((path) => problemOfPath(path) === undefined),
    added: mapped(value.added, (text) => (typeof text === "string" ? new Set(chunks(text)) : undefined)),
    set: mapped(value.set, (pair) =>
      isList(pair) && typeof pair[1] === "string" ? { old: decoded(pair[0] as Value), digest: pair[1] } : undefined,
    ),
    removed: mapped(value.removed, decoded),
    order: mapped(value.order, (ids) => (isList(ids) ? ids.map(String) : undefined)),
    empty: mapped(value.empty, (before) => (before === null || isEmpty(before) ? before : undefined)),
  };
}

function textsOf(value: Value | undefined): readonly string[] {
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

function layerText(layer: Layer): string {
  const known = layerTexts.get(layer);
  if (known !== undefined) return known;
  const text = jsonOf(layer);
  layerTexts.set(layer, text);
  return text;
}

const layerTexts = new WeakMap<Layer, string>();

/** JSON whose keys are sorted, as those of {@link stableJson}. */
function jsonOf({ grafts, added, set, removed, order, empty, podTemplates }: Layer): string {
  const parts: string[] = [];
  if (added.size > 0) parts.push(`"added":${record(added, digestsText)}`);
  if (empty.size > 0) parts.push(`"empty":${record(empty, stableJson)}`);
  parts.push(`"grafts":${stableJson(grafts)}`);
  if (order.size > 0) parts.push(`"order":${record(order, stableJson)}`);
  if (podTemplates.length > 0) parts.push(`"podTemplates":${stableJson(podTemplates)}`);
  if (removed.size > 0) parts.push(`"removed":${record(removed, (old) => stableJson(encoded(old)))}`);
  if (set.size > 0) parts.push(`"set":${record(set, ({ old, digest: hash }) => stableJson([encoded(old), hash]))}`);
  return `{${parts.join(",")}}`;
}

function record<T>(map: ReadonlyMap<string, T>, text: (item: T) => string): string {
  const keys = [...map.keys()].sort();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${text(map.get(key) as T)}`).join(",")}}`;
}

function digestsText(digests: LeafDigests): string {
  const known = digestTexts.get(digests);
  if (known !== undefined) return known;
  const text = `"${[...digests].sort().join("")}"`;
  digestTexts.set(digests, text);
  return text;
}

const digestTexts = new WeakMap<LeafDigests, string>();

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
