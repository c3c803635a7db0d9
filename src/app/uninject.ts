import { type Diagnostic, hasErrors } from "../diagnostic/diagnostic.ts";
import { uninjectWorkload } from "../graft/uninject-workload.ts";
import type { Edit } from "../krm/edit.ts";
import type { Edits } from "../krm/output.ts";
import type { Loaded, LoadedObject } from "./load.ts";
import { graftedObjects } from "./workloads.ts";

export interface Uninjection {
  /** The workloads that something was taken out of, and the configurations that had put it there. */
  readonly workloads: readonly (LoadedObject & { readonly layers: readonly string[] })[];
  readonly diagnostics: readonly Diagnostic[];
  readonly edits: readonly Edits[];
}

/** Takes out of every workload what podgraft put there: all of it, or what the configuration `only` did. */
export function uninject(manifests: readonly Loaded[], { only }: { only?: string | undefined } = {}): Uninjection {
  const workloads: (LoadedObject & { layers: readonly string[] })[] = [];
  const diagnostics: Diagnostic[] = manifests.flatMap((loaded) => loaded.diagnostics);
  const edits = manifests.map((loaded) => {
    const partEdits = new Map<number, Edit[]>();
    for (const { object, location, templates } of graftedObjects(loaded.objects)) {
      const result = uninjectWorkload({ identity: object.identity, value: object.value, templates }, { only });
      diagnostics.push(...result.diagnostics.map((found) => ({ location, ...found })));
      if (result.layers.length > 0) workloads.push({ object, location, layers: result.layers });
      if (result.delta) partEdits.set(object.part, [...(partEdits.get(object.part) ?? []), { path: object.path, delta: result.delta }]);
    }
    return partEdits;
  });
  return { workloads, diagnostics, edits: hasErrors(diagnostics) ? edits.map(() => new Map()) : edits };
}
