import type { Diagnostic } from "../diagnostic/diagnostic.ts";
import { nearest } from "../diagnostic/nearest.ts";
import { allContainers } from "../kube/pod.ts";
import type { ValueMap } from "../value/value.ts";
import { annotationFault } from "./annotation-faults.ts";

/** The containers that an annotation keeps an injector out of, with reports about names that the pod does not have. */
export function skippedContainers(pod: ValueMap, annotation: string, listed: readonly string[]) {
  const known = allContainers(pod).map(({ container }) => String(container.name));
  const diagnostics = listed.flatMap((one): readonly Diagnostic[] => {
    if (one === "" || known.includes(one)) return [];
    const meant = nearest(one.trim(), known);
    const message = `${annotation} has no effect for ${JSON.stringify(one)}: the pod has no container of that name`;
    const fix = meant === undefined ? "remove it" : `write ${meant}, without spaces around it`;
    return [annotationFault(annotation, { code: "IgnoredAnnotation", message, fix })];
  });
  return { names: new Set(listed), diagnostics };
}
