import { type Diagnostic, diagnostic } from "../diagnostic/diagnostic.ts";
import { nearest } from "../diagnostic/nearest.ts";
import type { Rendered } from "../graft/graft.ts";
import type { ValueMap } from "../value/value.ts";
import { annotations } from "./names.ts";
import type { PodContext } from "./pod-context.ts";
import { annotationOf } from "./profile/pod-settings.ts";

export interface Template {
  readonly name: string;
  /** Renders the partial pod that the template adds. A null in it removes what the pod has there. */
  readonly render: (context: PodContext) => Rendered;
  /** Whether it reads an annotation of the pod. */
  readonly reads: (annotation: string) => boolean;
  /**
   * Whether it comes from the mesh's own ConfigMap: then the result is exactly Istio's, even if the API server refuses
   * it.
   */
  readonly isMesh?: boolean;
}

export interface TemplateSet {
  readonly templates: ReadonlyMap<string, Template>;
  /** For pods that name none. */
  readonly defaultTemplates: readonly string[];
  /** Names that stand for several templates; not looked up again. */
  readonly aliases: ReadonlyMap<string, readonly string[]>;
}

export interface Selected {
  readonly templates: readonly Template[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * The templates that the pod's annotation names, or else the default ones, in their order.
 *
 * Source: istio pkg/kube/inject/inject.go selectTemplates, resolveAliases.
 */
export function selectTemplates(pod: ValueMap, { templates, defaultTemplates, aliases }: TemplateSet): Selected {
  const asked = annotationOf({ pod }, annotations.templates);
  const named = asked === undefined ? defaultTemplates : asked.split(",").map((name) => name.trim());
  const names = named.flatMap((name) => aliases.get(name) ?? [name]);
  const unknown = names.filter((name) => !templates.has(name));
  const known = unknown.length === 0 ? [] : [...templates.keys(), ...aliases.keys()].sort();
  return {
    templates: names.flatMap((name) => templates.get(name) ?? []),
    diagnostics: unknown.map((name) => unknownTemplate(name, { asked, known })),
  };
}

interface Asked {
  readonly asked: string | undefined;
  readonly known: readonly string[];
}

function unknownTemplate(name: string, { asked, known }: Asked): Diagnostic {
  const where = asked === undefined ? "the default templates" : `the annotation ${annotations.templates} of the pod template`;
  const meant = nearest(name, known);
  return diagnostic("UnknownTemplate", {
    message: `Cannot inject with the template ${JSON.stringify(name)}: there is none; expected ${known.join(", ")}`,
    fix: meant === undefined ? `correct ${where}` : `write ${meant} in ${where}`,
    ...(asked !== undefined && { field: { path: `metadata.annotations[${annotations.templates}]`, current: asked } }),
  });
}
