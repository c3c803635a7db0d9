import { type Diagnostic, diagnostic } from "../../diagnostic/diagnostic.ts";
import { addEdit, type Edit } from "../../krm/edit.ts";
import { editedText } from "../../krm/output.ts";
import type { Loaded, LoadedObject } from "../load.ts";

/** One step of fixing: every new input, and what was fixed; empty if there is nothing to do. */
export interface FixStep {
  readonly texts: readonly string[];
  readonly fixed: readonly Diagnostic[];
}

/** The texts of manifests with some of their objects edited. */
export function withEdits(
  loaded: readonly Loaded[],
  edits: readonly (Pick<LoadedObject, "object"> & Pick<Edit, "delta">)[],
): readonly string[] {
  return loaded.map(({ manifest, units, objects }) => {
    const parts = new Map<number, Edit[]>();
    for (const { object, delta } of edits) {
      if (objects.some((own) => own.object === object)) addEdit(parts, object, delta);
    }
    return editedText(manifest, units, parts);
  });
}

/** An info that a finding was fixed; `done` says how. */
export function fixedBy({ code, resource, location }: Diagnostic, done: string): Diagnostic {
  return diagnostic("Fixed", {
    message: `Fixed ${code}: ${done}`,
    ...(resource && { resource }),
    ...(location && { location }),
  });
}
