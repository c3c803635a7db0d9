import { type Diagnostic, hasErrors } from "../../diagnostic/diagnostic.ts";
import { PROVENANCE, parseProvenance } from "../../graft/provenance.ts";
import type { Edits } from "../../krm/output.ts";
import { editedText } from "../../krm/output.ts";
import { at } from "../../value/value.ts";
import { withoutGuards } from "../../yaml/without-guards.ts";
import type { Loaded } from "../load.ts";
import type { NamedText } from "../named-text.ts";
import { withBrokenTold } from "./broken-documents.ts";
import { inject, type WorkloadOutcome } from "./inject.ts";
import { duplicates, faultsOf, loadTexts, type Progress, readSources, type SourceTexts } from "./sources.ts";
import { uninject } from "./uninject.ts";

/** The texts in the order they were given; absent where one of them, or the configuration, could not be read. */
export interface TextsResult {
  readonly texts?: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Injects into the workloads of several texts: documents, Lists or ResourceLists, each given back in its own form. */
export function injectTexts(texts: SourceTexts): TextsResult & { readonly workloads: readonly WorkloadOutcome[] } {
  const sources = readSources(texts);
  if ("diagnostics" in sources) return { diagnostics: sources.diagnostics, workloads: [] };
  const { edits, diagnostics, workloads } = inject(sources.all, sources.config, sources.progress);
  return { texts: editedTexts(sources.loaded, edits), diagnostics, workloads };
}

/** Takes out of several texts what podgraft grafted; `count` workloads changed, `names` are the configurations that had grafted. */
export function uninjectTexts(
  inputs: readonly NamedText[],
  { only, progress }: { only?: string | undefined; progress?: Progress | undefined },
): TextsResult & { count: number; names: readonly string[] } {
  const guarded = loadTexts(inputs, { progress });
  const faults = [...faultsOf(guarded), ...duplicates(guarded)];
  if (hasErrors(faults)) return { diagnostics: faults, count: 0, names: [] };
  const loaded = withBrokenTold(only === undefined ? loadTexts(guarded.map(unguarded)) : guarded);
  const { edits, diagnostics, workloads } = uninject(loaded, { only, progress });
  return { texts: editedTexts(loaded, edits), diagnostics, count: workloads.length, names: layerNames(loaded) };
}

function layerNames(loaded: readonly Loaded[]): readonly string[] {
  const objects = loaded.flatMap((one) => one.objects.map(({ object }) => object.value));
  return [...new Set(objects.flatMap((value) => [...(parseProvenance(at(value, "metadata", "annotations", PROVENANCE))?.keys() ?? [])]))];
}

/** Guards have nothing to guard once nothing is grafted any more. */
function unguarded({ manifest, units }: Loaded): NamedText {
  return { file: manifest.file, text: (manifest.bom ? "\ufeff" : "") + withoutGuards(manifest.text, [...units.values()]) };
}

/** The text of each input once its objects were edited. */
export function editedTexts(loaded: readonly Loaded[], edits: readonly Edits[]): readonly string[] {
  return loaded.map(({ manifest, units }, i) => editedText(manifest, units, edits[i] ?? new Map()));
}
