import type { Diagnostic } from "../diagnostic/diagnostic.ts";
import { podTemplateSchema } from "../kube/schema.ts";
import { strategicMerge } from "../kube/strategic-merge.ts";
import { newMap, type ValueMap } from "../value/value.ts";
import { annotations, proxyContainer } from "./names.ts";
import { containerNamed, listContainers, withContainers } from "./pod-containers.ts";
import { annotationOf, type RenderContext } from "./profile/render-context.ts";
import type { Template } from "./select-templates.ts";

export interface Templates {
  readonly templates: readonly Template[];
  readonly context: RenderContext;
}

export interface MergedTemplates {
  readonly pod: ValueMap;
  /** The templates' partial pods, merged with each other only. */
  readonly templatePod: ValueMap;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Merges templates one after another, each rendered from the pod as it was, onto the pod and among themselves.
 *
 * Source: istio pkg/kube/inject/inject.go RunTemplate.
 */
export function mergeTemplates(original: ValueMap, { templates, context }: Templates): MergedTemplates {
  let pod = original;
  let templatePod: ValueMap = newMap();
  const diagnostics: Diagnostic[] = [];
  for (const template of templates) {
    const { patch, diagnostics: told } = template(context);
    templatePod = strategicMerge(templatePod, patch, podTemplateSchema).value as ValueMap;
    const merged = strategicMerge(moveProxy(pod, templatePod, context.nativeSidecars), patch, podTemplateSchema);
    pod = merged.value as ValueMap;
    diagnostics.push(...told, ...merged.diagnostics);
  }
  return { pod, templatePod, diagnostics };
}

/**
 * A native proxy is an init container, while the user's own settings for it stand among the containers: they move. Unlike in the
 * template only "true" and "false" of the annotation are heeded here.
 */
function moveProxy(pod: ValueMap, templatePod: ValueMap, nativeSidecars: boolean): ValueMap {
  const asked = annotationOf({ pod }, annotations.nativeSidecar) ?? "";
  const native = asked === "true" || (asked !== "false" && nativeSidecars);
  const containers = listContainers(pod, "containers");
  const proxy = containerNamed(containers, proxyContainer);
  const moves = containerNamed(listContainers(templatePod, "initContainers"), proxyContainer) !== undefined;
  if (!native || !moves || proxy === undefined) return pod;
  const others = containers.filter((container) => container !== proxy);
  return withContainers(withContainers(pod, "containers", others), "initContainers", [...listContainers(pod, "initContainers"), proxy]);
}
