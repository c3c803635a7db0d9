import type { Diagnostic } from "../../diagnostic/diagnostic.ts";
import { sprig } from "../../gotemplate/sprig/sprig.ts";
import type { Rendered } from "../../graft/graft.ts";
import { podTemplate } from "../../template/pod-template.ts";
import type { TemplateText, TemplateTools } from "../../template/rendered-text.ts";
import { newMap } from "../../value/value.ts";
import { decodePatch } from "../decode-patch.ts";
import type { PodContext } from "../pod-context.ts";
import type { Template } from "../select-templates.ts";
import { istioFunctions } from "./istio-functions.ts";
import { operatorFields, templateData } from "./template-data.ts";
import { templateReads } from "./template-reads.ts";

/** Go templates of a control plane, with the faults of the configuration's own texts. */
export interface TextTemplates {
  readonly templates: ReadonlyMap<string, Template>;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * The Go templates of a control plane, each compiled when a pod first asks for it. Those of the configuration are
 * compiled at once, so that their faults are reported; the mesh's ConfigMap has many that no pod uses.
 */
export function textTemplates(
  texts: ReadonlyMap<string, TemplateText>,
  given: Pick<TemplateTools, "quick" | "full" | "regexp">,
): TextTemplates {
  const tools: TemplateTools = { ...given, functions, ownFields: operatorFields };
  const compiled = new Map([...texts].map(([name, written]) => [name, once(() => podTemplate(written, tools))]));
  const templates = [...texts.values()].map(({ name, text, source }): readonly [string, Template] => {
    const render = (context: PodContext): Rendered => {
      const compiledOnce = compiled.get(name)!();
      const rendered = typeof compiledOnce === "function" ? compiledOnce(templateData(context)) : compiledOnce;
      if (!("partial" in rendered)) return { patch: newMap(), ...rendered };
      return decodePatch(rendered.partial, { template: name, pod: context.pod, original: context.original });
    };
    return [name, { name, render, reads: templateReads(text), isMesh: !isConfigured(source) }];
  });
  const diagnostics = [...texts.values()]
    .filter(({ source }) => isConfigured(source))
    .flatMap(({ name }): readonly Diagnostic[] => {
      const template = compiled.get(name)!();
      return typeof template === "function" ? [] : template.diagnostics;
    });
  return { templates: new Map(templates), diagnostics };
}

/** Whether a text is the configuration's own, and not the mesh's. */
function isConfigured(source: string): boolean {
  return source.startsWith("spec.");
}

const functions = { ...sprig, ...istioFunctions };

function once<Made>(make: () => Made): () => Made {
  let made: { readonly value: Made } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
