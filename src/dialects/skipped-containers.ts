import type { Diagnostic } from "../diagnostic/diagnostic.ts";
import { nearest } from "../diagnostic/nearest.ts";
import { allContainers } from "../kube/pod.ts";
import type { ValueMap } from "../value/value.ts";
import { annotationFault, ignoredAnnotation } from "./annotation-faults.ts";
import { csvRecord } from "./csv-record.ts";

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

/** The same of a list that is a line of CSV; one with a fault names none. Source: amazon-eks-pod-identity-webhook handler.go getContainersToSkip. */
export function skippedByCsv(pod: ValueMap, annotation: string, { [annotation]: found }: Readonly<Record<string, string>>) {
  const listed = found === undefined ? [] : csvRecord(found);
  if (listed) return skippedContainers(pod, annotation, listed);
  const fault = { found: found as string, expected: "a line of CSV", fix: "write the names with commas between them" };
  return { names: new Set<string>(), diagnostics: [ignoredAnnotation(annotation, fault)] };
}
