import { expandPath } from "../kube/template-path.ts";
import type { ValueMap } from "../value/value.ts";
import type { Provenance } from "./layer.ts";
import type { TemplatePath } from "./replace-at.ts";

/** The places of pod templates: those known from the object's kind, and those recorded in its layers. */
export function withNoted(templates: readonly TemplatePath[], object: ValueMap, provenance: Provenance): readonly TemplatePath[] {
  if (provenance.size === 0) return templates;
  const noted = new Set([...provenance.values()].flatMap(({ podTemplates }) => podTemplates));
  return [...templates, ...[...noted].flatMap((path) => expandPath(object, path).paths)];
}
