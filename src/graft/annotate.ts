import { compare, type ListKeys } from "../change/compare.ts";
import type { Delta, EntryDelta } from "../change/delta.ts";
import { at, isMap, newMap, type Value, type ValueMap, withKey } from "../value/value.ts";
import type { KeptLines } from "./kept-lines.ts";
import type { Provenance } from "./layer.ts";
import { PROVENANCE, parseHome, parseProvenance, provenanceText } from "./provenance.ts";

/**
 * What was at `metadata.annotations` if that was not a map with entries, so that removing the annotation restores it:
 * `{annotations: null}`, `{annotations: {}}`, `{metadata: null}`; `{}` if there was no metadata.
 */
export type Home = ValueMap;

/**
 * The object with its provenance in the annotation; the object itself if the provenance is empty. The object must not
 * have the annotation yet.
 */
export function withProvenance(object: ValueMap, provenance: Provenance): ValueMap {
  const text = provenanceText(provenance, homeOf(object));
  if (text === undefined) return object;
  const metadata = isMap(object.metadata) ? object.metadata : newMap();
  const annotations = isMap(metadata.annotations) ? metadata.annotations : newMap();
  return withKey(object, "metadata", withKey(metadata, "annotations", withKey(annotations, PROVENANCE, text)));
}

/** The annotation's text with the lines that a layer keeps; undefined if there is no layer with that name. */
export function withKeptSource(text: Value | undefined, name: string, source: readonly KeptLines[]): string | undefined {
  const provenance = parseProvenance(text);
  const layer = provenance?.get(name);
  if (text === undefined || !provenance || !layer) return undefined;
  return provenanceText(new Map(provenance).set(name, { ...layer, source }), parseHome(text));
}

function homeOf({ metadata }: ValueMap): Home | undefined {
  if (metadata === undefined) return newMap();
  if (!isMap(metadata)) return withKey(newMap(), "metadata", metadata);
  const { annotations } = metadata;
  if (annotations === undefined || (isMap(annotations) && Object.keys(annotations).length > 0)) return undefined;
  return withKey(newMap(), "annotations", annotations);
}

/** The delta from `before` to `after`, given the delta to the same object without the annotation. */
export function annotated(
  delta: Delta | undefined,
  { before, after, keys }: { before: ValueMap; after: ValueMap; keys: ListKeys },
): Delta | undefined {
  if (delta?.kind !== "map" || after === delta.after) return delta;
  const entries = new Map<string, EntryDelta>();
  const [old, now] = [before.metadata, after.metadata as Value];
  const metadata: EntryDelta | undefined = old === undefined ? { kind: "add", after: now } : compare(old, now, keys.field("metadata"));
  // In the order in which compare gives them.
  for (const key in before) {
    const entry = key === "metadata" ? metadata : delta.entries.get(key);
    if (entry) entries.set(key, entry);
  }
  delta.entries.forEach((changed, key) => {
    const entry = key === "metadata" ? metadata : changed;
    if (entry && !entries.has(key)) entries.set(key, entry);
  });
  if (metadata && !entries.has("metadata")) entries.set("metadata", metadata);
  return { kind: "map", entries, before, after };
}

/** The object as it is without the annotation. */
export function withoutProvenance(object: ValueMap): ValueMap {
  const text = at(object, "metadata", "annotations", PROVENANCE);
  if (text === undefined) return object;
  const metadata = object.metadata as ValueMap;
  const annotations = withKey(metadata.annotations as ValueMap, PROVENANCE, undefined);
  if (Object.keys(annotations).length > 0) return withKey(object, "metadata", withKey(metadata, "annotations", annotations));
  const home = parseHome(text);
  const rest = withKey(metadata, "annotations", home?.annotations);
  const isBare = home !== undefined && Object.keys(rest).length === 0;
  return withKey(object, "metadata", isBare ? home.metadata : (rest as Value));
}
