import { type Diagnostic, hasErrors } from "../../diagnostic/diagnostic.ts";
import type { TemplatePath } from "../../graft/replace-at.ts";
import { addEdit, type Edit } from "../../krm/edit.ts";
import type { Edits } from "../../krm/output.ts";
import type { Loaded, LoadedObject } from "../load.ts";
import type { Progress } from "../load-texts.ts";
import { namedObjectsOf } from "./named-objects.ts";
import { uninjectServed } from "./served.ts";
import { uninjectOthers } from "./uninject-others.ts";
import { graftedObjects, workloadsOf } from "./workloads.ts";

export interface Uninjection {
  /** The workloads that something was taken out of, and podgraft's configurations that had grafted it. */
  readonly workloads: readonly (LoadedObject & { readonly layers: readonly string[] })[];
  readonly diagnostics: readonly Diagnostic[];
  readonly edits: readonly Edits[];
}

export interface UninjectOptions {
  /** The name of a configuration. */
  readonly only?: string | undefined;
  readonly progress?: Progress | undefined;
}

/**
 * Takes out of every workload what podgraft grafted: all of it, or only what the configuration `only` grafted. Without
 * `only`, and if podgraft grafted nothing, it takes out what another tool injected.
 */
export function uninject(manifests: readonly Loaded[], { only, progress }: UninjectOptions = {}): Uninjection {
  const workloads: (LoadedObject & { layers: readonly string[] })[] = [];
  const diagnostics: Diagnostic[] = manifests.flatMap((loaded) => loaded.diagnostics);
  const objectsIn = namedObjectsOf(manifests, undefined);
  const edits = manifests.map((loaded, i) => {
    const partEdits = new Map<number, Edit[]>();
    for (const { object, location, templates } of candidates(loaded.objects)) {
      const { identity, value } = object;
      const result = uninjectServed({ identity, value, templates, objects: objectsIn(identity.namespace) }, only);
      diagnostics.push(...result.diagnostics.map((found) => ({ location, ...found })));
      const others = result.layers.length > 0 || only !== undefined ? undefined : uninjectOthers({ identity, value, templates });
      diagnostics.push(...(others?.diagnostics ?? []).map((found) => ({ location, ...found })));
      if (result.layers.length > 0 || others) workloads.push({ object, location, layers: result.layers });
      const delta = result.delta ?? others?.delta;
      if (delta) addEdit(partEdits, object, delta);
    }
    progress?.({ phase: "done", done: i + 1, of: manifests.length });
    return partEdits;
  });
  return { workloads, diagnostics, edits: hasErrors(diagnostics) ? edits.map(() => new Map()) : edits };
}

/** What podgraft grafted into, whatever its kind, and the workloads that another tool may have injected. */
function candidates(objects: readonly LoadedObject[]): readonly (LoadedObject & { templates: readonly TemplatePath[] })[] {
  const grafted = graftedObjects(objects);
  const known = new Set(grafted.map(({ object }) => object));
  return [...grafted, ...workloadsOf(objects).filter(({ object }) => !known.has(object))];
}
