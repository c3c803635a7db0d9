import { type Diagnostic, diagnostic } from "../../diagnostic/diagnostic.ts";
import { annotationTexts } from "../../kube/pod.ts";
import { compareQuantities, parseQuantity } from "../../kube/quantity.ts";
import { at, isMap } from "../../value/value.ts";
import { annotations } from "../names.ts";
import { sidecarOf } from "../pod-containers.ts";
import type { PodLintFacts } from "./pod-lint-facts.ts";

const all: readonly string[] = [annotations.proxyCpu, annotations.proxyMemory, annotations.proxyCpuLimit, annotations.proxyMemoryLimit];

/** Each of the four annotations replaces the chart's whole block, not only its own part. */
export function replacedResources({ podTemplate, injected, unread }: PodLintFacts): readonly Diagnostic[] {
  if (all.some((name) => unread.includes(name))) return [];
  const given = annotationTexts(podTemplate);
  // For an amount that cannot be read, the error is enough.
  if (all.some((name) => given[name] !== undefined && parseQuantity(given[name]) === undefined)) return [];
  const missing = all.filter((name) => given[name] === undefined);
  if (injected === undefined || missing.length === 0 || missing.length === all.length) return [];
  const resources = at(sidecarOf(injected), "resources");
  const left = JSON.stringify(resources ?? {});
  const scaled = isMap(at(resources, "requests")) ? "" : ", so a HorizontalPodAutoscaler of the pod finds no requests to scale by";
  return [
    diagnostic("ResourcesReplaced", {
      message: `One annotation replaces all of the proxy's resources, which are now ${left}${scaled}`,
      fix: `also set ${missing.join(", ")}`,
      field: { path: `metadata.annotations[${all.find((name) => given[name] !== undefined)}]` },
    }),
  ];
}

/**
 * Kubernetes refuses a pod with a container that requests more than its limit. Source: kubernetes
 * pkg/apis/core/validation ValidateResourceRequirements.
 */
export function limitsBelowRequests({ podTemplate, unread }: PodLintFacts): readonly Diagnostic[] {
  const given = annotationTexts(podTemplate);
  return pairs.flatMap(([request, limit]) => {
    if (given[request] === undefined || given[limit] === undefined || unread.includes(request)) return [];
    const asked = parseQuantity(given[request]);
    const allowed = parseQuantity(given[limit]);
    if (asked === undefined || allowed === undefined || compareQuantities(asked, allowed) <= 0) return [];
    return [
      diagnostic("DoubtfulAnnotation", {
        message: `Kubernetes refuses the pod: ${request} is ${given[request]} and ${limit} is ${given[limit]}, and a request may not be above its limit`,
        fix: `lower ${request}, or raise ${limit}`,
        field: { path: `metadata.annotations[${request}]`, current: given[request] as string },
      }),
    ];
  });
}

const pairs: readonly (readonly [string, string])[] = [
  [annotations.proxyCpu, annotations.proxyCpuLimit],
  [annotations.proxyMemory, annotations.proxyMemoryLimit],
];
