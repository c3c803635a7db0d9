import { type Diagnostic, diagnostic } from "../diagnostic/diagnostic.ts";
import { annotationTexts } from "../kube/pod.ts";
import { parseGoBool } from "../value/go-parse.ts";
import { newMap, type ValueMap } from "../value/value.ts";
import { annotationRow } from "./annotations/table.ts";
import { annotations } from "./names.ts";
import { annotationOf } from "./profile/pod-settings.ts";
import type { Template } from "./select-templates.ts";

export interface GuideOptions {
  /** Whether annotations that guides show and Istio ignores take effect. */
  readonly guideAnnotations: boolean;
}

/**
 * The fields of a ProxyConfig that guide annotations stand for.
 *
 * Differs: Istio does not know these annotations.
 */
export function guideFields(pod: ValueMap, { guideAnnotations }: GuideOptions): ValueMap {
  const held = guideAnnotations ? parseGoBool(annotationOf({ pod }, annotations.holdApplication) ?? "") : undefined;
  const fields = newMap();
  if (held !== undefined) fields.holdApplicationUntilProxyStarts = held;
  return fields;
}

/**
 * Reports what happens to each such annotation: those that a template reads have an effect only with the built-in
 * templates.
 */
export function noteGuideAnnotations(
  pod: ValueMap,
  { guideAnnotations, templates }: GuideOptions & { readonly templates: readonly Template[] },
): readonly Diagnostic[] {
  return Object.keys(annotationTexts(pod)).flatMap((name) => {
    const { standing, instead, readBy = [] } = annotationRow(name) ?? {};
    if (instead === undefined || (standing !== "guide" && standing !== "none")) return [];
    const isRead = readBy.includes("injector") || templates.some(({ reads }) => reads(name));
    return [standing === "guide" && guideAnnotations && isRead ? honouredNote(name, instead) : ignoredNote(name, instead)];
  });
}

function honouredNote(name: string, instead: string): Diagnostic {
  return diagnostic("GuideAnnotation", {
    message: `The annotation ${name} has an effect here only: Istio ignores it and reads ${instead}`,
    fix: `use ${instead}, or set istio.guideAnnotations to false`,
    field: { path: `metadata.annotations[${name}]` },
  });
}

function ignoredNote(name: string, instead: string): Diagnostic {
  return diagnostic("IgnoredAnnotation", {
    message: `The annotation ${name} has no effect; expected ${instead}`,
    fix: `use ${instead}, and remove the annotation`,
    field: { path: `metadata.annotations[${name}]` },
  });
}
