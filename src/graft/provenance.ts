import { at, type Value, type ValueMap } from "../value/value.ts";
import type { Layer, Provenance } from "./layer.ts";
import { payloadText } from "./payload.ts";
import { parseProvenanceJson, provenanceJson } from "./provenance-json.ts";
import { contentsOf, layerLines, PLACE } from "./provenance-lines.ts";
import { readProvenance } from "./provenance-read.ts";
import { payloadLine } from "./provenance-records.ts";

/**
 * The annotation that records what was grafted into a workload. It is on the object itself, so no pod restarts because
 * of it.
 */
export const PROVENANCE = "podgraft.dev/provenance";

/** The layers of an object; undefined if they cannot be read. */
export function provenanceAt(object: Value | undefined): Provenance | undefined {
  return parseProvenance(at(object, "metadata", "annotations", PROVENANCE));
}

/** Reads the annotation; without one the provenance is empty; undefined if the annotation cannot be read. */
export function parseProvenance(text: Value | undefined): Provenance | undefined {
  return text === undefined ? new Map() : parseText(text)?.layers;
}

/** What the annotation says about its own place, as {@link provenanceText} got it. */
export function parseHome(text: Value): ValueMap | undefined {
  return parseText(text)?.home;
}

/** The most characters that all annotations of an object may have: no server accepts more. */
const MOST_CHARACTERS = 256 * 1024;

function parseText(text: Value): ReturnType<typeof readProvenance> {
  if (typeof text !== "string" || text.length > MOST_CHARACTERS) return undefined;
  return text.startsWith("{") ? parseProvenanceJson(text) : readProvenance(text.trimEnd());
}

/** The annotation's text, the same for the same layers; undefined without layers. */
export function provenanceText(provenance: Provenance, home: ValueMap | undefined): string | undefined {
  const layers = new Map(
    [...provenance].filter(([, { added, set, removed, order }]) => added.size + set.size + removed.size + order.size > 0),
  );
  if (layers.size === 0) return undefined;
  const all = contentsOf(layers.keys(), home !== undefined);
  const lines = () => [...[...layers].map(([name, layer]) => layerLines(layer, name, all)), ...(home ? [placeLine(home)] : [])];
  return provenanceJson(layers, home) ?? lines().join("\n");
}

function placeLine(home: ValueMap): string {
  const { frame, rest } = payloadLine(PLACE, payloadText(home));
  return frame + rest;
}

/** A layer with the lines that an earlier one kept, if the two are otherwise the same. */
export function withLinesOf(layer: Layer, earlier: Layer | undefined): Layer {
  if (!earlier || earlier.source.length === 0) return layer;
  return layerLines({ ...earlier, source: [] }, "", "") === layerLines(layer, "", "") ? earlier : layer;
}
