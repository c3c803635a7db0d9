import { compare, noListKeys } from "../change/compare.ts";
import type { Diagnostic } from "../diagnostic/diagnostic.ts";
import { isMap, type Value, type ValueMap, withKey } from "../value/value.ts";
import type { Unit } from "../yaml/put.ts";
import { nodeValue } from "../yaml/source-node.ts";
import { type Edit, nest, type Splice, spliced, spliceOf } from "./edit.ts";
import type { Manifest } from "./manifest.ts";
import { resultsText, resultsValue } from "./results.ts";
import { unmatched } from "./unmatched.ts";

/** The edits of each part, by its index. */
export type Edits = ReadonlyMap<number, readonly Edit[]>;

/** The text of a manifest once its objects were edited. */
export function editedText(manifest: Manifest, units: ReadonlyMap<number, Unit>, edits: Edits): string {
  const splices = [...edits].map(([part, partEdits]) => spliceOf(manifest, units.get(part) as Unit, partEdits));
  return (manifest.bom ? "\ufeff" : "") + spliced(manifest.text, splices);
}

/** A path to an item of a list that is one document begins with `items` and an index. */
const WHOLE_LIST_ITEM_DEPTH = 2;

/** The text of a ResourceList with its objects edited and its results replaced. */
export function listText(
  manifest: Manifest,
  units: ReadonlyMap<number, Unit>,
  { edits, results }: { edits: Edits; results: readonly Diagnostic[] },
): string {
  const itemDepth = manifest.list?.whole ? WHOLE_LIST_ITEM_DEPTH : 0;
  const given = new Map([...edits].map(([part, own]) => [part, unmatched(rootOf(units.get(part) as Unit), own, { itemDepth })]));
  if (manifest.list?.whole) return editedText(manifest, units, withResults(units.get(0) as Unit, given, results));
  const splices = [...given].map(([part, partEdits]) => spliceOf(manifest, units.get(part) as Unit, partEdits));
  const eol = manifest.text.includes("\r\n") ? "\r\n" : "\n";
  const text = resultsText(results, { eol, step: 2, indentLists: false, json: false });
  return (manifest.bom ? "\ufeff" : "") + spliced(manifest.text, [...splices, resultsSplice(manifest, text, eol)]);
}

function rootOf({ entry }: Unit): Value {
  return nodeValue(entry.value);
}

/** In the place of earlier results, or at the end. */
function resultsSplice({ text: source, list }: Manifest, text: string, eol: string): Splice {
  if (list?.results) return { ...list.results, text };
  const needsBreak = text !== "" && !source.endsWith("\n");
  return { start: source.length, end: source.length, text: (needsBreak ? eol : "") + text };
}

/** The results as one more edit of a list that is a single document. */
function withResults(unit: Unit, edits: Edits, results: readonly Diagnostic[]): Edits {
  const root = rootOf(unit) as ValueMap;
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
