import type { Diagnostic } from "../../diagnostic/diagnostic.ts";
import { sprig } from "../../gotemplate/sprig/sprig.ts";
import { podTemplate, type RenderPod, type TemplateTools } from "../../template/pod-template.ts";
import type { RenderTemplate } from "../injection-templates.ts";
import type { PlaneTemplates } from "../plane-templates.ts";
import { istioFunctions } from "./istio-functions.ts";
import { operatorFields, templateData } from "./template-data.ts";

/**
 * Renders the Go templates of a control plane, each compiled when a pod first asks for it. Those of the configuration are compiled at
 * once, so that their mistakes are told; the mesh's ConfigMap holds many that no pod uses.
 */
export function textTemplates({ texts }: PlaneTemplates, given: Pick<TemplateTools, "read" | "regexp">) {
  const tools: TemplateTools = { ...given, functions, ownFields: operatorFields };
  const compiled = new Map<string, ReturnType<typeof podTemplate>>();
  const templateOf = (name: string): ReturnType<typeof podTemplate> => {
    const template = compiled.get(name) ?? podTemplate(texts.get(name)!, tools);
    compiled.set(name, template);
    return template;
  };
  const render: RenderTemplate = (name, context) => {
    const template = templateOf(name);
    return isCompiled(template) ? template(templateData(context)) : template;
  };
  const diagnostics = [...texts.values()]
    .filter(({ source }) => source.startsWith("spec."))
    .flatMap(({ name }): readonly Diagnostic[] => {
      const template = templateOf(name);
      return isCompiled(template) ? [] : template.diagnostics;
    });
  return { render, diagnostics };
}

const functions = { ...sprig, ...istioFunctions };

function isCompiled(template: ReturnType<typeof podTemplate>): template is RenderPod {
  return typeof template === "function";
}
