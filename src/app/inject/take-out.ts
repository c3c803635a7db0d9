import { type KeptLines, keptLines, withKeptLines } from "../../graft/kept-lines.ts";
import { PROVENANCE, provenanceAt } from "../../graft/provenance.ts";
import { type Edit, spliceOf } from "../../krm/edit.ts";
import type { Manifest, Part } from "../../krm/manifest.ts";
import { identityOf, type ObjectPath } from "../../krm/objects.ts";
import { readPart } from "../../krm/read.ts";
import { podTemplatePaths, workloadOf } from "../../kube/workloads.ts";
import { at, equal, isMap, type Value, type ValueMap } from "../../value/value.ts";
import type { Unit } from "../../yaml/put.ts";
import { nearestNode, nodeValue } from "../../yaml/source-node.ts";
import { readYaml } from "../engines.ts";
import { uninjectServed } from "./served.ts";

/** A part that was read, alone in its text. */
export interface ReadPart {
  readonly manifest: Manifest;
  readonly unit: Unit;
}

/** A part of a manifest by itself, perhaps with other text. */
export function alone({ file, text, parts }: Manifest, index: number, printed?: string): ReadPart | undefined {
  const part = parts[index] as Part;
  return readAlone(file, printed ?? text.slice(part.start, part.end), part.isItem);
}

function readAlone(file: string, text: string, isItem: boolean): ReadPart | undefined {
  const part = { start: 0, end: text.length, isItem };
  const manifest: Manifest = { file, text, bom: false, parts: [part] };
  const read = readPart(manifest, part, readYaml);
  return "unit" in read ? { manifest, unit: read.unit } : undefined;
}

/** An object of a part, and the layers to take out of it, the uppermost first. */
export interface Taken {
  readonly path: ObjectPath;
  readonly layers: readonly string[];
}

/** A part's text without some layers, and the lines that these layers kept and that are no longer in the part. */
export interface TakenOut {
  readonly text: string;
  readonly missed: readonly KeptOf[];
}

/** Takes layers out of a part's objects, one after the other, and puts back what each kept. */
export function takenOut(part: ReadPart, taken: readonly Taken[], missed: readonly KeptOf[] = []): TakenOut {
  const now = taken.filter(({ layers }) => layers.length > 0);
  if (now.length === 0) return { text: part.manifest.text, missed };
  const { text, kept } = withoutLayers(part, now);
  const { file, parts } = part.manifest;
  const isItem = parts[0]?.isItem === true;
  const printed = readAlone(file, text, isItem);
  if (!printed) return { text, missed };
  const back = putBack(printed, kept, isItem);
  const rest = now.map(({ path, layers }) => ({ path, layers: layers.slice(1) }));
  return takenOut(back.part, rest, [...missed, ...back.missed]);
}

export interface KeptOf {
  readonly path: ObjectPath;
  readonly source: readonly KeptLines[];
}

/** The part's text without the first layer of each object, as the values alone give it; and what those layers kept. */
function withoutLayers({ manifest, unit }: ReadPart, taken: readonly Taken[]): { text: string; kept: readonly KeptOf[] } {
  const edits: Edit[] = [];
  const kept: KeptOf[] = [];
  for (const { path, layers } of taken) {
    const value = at(nodeValue(unit.entry.value), ...path);
    const only = layers[0] as string;
    const delta = isMap(value) ? withoutLayer(value, only) : undefined;
    if (!delta) continue;
    edits.push({ path, delta });
    kept.push({ path, source: provenanceAt(value)?.get(only)?.source ?? [] });
  }
  if (edits.length === 0) return { text: manifest.text, kept };
  const splice = spliceOf(manifest, unit, edits);
  return { text: manifest.text.slice(0, splice.start) + splice.text, kept };
}

function withoutLayer(value: ValueMap, only: string) {
  const identity = identityOf(value);
  if (!identity) return undefined;
  const type = workloadOf(identity.apiVersion, identity.kind);
  const templates = type ? podTemplatePaths(value, type).paths : [];
  return uninjectServed({ identity, value, templates }, only).delta;
}

/** The part with the kept lines put back, unless that would change its values. */
function putBack(printed: ReadPart, kept: readonly KeptOf[], isItem: boolean): { part: ReadPart; missed: readonly KeptOf[] } {
  let part = printed;
  const missed: KeptOf[] = [];
  for (const { path, source } of kept) {
    if (source.length === 0) continue;
    const { line, column } = placeOf(part, path);
    const found = withKeptLines(linesOf(part.manifest.text, column), source, line);
    const next = readAlone(part.manifest.file, textOf(found.lines, column), isItem);
    const isSame = next !== undefined && equal(valueIn(next), valueIn(part));
    if (isSame) part = next;
    // An alias for something in another item can only be put back into the whole list.
    const left = isSame ? found.missed : source;
    if (left.length > 0) missed.push({ path, source: left });
  }
  return { part, missed };
}

function valueIn({ unit }: ReadPart): Value {
  return nodeValue(unit.entry.value);
}

interface Position {
  readonly line: number;
  readonly column: number;
}

/** An object's place in its part: hosts move it, and its kept lines move along. */
function placeOf({ manifest: { text }, unit }: ReadPart, path: ObjectPath): Position {
  const { start } = nearestNode(unit.entry.value, path);
  const before = text.slice(0, start);
  const lineStart = before.lastIndexOf("\n") + 1;
  return { line: before.split("\n").length - 1, column: start - lineStart };
}

/** Lines without the object's indentation, marked if they are not indented that far. */
function linesOf(text: string, column: number): readonly string[] {
  const pad = " ".repeat(column);
  const lines = text.split("\n");
  return column === 0
    ? lines
    : lines.map((line) => (line.startsWith(pad) && line !== pad ? line.slice(column) : line === "" ? "" : SHALLOW + line));
}

function textOf(lines: readonly string[], column: number): string {
  const pad = " ".repeat(column);
  if (column === 0) return lines.join("\n");
  return lines.map((line) => (line === "" ? "" : line.startsWith(SHALLOW) ? line.slice(SHALLOW.length) : pad + line)).join("\n");
}

/** No line of YAML begins with it. */
const SHALLOW = "\u0001";

/** For each object, the lines that its layer must keep so that taking it out of the part gives the wanted text. */
export function keptOf(
  part: ReadPart,
  paths: readonly ObjectPath[],
  { layer, wanted }: { layer: string; wanted: string },
): readonly KeptOf[] {
  const { text } = withoutLayers(
    part,
    paths.map((path) => ({ path, layers: [layer] })),
  );
  if (text === wanted) return [];
  const printed = readAlone(part.manifest.file, text, part.manifest.parts[0]?.isItem === true);
  if (!printed) return [];
  const places = paths.map((path) => ({ path, place: placeOf(printed, path) }));
  return places.map(({ path, place }, i) => {
    const next = places[i + 1]?.place.line ?? Number.POSITIVE_INFINITY;
    const found = keptLines(linesOf(text, place.column), linesOf(wanted, place.column));
    const own = found.filter((hunk) => {
      const line = hunk.count === 0 ? hunk.at - 1 : hunk.at;
      return line < next && (i === 0 || line >= place.line);
    });
    return {
      path,
      source: own
        .map((kept) => ({ ...kept, at: kept.at - place.line }))
        .filter(({ lines }) => !lines.some((line) => line.includes(PROVENANCE))),
    };
  });
}
