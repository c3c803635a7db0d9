import { compare, noListKeys } from "../change/compare.ts";
import type { Diagnostic } from "../diagnostic/diagnostic.ts";
import { isMap, type ValueMap, withKey } from "../value/value.ts";
import { guarded } from "../yaml/guard.ts";
import type { Unit } from "../yaml/put.ts";
import { nodeValue, type SourceEntry } from "../yaml/source-node.ts";
import { type Edit, nest, piecesOf, type Splice, spliced, spliceOf } from "./edit.ts";
import type { Manifest, Part } from "./manifest.ts";
import { resultsText, resultsValue } from "./results.ts";

/** The edits of each part, by its index. */
export type Edits = ReadonlyMap<number, readonly Edit[]>;

/** The text of a manifest once its objects were edited. */
export function editedText(manifest: Manifest, units: ReadonlyMap<number, Unit>, edits: Edits): string {
  const splices = [...edits].map(([part, partEdits]) => spliceOf(manifest, units.get(part) as Unit, partEdits));
  const text = spliced(manifest.text, splices);
  return (manifest.bom ? "\ufeff" : "") + (splices.length > 0 && !manifest.text.endsWith("\n") ? withoutFinalBreak(text) : text);
}

/** A source without a break behind its last line stays so, unless the break is part of a block scalar's value. */
function withoutFinalBreak(text: string): string {
  const lines = text.trimEnd().split("\n");
  const indentation = (line: string) => line.search(/[^ ]/);
  const last = indentation(lines.at(-1) as string);
  const above = lines.findLast((line) => line.trim() !== "" && indentation(line) < last) ?? "";
  return /[|>][+0-9]*[ \t]*(?:#.*)?\r?$/.test(above) ? text : text.replace(/\r?\n$/, "");
}

/** The text of a ResourceList, in pieces: one read as one document with its objects edited, another one with its items as they are. */
export function listText(
  manifest: Manifest,
  units: ReadonlyMap<number, Unit>,
  { edits, results }: { edits: Edits; results: readonly Diagnostic[] },
): readonly string[] {
  if (!manifest.list?.whole) return itemsText(manifest, [], results);
  return [editedText(manifest, units, withResults(units.get(0) as Unit, edits, results))];
}

/** The text of a ResourceList with its items replaced, and its results, in pieces. */
export function itemsText(manifest: Manifest, splices: readonly Splice[], results: readonly Diagnostic[]): readonly string[] {
  const eol = manifest.text.includes("\r\n") ? "\r\n" : "\n";
  const text = resultsText(results, { eol, step: 2, indentLists: false, json: false });
  return [manifest.bom ? "\ufeff" : "", ...piecesOf(manifest.text, [...splices, resultsSplice(manifest, text, eol)])];
}

/** Reads one item of a list: from a line's beginning to `end`. */
export type ItemReader = (text: string) => SourceEntry | undefined;

/** What comes in the place of an item once its objects were edited, with guards against the host's copying of comments. */
export function itemSplice(
  manifest: Manifest,
  { part, unit, edits }: { part: Part; unit: Unit; edits: readonly Edit[] },
  reader: ItemReader,
): Splice {
  const { text } = manifest;
  const splice = spliceOf(manifest, unit, edits);
  if (!text.slice(part.start, part.end).includes("#")) return splice;
  const now = text.slice(part.start, splice.start) + splice.text;
  const entry = reader(now);
  return entry ? { ...splice, text: guarded({ text, ...unit }, { text: now, entry, end: now.length }) } : splice;
}

/** In the place of earlier results, or at the end. */
function resultsSplice({ text: source, list }: Manifest, text: string, eol: string): Splice {
  if (list?.results) return { ...list.results, text };
  const needsBreak = text !== "" && !source.endsWith("\n");
  return { start: source.length, end: source.length, text: (needsBreak ? eol : "") + text };
}

/** The results as one more edit of a list that is a single document. */
function withResults({ entry }: Unit, edits: Edits, results: readonly Diagnostic[]): Edits {
  const root = nodeValue(entry.value) as ValueMap;
  const own = edits.get(0) ?? [];
  const edited = own.length === 0 ? undefined : nest(root, own);
  const after = withKey(root, "results", results.length === 0 ? undefined : resultsValue(results));
  const changed = compare(root, after, noListKeys);
  if (!changed) return edits;
  if (!edited) return new Map([[0, [{ path: [], delta: changed }]]]);
  if (edited.kind !== "map" || changed.kind !== "map" || !isMap(edited.after)) return edits;
  const entries = new Map([...edited.entries, ...changed.entries]);
  return new Map([
    [0, [{ path: [], delta: { kind: "map", entries, before: root, after: withKey(edited.after, "results", after.results) } }]],
  ]);
}
