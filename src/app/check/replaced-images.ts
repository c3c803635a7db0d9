import type { Diagnostic } from "../../diagnostic/diagnostic.ts";
import { isList, isMap, type Value } from "../../value/value.ts";
import type { WorkloadOutcome } from "../inject/inject-workload.ts";

/**
 * A finding about an image of a grafted container; an info if kustomize's `images:` may have caused it. That replaces
 * an image everywhere: then no workload has the grafted image any more, and all have the same new one.
 * Source: kustomize api/filters/imagetag/imagetag.go
 */
export function replacedImages(found: readonly Diagnostic[], workloads: readonly WorkloadOutcome[]): readonly Diagnostic[] {
  const edits = found.filter(isImageEdit);
  if (edits.length === 0) return found;
  const present = new Set(workloads.flatMap(({ object }) => imagesIn(object.value)));
  const instead = new Map<Value | undefined, Set<Value | undefined>>();
  for (const { field } of edits) instead.set(field?.proposed, (instead.get(field?.proposed) ?? new Set()).add(field?.current));
  const isByRule = ({ field }: Diagnostic) => !present.has(String(field?.proposed)) && instead.get(field?.proposed)?.size === 1;
  return found.map((told) => (isImageEdit(told) && isByRule(told) ? asReplaced(told) : told));
}

function isImageEdit({ code, field }: Diagnostic): boolean {
  return (
    code === "ForeignEditKept" &&
    /^.*[cC]ontainers\[[^\]]*\]\.image$/.test(field?.path ?? "") &&
    typeof field?.current === "string" &&
    typeof field.proposed === "string"
  );
}

function asReplaced(told: Diagnostic): Diagnostic {
  const { path, current, proposed } = told.field as { path: string; current: Value; proposed: Value };
  return {
    ...told,
    severity: "info",
    message: `${path} is ${current} everywhere, where ${proposed} was grafted, as kustomize's images transformer does it; it stays so`,
    fix: "to check the image, too, pass -c a kustomization that lists the configuration and has the same images",
  };
}

function imagesIn(value: Value): readonly string[] {
  if (isList(value)) return value.flatMap(imagesIn);
  if (!isMap(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => (key === "image" && typeof inner === "string" ? [inner] : imagesIn(inner)));
}
