import { type Diagnostic, hasErrors } from "../diagnostic/diagnostic.ts";
import type { Edits } from "../krm/output.ts";
import { editedText } from "../krm/output.ts";
import { split } from "../krm/split.ts";
import type { UserWorkload } from "../kube/workloads.ts";
import { withoutGuards } from "../yaml/without-guards.ts";
import { readConfigText } from "./config-text.ts";
import { inject } from "./inject.ts";
import { type Loaded, load } from "./load.ts";
import { uninject } from "./uninject.ts";

/** A text with the name that messages give it. */
export interface NamedText {
  readonly file: string;
  readonly text: string;
}

/** The texts in the order they were given; absent where one of them, or the configuration, could not be read. */
export interface TextsResult {
  readonly texts?: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Injects into the workloads of several texts: documents, Lists or ResourceLists, each given back in its own form. */
export async function injectTexts(inputs: readonly NamedText[], config: NamedText): Promise<TextsResult> {
  const read = await readConfigText(config.file, config.text);
  const loaded = await loadAll(inputs, "config" in read ? read.config.spec.workloads : undefined);
  const faults = [...("diagnostics" in read ? read.diagnostics : []), ...loaded.flatMap(({ diagnostics }) => diagnostics)];
  if (!("config" in read) || hasErrors(faults)) return { diagnostics: faults };
  const { edits, diagnostics } = await inject(loaded, read.config);
  return { texts: editedTexts(loaded, edits), diagnostics };
}

/** Takes out of several texts what podgraft grafted; `count` workloads changed. */
export async function uninjectTexts(
  inputs: readonly NamedText[],
  { only }: { only?: string | undefined },
): Promise<TextsResult & { count: number }> {
  const guarded = await loadAll(inputs);
  const faults = guarded.flatMap(({ diagnostics }) => diagnostics);
  if (hasErrors(faults)) return { diagnostics: faults, count: 0 };
  const loaded = only === undefined ? await loadAll(guarded.map(unguarded)) : guarded;
  const { edits, diagnostics, workloads } = uninject(loaded, { only });
  return { texts: editedTexts(loaded, edits), diagnostics, count: workloads.length };
}

/** Guards have nothing to guard once nothing is grafted any more. */
function unguarded({ manifest, units }: Loaded): NamedText {
  return { file: manifest.file, text: (manifest.bom ? "\ufeff" : "") + withoutGuards(manifest.text, [...units.values()]) };
}

function loadAll(inputs: readonly NamedText[], workloads?: readonly UserWorkload[]): Promise<readonly Loaded[]> {
  return Promise.all(inputs.map(({ file, text }) => load(split(file, text), workloads)));
}

function editedTexts(loaded: readonly Loaded[], edits: readonly Edits[]): readonly string[] {
  return loaded.map(({ manifest, units }, i) => editedText(manifest, units, edits[i] ?? new Map()));
}
