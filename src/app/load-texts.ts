import type { Diagnostic } from "../diagnostic/diagnostic.ts";
import type { Manifest } from "../krm/manifest.ts";
import { split } from "../krm/split.ts";
import type { UserWorkload } from "../kube/workloads.ts";
import { type Loaded, load, type Opened } from "./load.ts";
import type { NamedText } from "./named-text.ts";

export type Reader<Input extends Opened> = (manifest: Manifest, kinds?: readonly UserWorkload[]) => Input;

/** Receives the progress of the work. */
export type Progress = (state: {
  readonly phase: "read" | "done";
  readonly done: number;
  readonly of: number;
  /** The progress of the next file, in its documents or items. */
  readonly within?: { readonly done: number; readonly of: number };
}) => void;

export interface LoadOptions {
  /** The kinds that the configuration adds. */
  readonly kinds?: readonly UserWorkload[] | undefined;
  readonly progress?: Progress | undefined;
}

export function loadTexts(inputs: readonly NamedText[], options: LoadOptions = {}): readonly Loaded[] {
  return textsBy(load, inputs, options);
}

/** Texts as `reader` reads them: `load`, or `open`. */
export function textsBy<Input extends Opened>(
  reader: Reader<Input>,
  inputs: readonly NamedText[],
  { kinds, progress }: LoadOptions,
): readonly Input[] {
  return inputs.map(({ file, text }, i) => {
    const read = reader(split(file, text), kinds);
    progress?.({ phase: "read", done: i + 1, of: inputs.length });
    return read;
  });
}

export function faultsOf(inputs: readonly Opened[]): readonly Diagnostic[] {
  return inputs.flatMap(({ diagnostics }) => diagnostics);
}
