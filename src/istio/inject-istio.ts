import { type Diagnostic, diagnostic, hasErrors } from "../diagnostic/diagnostic.ts";
import type { Applied, Part } from "../graft/graft.ts";
import { allContainers, CONTAINER_LISTS } from "../kube/pod.ts";
import { newMap, type ValueMap } from "../value/value.ts";
import { contextOfPod } from "./context-of-pod.ts";
import { noteGuideAnnotations } from "./guide-annotations.ts";
import { mergeTemplates } from "./merge-templates.ts";
import { annotations } from "./names.ts";
import type { PlaceContext } from "./pod-context.ts";
import { injectionStatus } from "./post/injection-status.ts";
import { keptOverrides, overridesFaults } from "./post/kept-overrides.ts";
import { checkMetrics } from "./post/merge-metrics.ts";
import { postSteps } from "./post/post-steps.ts";
import { selectTemplates, type TemplateSet } from "./select-templates.ts";
import { noteUnread, unreadAnnotations } from "./unread-annotations.ts";
import { validateAnnotations } from "./validate.ts";

/**
 * Injects one pod template: check, render, merge, and what comes after the merge.
 *
 * Whether it is to be injected at all was decided before (rules/).
 *
 * Source: istio pkg/kube/inject/webhook.go injectPod, inject.go RunTemplate.
 */
export function injectIstio(podTemplate: ValueMap, place: PlaceContext & TemplateSet): Applied {
  const selected = selectTemplates(podTemplate, place);
  const { templates } = selected;
  const checked = [
    ...validateAnnotations(podTemplate, place),
    ...overridesFaults(podTemplate),
    ...noteGuideAnnotations(podTemplate, { ...place, templates }),
    ...noteInjection(podTemplate),
  ];
  if (hasErrors([...checked, ...selected.diagnostics]))
    return { podTemplate, patch: newMap(), diagnostics: [...checked, ...selected.diagnostics] };
  const { context, diagnostics: ambiguous } = contextOfPod(podTemplate, place);
  const merged = mergeTemplates(context.original, { templates, context });
  const unread = unreadAnnotations({ podTemplate, injected: merged.pod, templates, values: context.values });
  const found = [...ambiguous, ...merged.diagnostics, ...checkMetrics(merged.pod, context)];
  const diagnostics = [...checked, ...noteUnread(unread, templates), ...found];
  if (hasErrors(diagnostics)) return { podTemplate, patch: newMap(), diagnostics };
  const { templatePod: patch, parts } = merged;
  const adopted = allContainers(patch).map(({ container }) => String(container.name));
  const injected = postSteps.reduce((result, step) => step(result, context, patch), merged.pod);
  return { podTemplate: injected, patch, parts: finished(parts, injected), adopted, ownImages: ownImages(podTemplate), diagnostics };
}

/** What comes after the merge is there once the last template is. */
function finished(parts: readonly Part[], podTemplate: ValueMap): readonly Part[] {
  return parts.map((part, i) => (i === parts.length - 1 ? { ...part, podTemplate } : part));
}

function ownImages(pod: ValueMap): readonly string[] {
  const kept = CONTAINER_LISTS.flatMap((list) => keptOverrides(pod, list));
  return kept.filter(({ image }) => image !== undefined).map(({ name }) => String(name));
}

function noteInjection(pod: ValueMap): readonly Diagnostic[] {
  if (injectionStatus(pod) === undefined) return [];
  return [
    diagnostic("InjectedBefore", {
      message: `Another tool has injected this pod, as its annotation ${annotations.status} says; it is injected again as Istio would, on top of what is there`,
      fix: "run podgraft uninject first, or keep the manifest as it was before injection",
    }),
  ];
}
