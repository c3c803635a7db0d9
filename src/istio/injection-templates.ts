import type { Diagnostic } from "../diagnostic/diagnostic.ts";
import type { ValueMap } from "../value/value.ts";
import { type TemplateName, templateNames } from "./names.ts";
import type { PlaneTemplates } from "./plane-templates.ts";
import type { RenderContext } from "./profile/render-context.ts";
import { renderProfile } from "./profile/render-profile.ts";

/** The partial pod that a template adds, or why it cannot. */
export type RenderedTemplate = { readonly partial: ValueMap } | { readonly diagnostics: readonly Diagnostic[] };

/** Renders a template by its name. */
export type RenderTemplate = (name: string, context: RenderContext) => RenderedTemplate;

/** The templates that a control plane injects with. */
export interface InjectionTemplates extends Pick<PlaneTemplates, "defaults" | "aliases" | "injectedAnnotations"> {
  /** All that a pod can ask for. */
  readonly names: readonly string[];
  readonly render: RenderTemplate;
}

/** Texts are rendered by `renderText`, the built-in profile's templates by the functions that they are here. */
export function injectionTemplates(plane: PlaneTemplates, renderText: RenderTemplate): InjectionTemplates {
  const { texts, hasBuiltin, defaults, aliases, injectedAnnotations } = plane;
  const names = [...(hasBuiltin ? templateNames : []), ...texts.keys()];
  return {
    names: [...new Set(names)],
    defaults,
    aliases,
    injectedAnnotations,
    render: (name, context) => (texts.has(name) ? renderText(name, context) : { partial: renderProfile(name as TemplateName, context) }),
  };
}
