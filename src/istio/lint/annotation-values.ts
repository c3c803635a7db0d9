import { type Diagnostic, diagnostic } from "../../diagnostic/diagnostic.ts";
import { nearest } from "../../diagnostic/nearest.ts";
import { annotationTexts, labelTexts } from "../../kube/pod.ts";
import type { ValueMap } from "../../value/value.ts";
import { annotationRow } from "../annotations/table.ts";
import { labels } from "../names.ts";
import type { PodLintFacts } from "./pod-lint-facts.ts";

/** Annotations whose value Istio does not refuse but that have no effect. */
export function doubtfulAnnotations({ podTemplate, unread }: PodLintFacts): readonly Diagnostic[] {
  const found = Object.entries(annotationTexts(podTemplate)).flatMap(([name, value]) => {
    const row = annotationRow(name);
    if (row === undefined || row.refuses || unread.includes(name) || typeof row.value === "string" || row.value.holds(value)) return [];
    return [
      diagnostic("DoubtfulAnnotation", {
        message: `The annotation ${name} ${row.value.consequence ?? "has no effect"}: its value is ${JSON.stringify(value)}; expected ${row.value.expected}`,
        fix: `correct the annotation ${name} of the pod template, or remove it`,
        field: { path: `metadata.annotations[${name}]`, current: value },
      }),
    ];
  });
  return [...found, ...doubtfulMode(podTemplate)];
}

/** Source: istio api label/labels.gen.go IoIstioDataplaneMode */
function doubtfulMode(podTemplate: ValueMap): readonly Diagnostic[] {
  const value = labelTexts(podTemplate)[labels.dataplaneMode];
  if (value === undefined || value === "ambient" || value === "none") return [];
  return [
    diagnostic("DoubtfulAnnotation", {
      message: `The label ${labels.dataplaneMode} has no effect: its value is ${JSON.stringify(value)}; expected ambient or none`,
      fix: `write ${nearest(value, ["ambient", "none"]) ?? "ambient or none"}`,
      field: { path: `metadata.labels[${labels.dataplaneMode}]`, current: value },
    }),
  ];
}
