import { type Diagnostic, diagnostic } from "../../diagnostic/diagnostic.ts";
import { annotationTexts } from "../../kube/pod.ts";
import { annotationRow } from "../annotations/table.ts";
import type { PodLintFacts } from "./pod-lint-facts.ts";

/** Annotations whose value Istio does not refuse but that have no effect. */
export function doubtfulAnnotations({ podTemplate, unread }: PodLintFacts): readonly Diagnostic[] {
  return Object.entries(annotationTexts(podTemplate)).flatMap(([name, value]) => {
    const row = annotationRow(name);
    if (row === undefined || row.refuses || unread.includes(name) || typeof row.value === "string" || row.value.holds(value)) return [];
    return [
      diagnostic("DoubtfulAnnotation", {
        message: `The annotation ${name} has no effect: its value is ${JSON.stringify(value)}; expected ${row.value.expected}`,
        fix: `correct the annotation ${name} of the pod template, or remove it`,
        field: { path: `metadata.annotations[${name}]`, current: value },
      }),
    ];
  });
}
