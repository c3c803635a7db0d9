import { type Diagnostic, diagnostic } from "../../diagnostic/diagnostic.ts";
import { at, isMap } from "../../value/value.ts";
import { annotations } from "../names.ts";
import { sidecarOf, textsOf } from "../pod-containers.ts";
import type { PodLintFacts } from "./pod-lint-facts.ts";

const all: readonly string[] = [annotations.proxyCpu, annotations.proxyMemory, annotations.proxyCpuLimit, annotations.proxyMemoryLimit];

/** One of the four annotations takes the chart's whole block away, not only its own part of it. */
export function replacedResources({ podTemplate, injected }: PodLintFacts): readonly Diagnostic[] {
  const given = textsOf(podTemplate, "annotations");
  const missing = all.filter((name) => given[name] === undefined);
  if (injected === undefined || missing.length === 0 || missing.length === all.length) return [];
  const resources = at(sidecarOf(injected), "resources");
  const left = JSON.stringify(resources ?? {});
  const scaled = isMap(at(resources, "requests")) ? "" : ", so that a HorizontalPodAutoscaler of the pod finds no requests to scale by";
  return [
    diagnostic("ResourcesReplaced", {
      message: `Cannot keep the proxy's other resources: one annotation replaces the whole block, which is now ${left}${scaled}; expected all four annotations`,
      fix: `Set ${missing.join(", ")}, too.`,
    }),
  ];
}
