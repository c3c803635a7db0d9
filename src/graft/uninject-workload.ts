import { compare } from "../change/compare.ts";
import type { Delta } from "../change/delta.ts";
import type { Diagnostic, ResourceIdentity } from "../diagnostic/diagnostic.ts";
import type { ValueMap } from "../value/value.ts";
import { withoutProvenance, withProvenance } from "./annotate.ts";
import { inherited, type Provenance, wrote } from "./layer.ts";
import { readLayers } from "./read-layers.ts";
import type { TemplatePath } from "./replace-at.ts";
import { type ForeignEdit, revert } from "./revert.ts";
import { editLeft, editLost, unreadableProvenance } from "./tell.ts";

export interface Uninjected {
  readonly delta?: Delta;
  readonly diagnostics: readonly Diagnostic[];
  /** The configurations that were taken out. */
  readonly layers: readonly string[];
}

/**
 * Takes out what was grafted: all layers, or `only` one of them; in any order, because no two layers write one field.
 */
export function uninjectWorkload(
  { identity, value, templates }: { identity: ResourceIdentity; value: ValueMap; templates: readonly TemplatePath[] },
  { only }: { only?: string | undefined },
): Uninjected {
  const read = readLayers(value, templates);
  if (!read) return { layers: [], diagnostics: [unreadableProvenance(identity)] };
  const { layers: provenance, keys } = read;
  const layers = [...provenance.keys()].filter((name) => only === undefined || name === only);
  let left = provenance;
  const diagnostics: Diagnostic[] = [];
  let object = withoutProvenance(value);
  // The uppermost first, so that each one finds what it was grafted onto.
  for (const name of layers.toReversed()) {
    const layer = left.get(name)!;
    const reverted = revert(object, layer, keys);
    object = reverted.value as ValueMap;
    left = inherited(new Map([...left].filter(([other]) => other !== name)), layer);
    diagnostics.push(
      ...reverted.lost.map((edit) => editLost(identity, edit)),
      ...foreignOnly(reverted.kept, left).map((edit) => editLeft(identity, edit)),
    );
  }
  const delta = layers.length === 0 ? undefined : compare(value, withProvenance(object, left), keys);
  return { ...(delta && { delta }), layers, diagnostics };
}

/** Without what another layer wrote. */
function foreignOnly(edits: readonly ForeignEdit[], others: Provenance): readonly ForeignEdit[] {
  return edits.filter(({ path, current }) => ![...others.values()].some((layer) => wrote(layer, path, current)));
}
