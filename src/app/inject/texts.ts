import { type Diagnostic, hasErrors } from "../../diagnostic/diagnostic.ts";
import { provenanceAt } from "../../graft/provenance.ts";
import { type Splice, spliceOf } from "../../krm/edit.ts";
import { type Edits, editedText, splicedText } from "../../krm/output.ts";
import { split } from "../../krm/split.ts";
import { withoutGuards } from "../../yaml/without-guards.ts";
import type { Config } from "../config/config.ts";
import { type Loaded, open } from "../load.ts";
import { faultsOf, loadTexts, type Progress } from "../load-texts.ts";
import type { NamedText } from "../named-text.ts";
import { withBrokenTold } from "./broken-documents.ts";
import { duplicates, namedWorkloads } from "./duplicates.ts";
import type { FunctionResult } from "./function.ts";
import { type InjectedPart, injectParts } from "./inject-parts.ts";
import type { WorkloadOutcome } from "./inject-workload.ts";
import { openSources, readSources, type SourceTexts } from "./sources.ts";
import { uninject } from "./uninject.ts";
import { uninjectedText } from "./uninjected-text.ts";

/** The texts in the given order; absent if one of them, or the configuration, could not be read. */
export interface TextsResult {
  readonly texts?: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Injects into the workloads of several texts: documents, Lists or ResourceLists, each returned in its own form. The
 * outcome of each workload is kept on request.
 */
export function injectTexts(
  texts: SourceTexts,
  { keepsWorkloads = false }: { readonly keepsWorkloads?: boolean } = {},
): TextsResult & { readonly workloads: readonly WorkloadOutcome[] } {
  const sources = openSources(texts);
  if ("diagnostics" in sources) return { diagnostics: faultsIn(texts), workloads: [] };
  const { inputs, all, config, progress, chooses } = sources;
  const keep = (part: InjectedPart) => ({
    splices: splicesOf(part),
    named: namedWorkloads(part.objects, config.spec.workloads),
    workloads: keepsWorkloads ? part.outcomes : [],
  });
  const { manifests, kept, diagnostics, failed, isUnread } = injectParts(all, config, { keep, progress, chooses });
  const parts = kept.flat();
  const isTwice = duplicates(parts.flatMap(({ named }) => named)).length > 0;
  if (isUnread || isTwice) return { diagnostics: faultsIn(texts), workloads: [] };
  const splicesIn = (i: number) => (failed ? [] : (kept[i] ?? []).flatMap(({ splices }) => splices));
  return {
    texts: manifests.slice(0, inputs.length).map(({ manifest }, i) => splicedText(manifest, splicesIn(i))),
    diagnostics,
    workloads: parts.flatMap(({ workloads }) => workloads),
  };
}

/** Everything that keeps texts from being read. */
function faultsIn(texts: SourceTexts): readonly Diagnostic[] {
  const sources = readSources(texts);
  return "diagnostics" in sources ? sources.diagnostics : [];
}

/** Injects into one text with a configuration that has been read. */
export function injectDocuments(file: string, source: string, config: Config): FunctionResult {
  const opened = open(split(file, source), config.spec.workloads);
  const { manifests, kept, diagnostics, failed, isUnread } = injectParts([opened], config, { keep: splicesOf });
  if (isUnread) return { diagnostics };
  return { output: manifests.map(({ manifest }, i) => splicedText(manifest, failed ? [] : (kept[i] ?? []).flat())), diagnostics };
}

function splicesOf({ manifest, unit, edits }: InjectedPart): readonly Splice[] {
  return edits.length === 0 ? [] : [spliceOf(manifest, unit, edits)];
}

/** Takes out of several texts what podgraft grafted; `count` workloads changed, `names` are the configurations that had grafted. */
export function uninjectTexts(
  inputs: readonly NamedText[],
  { only, progress }: { only?: string | undefined; progress?: Progress | undefined },
): TextsResult & { count: number; names: readonly string[] } {
  const guarded = loadTexts(inputs, { progress });
  const faults = [...faultsOf(guarded), ...duplicates(namedWorkloads(guarded.flatMap(({ objects }) => objects)))];
  if (hasErrors(faults)) return { diagnostics: faults, count: 0, names: [] };
  const loaded = withBrokenTold(only === undefined ? loadTexts(guarded.map(unguarded)) : guarded);
  const { edits, diagnostics, workloads } = uninject(loaded, { only, progress });
  const texts = loaded.map((one, i) => uninjectedText(one, edits[i] as Edits, workloads));
  return { texts, diagnostics, count: workloads.length, names: layerNames(loaded) };
}

function layerNames(loaded: readonly Loaded[]): readonly string[] {
  const objects = loaded.flatMap((one) => one.objects.map(({ object }) => object.value));
  return [...new Set(objects.flatMap((value) => [...(provenanceAt(value)?.keys() ?? [])]))];
}

/** Guards are not needed when nothing is grafted any more. */
function unguarded({ manifest, units }: Loaded): NamedText {
  return { file: manifest.file, text: (manifest.bom ? "\ufeff" : "") + withoutGuards(manifest.text, [...units.values()]) };
}

/** The text of each input once its objects were edited. */
export function editedTexts(loaded: readonly Loaded[], edits: readonly Edits[]): readonly string[] {
  return loaded.map(({ manifest, units }, i) => editedText(manifest, units, edits[i] ?? new Map()));
}
