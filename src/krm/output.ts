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

/** The text of a manifest after its objects were edited. */
export function editedText(manifest: Manifest, units: ReadonlyMap<number, Unit>, edits: Edits): string {
  return splicedText(
    manifest,
    [...edits].map(([part, partEdits]) => spliceOf(manifest, units.get(part) as Unit, partEdits)),
  );
}

/** The text of a manifest with some of its parts replaced. */
export function splicedText(manifest: Manifest, splices: readonly Splice[]): string {
  return (manifest.bom ? "\ufeff" : "") + spliced(manifest.text, splices);
}

/**
 * What is printed for a ResourceList: an item's new text; or, for a list that is one part, its edits, because the
 * results are another edit.
 */
export interface PrintedPart {
  readonly splice?: Splice;
  readonly edits?: readonly Edit[];
}

export function printedPart(manifest: Manifest, edited: EditedPart, reader: ItemReader): PrintedPart {
  const { edits } = edited;
  if (edits.length === 0) return {};
  return manifest.list?.whole ? { edits } : { splice: itemSplice(manifest, edited, reader) };
}

/** The text of a ResourceList with its results, in pieces; `whole` is the list if it is one part. */
export function listText(
  manifest: Manifest,
  whole: Unit | undefined,
  { parts, results }: { parts: readonly PrintedPart[]; results: readonly Diagnostic[] },
): readonly string[] {
  if (manifest.list?.whole) {
    const unit = whole as Unit;
    const edits = withResults(
      unit,
      parts.flatMap((part) => part.edits ?? []),
      results,
    );
    return [splicedText(manifest, edits.length === 0 ? [] : [spliceOf(manifest, unit, edits)])];
  }
  const eol = manifest.text.includes("\r\n") ? "\r\n" : "\n";
  const text = resultsText(results, { eol, step: 2, indentLists: false, json: false });
  const splices = parts.flatMap(({ splice }) => splice ?? []);
  return [manifest.bom ? "\ufeff" : "", ...piecesOf(manifest.text, [...splices, resultsSplice(manifest, text, eol)])];
}

/** Reads one item of a list: from a line's beginning to `end`. */
export type ItemReader = (text: string) => SourceEntry | undefined;

interface EditedPart {
  readonly part: number;
  readonly unit: Unit;
  readonly edits: readonly Edit[];
}

/** The new text of an item after its objects were edited, with guards against the host's copying of comments. */
function itemSplice(manifest: Manifest, { part: index, unit, edits }: EditedPart, reader: ItemReader): Splice {
  const { text, parts } = manifest;
  const part = parts[index] as Part;
  const splice = spliceOf(manifest, unit, edits);
  if (!text.slice(part.start, part.end).includes("#")) return splice;
  const now = text.slice(part.start, splice.start) + splice.text;
  const entry = reader(now);
  return entry ? { ...splice, text: guarded({ text, ...unit }, { text: now, entry, end: now.length }) } : splice;
}

/** Replaces earlier results, or goes to the end. */
function resultsSplice({ text: source, list }: Manifest, text: string, eol: string): Splice {
  if (list?.results) return { ...list.results, text };
  const needsBreak = text !== "" && !source.endsWith("\n");
  return { start: source.length, end: source.length, text: (needsBreak ? eol : "") + text };
}

/** The results as one more edit of a list that is a single document. */
function withResults({ entry }: Unit, edits: readonly Edit[], results: readonly Diagnostic[]): readonly Edit[] {
  const root = nodeValue(entry.value) as ValueMap;
  const edited = edits.length === 0 ? undefined : nest(root, edits);
  const after = withKey(root, "results", results.length === 0 ? undefined : resultsValue(results));
  const changed = compare(root, after, noListKeys);
  if (!changed) return edits;
  if (!edited) return [{ path: [], delta: changed }];
  if (edited.kind !== "map" || changed.kind !== "map" || !isMap(edited.after)) return edits;
  const entries = new Map([...edited.entries, ...changed.entries]);
  return [{ path: [], delta: { kind: "map", entries, before: root, after: withKey(edited.after, "results", after.results) } }];
}
