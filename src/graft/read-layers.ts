import type { ListKeys } from "../change/compare.ts";
import { workloadListKeys } from "../kube/list-keys.ts";
import type { ValueMap } from "../value/value.ts";
import { withEntryNames } from "./entry-names.ts";
import type { Provenance } from "./layer.ts";
import { withNoted } from "./noted-templates.ts";
import { provenanceAt } from "./provenance.ts";
import type { TemplatePath } from "./replace-at.ts";

/**
 * The layers of a workload, and the keys by which its lists are compared with them; undefined if its annotation cannot
 * be read.
 */
export function readLayers(
  value: ValueMap,
  templates: readonly TemplatePath[],
): { readonly layers: Provenance; readonly keys: ListKeys } | undefined {
  const written = provenanceAt(value);
  if (!written) return undefined;
  const keys = workloadListKeys(withNoted(templates, value, written));
  return { layers: withEntryNames(written, value, keys), keys };
}
