import { withAfter } from "../../change/delta.ts";
import { withKeptSource } from "../../graft/annotate.ts";
import { PROVENANCE, provenanceAt } from "../../graft/provenance.ts";
import { type Edit, nest, spliceOf } from "../../krm/edit.ts";
import type { Manifest, Part } from "../../krm/manifest.ts";
import type { ObjectPath } from "../../krm/objects.ts";
import { at } from "../../value/value.ts";
import type { Unit } from "../../yaml/put.ts";
import { isSurelyPutBack } from "../../yaml/put-back.ts";
import { nodeValue } from "../../yaml/source-node.ts";
import { alone, type KeptOf, keptOf, takenOut } from "./take-out.ts";

interface EditedPart {
  readonly manifest: Manifest;
  readonly part: number;
  readonly unit: Unit;
  readonly edits: readonly Edit[];
}

const ANNOTATION = ["metadata", "annotations", PROVENANCE];

/**
 * The edits of a part, with the lines of its text that a layer must record so that uninject restores the original text.
 * They are found by reverting what was just grafted, and comparing. Nearly always that is not necessary.
 */
export function withSourceKept(edited: EditedPart, layer: string): readonly Edit[] {
  const { manifest, part, unit, edits } = edited;
  if (edits.length === 0 || isSure(edited)) return edits;
  const { start, end } = manifest.parts[part] as Part;
  const before = alone(manifest, part);
  const splice = spliceOf(manifest, unit, edits);
  const after = alone(manifest, part, manifest.text.slice(start, splice.start) + splice.text + manifest.text.slice(splice.end, end));
  if (!before || !after) return edits;
  const grafted = edits.filter(({ path }) => provenanceAt(at(nodeValue(unit.entry.value), ...path))?.has(layer) === true);
  const wanted = takenOut(
    before,
    grafted.map(({ path }) => ({ path, layers: [layer] })),
  );
  const kept = keptOf(
    after,
    edits.map(({ path }) => path),
    { layer, wanted: wanted.text },
  );
  const sourceOf = (of: readonly KeptOf[], wantedPath: ObjectPath) => of.find(({ path }) => path === wantedPath)?.source ?? [];
  return edits.map((edit) => noted(edit, layer, [...sourceOf(kept, edit.path), ...sourceOf(wanted.missed, edit.path)]));
}

function isSure({ manifest: { text }, unit: { entry, end }, edits }: EditedPart): boolean {
  const slice = text.slice(entry.start, end);
  const hasAliases = slice.includes("&") && slice.includes("*");
  if (hasAliases || slice.includes("\r") || !slice.endsWith("\n") || hasOpenScalar(slice) || slice.includes(PROVENANCE)) return false;
  return isSurelyPutBack(text, entry.value, nest(nodeValue(entry.value), edits));
}

/**
 * Lines of spaces, and the indicator of a block scalar that keeps blank lines: a scalar that ends up above them may
 * change its style.
 */
function hasOpenScalar(text: string): boolean {
  // The whole expression is slow, and most texts do not match.
  return /[ \t]\n|\+/.test(text) && OPEN_SCALAR.test(text);
}

const OPEN_SCALAR = /^[ \t]+$|[|>][1-9]?\+/m;

function noted(edit: Edit, layer: string, source: Parameters<typeof withKeptSource>[2]): Edit {
  const text = source.length === 0 ? undefined : withKeptSource(at(edit.delta.after, ...ANNOTATION), layer, source);
  const delta = text === undefined ? undefined : withAfter(edit.delta, ANNOTATION, text);
  return delta ? { ...edit, delta } : edit;
}
