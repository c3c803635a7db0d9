import { problemOfPath } from "../kube/template-path.ts";
import { isEmpty, isList, isMap, type Value, type ValueMap } from "../value/value.ts";
import { SHORT_DIGEST, stableJson } from "./digest.ts";
import { parseKeptLines } from "./kept-lines.ts";
import type { Layer, Provenance, Replaced } from "./layer.ts";
import type { LeafDigests } from "./leaves.ts";
import { decoded, parseJson } from "./payload.ts";
import { wordOf } from "./provenance-words.ts";

/** The first format: all layers as JSON on one line. A layer keeps it until its configuration grafts again. */
export function parseProvenanceJson(text: string): { layers: Provenance; home?: ValueMap } | undefined {
  const found = parseJson(text);
  if (!isMap(found)) return undefined;
  const names = keysInOrder(text, found).filter((name) => name !== HOME);
  const parsed = names.map((name) => [name, parseLayerJson(found[name] as Value)] as const);
  if (!parsed.every(([, layer]) => layer !== undefined)) return undefined;
  const home = found[HOME];
  return { layers: new Map(parsed as [string, Layer][]), ...(isMap(home) && { home }) };
}

/** Besides the layers, the former value at the annotation's own place. No configuration has the empty name. */
const HOME = "";

const WHOLE_NUMBER = /^(?:0|[1-9][0-9]*)$/;

/** The layers' names in stacking order. A JavaScript object lists integer keys first, whatever the text says. */
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

/** The text that {@link parseProvenanceJson} reads; undefined if a layer is not of that form. */
export function provenanceJson(layers: Provenance, home: ValueMap | undefined): string | undefined {
  const texts = [...layers].map(([name, { json }]) => json && `${JSON.stringify(name)}:${json}`);
  if (!texts.every((text) => text !== undefined)) return undefined;
  return `{${[...(home ? [`${JSON.stringify(HOME)}:${stableJson(home)}`] : []), ...texts].join(",")}}`;
}

const layerKeys: ReadonlySet<string> = new Set(["grafts", "podTemplates", "added", "set", "removed", "order", "empty", "source"]);

/** One of the layers. */
export function parseLayerJson(value: Value | undefined): Layer | undefined {
  if (!isMap(value) || Object.keys(value).some((key) => !layerKeys.has(key))) return undefined;
  const parts = {
    added: mapped(value.added, leafDigestsOf),
    set: mapped(value.set, replacedOf),
    removed: mapped(value.removed, decoded),
    order: mapped(value.order, (ids) => (isList(ids) ? ids.map(String) : undefined)),
    empty: mapped(value.empty, (before) => (before === null || isEmpty(before) ? before : undefined)),
  };
  const source = listed(value.source, parseKeptLines);
  const podTemplates = listed(value.podTemplates, (path) => (isTemplatePath(path) ? path : undefined));
  const grafts = listed(value.grafts, (name) => (typeof name === "string" ? wordOf(name) : undefined));
  if (!isComplete(parts) || !source || !podTemplates || !grafts) return undefined;
  return { ...parts, source, podTemplates, grafts: grafts.join(", "), json: stableJson(value) };
}

function isComplete<T extends object>(parts: T): parts is { [Key in keyof T]: NonNullable<T[Key]> } {
  return Object.values(parts).every((part) => part !== undefined);
}

/** Undefined if a layer is not as it was written; the same for {@link mapped}. */
function listed<T>(value: Value | undefined, parse: (item: Value) => T | undefined): readonly T[] | undefined {
  if (value !== undefined && !isList(value)) return undefined;
  const found = (value ?? []).map(parse);
  return found.includes(undefined) ? undefined : (found as readonly T[]);
}

function mapped<T>(value: Value | undefined, parse: (item: Value) => T | undefined): ReadonlyMap<string, T> | undefined {
  if (value !== undefined && !isMap(value)) return undefined;
  const found = new Map<string, T>();
  for (const key of Object.keys(value ?? {})) {
    const item = parse((value as ValueMap)[key] as Value);
    if (item === undefined) return undefined;
    found.set(key, item);
  }
  return found;
}

function isTemplatePath(path: Value): path is string {
  return typeof path === "string" && problemOfPath(path) === undefined;
}

const DIGESTS = /^(?:[\w-]{6})*$/;

function replacedOf(pair: Value): Replaced | undefined {
  if (!isList(pair) || pair.length !== 2 || typeof pair[1] !== "string" || !DIGESTS.test(pair[1])) return undefined;
  return { old: decoded(pair[0] as Value), digest: pair[1] };
}

/** Digests had six characters; the first ones are the same as today's. */
function leafDigestsOf(text: Value): LeafDigests | undefined {
  if (typeof text !== "string" || !DIGESTS.test(text)) return undefined;
  const digests = (text.match(/.{6}/g) ?? []).map((digest) => digest.slice(0, SHORT_DIGEST));
  return [{ name: "", digests: [...new Set(digests)].sort().join(""), images: "" }];
}
