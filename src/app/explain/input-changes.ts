import type { ResourceIdentity } from "../../diagnostic/diagnostic.ts";
import { lineCounter, type Part } from "../../krm/manifest.ts";
import type { Edits } from "../../krm/output.ts";
import type { Unit } from "../../yaml/put.ts";
import { nearestNode } from "../../yaml/source-node.ts";
import type { Sources } from "../inject/sources.ts";
import { editedTexts } from "../inject/texts.ts";
import { workloadsOf } from "../inject/workloads.ts";
import type { Loaded, LoadedObject } from "../load.ts";
import type { Mask } from "../mask.ts";

/** An input's text before and after injection. */
export interface InputChange {
  readonly file: string;
  readonly before: string;
  readonly after: string;
  readonly extents: readonly Extent[];
}

/** The lines of a workload in the earlier text: from 0, without the last one. */
export interface Extent {
  readonly resource: ResourceIdentity;
  readonly from: number;
  readonly to: number;
}

export function inputChanges({ inputs, config }: Sources, edits: readonly Edits[]): readonly InputChange[] {
  const texts = editedTexts(inputs, edits);
  return inputs.map((input, i) => ({
    file: input.manifest.file,
    before: input.manifest.text,
    after: (texts[i] as string).slice(input.manifest.bom ? 1 : 0),
    extents: extents(input, workloadsOf(input.objects, config.spec.workloads)),
  }));
}

/** The same with marks instead of secrets; line numbers stay the same. */
export function maskedChanges(changes: readonly InputChange[], { text }: Mask): readonly InputChange[] {
  return changes.map((change) => ({ ...change, before: text(change.before), after: text(change.after) }));
}

/** Each workload up to the next object, or to the end of its document. */
function extents({ manifest, units, objects }: Loaded, workloads: readonly LoadedObject[]): readonly Extent[] {
  const lineOf = lineCounter(manifest.text);
  const starts = objects.map(({ object }) => nearestNode((units.get(object.part) as Unit).entry.value, object.path).start);
  const wanted = new Set(workloads.map(({ object }) => object));
  return objects.flatMap(({ object }, i) => {
    if (!wanted.has(object)) return [];
    const from = lineOf(starts[i] as number) - 1;
    const { end } = manifest.parts[object.part] as Part;
    const to = objects[i + 1]?.object.part === object.part ? lineOf(starts[i + 1] as number) - 1 : lineOf(end - 1);
    return [{ resource: object.identity, from, to }];
  });
}
