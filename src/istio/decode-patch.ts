import { type Diagnostic, diagnostic } from "../diagnostic/diagnostic.ts";
import type { Rendered } from "../graft/graft.ts";
import { describe } from "../kube/describe.ts";
import { type DroppedKey, goDecode } from "../kube/go-decode.ts";
import { annotationTexts } from "../kube/pod.ts";
import { fieldOf, podTemplateSchema } from "../kube/schema.ts";
import { type TemplateProblem, validateTemplate } from "../kube/validate-template.ts";
import { newMap, type Value, type ValueMap, withKey } from "../value/value.ts";

export interface DecodedFor {
  /** The template's name. */
  readonly template: string;
  /** The pod that it was rendered for. */
  readonly pod: ValueMap;
}

/**
 * What a template renders, as Istio reads it: the merged pod goes through Go's structs, which match keys in any case, drop
 * unknown ones and refuse values of another type. What is dropped is told.
 *
 * Source: istio pkg/kube/inject/webhook.go applyOverlayYAML.
 */
export function decodePatch(patch: ValueMap, { template, pod }: DecodedFor): Rendered {
  let decoded = patch;
  const dropped: Diagnostic[] = [];
  for (const part of ["metadata", "spec"]) {
    const found = goDecode(patch[part] ?? null, fieldOf(podTemplateSchema, part));
    if (found.value !== (patch[part] ?? null)) decoded = withKey(decoded, part, found.value);
    dropped.push(...found.dropped.map((key) => tellDropped({ ...key, path: `${part}${dotted(key.path)}` }, { template, pod })));
  }
  const wrong = validateTemplate(decoded).find(({ isUnknown }) => !isUnknown);
  return wrong === undefined ? { patch: decoded, diagnostics: dropped } : { patch: newMap(), diagnostics: [tellWrong(wrong, template)] };
}

function dotted(path: string): string {
  return path === "" || path.startsWith("[") ? path : `.${path}`;
}

/** Told of the annotation that has the key, where one has. */
function tellDropped({ path, key, type, nearest }: DroppedKey, { template, pod }: DecodedFor): Diagnostic {
  const meant = nearest === undefined ? "" : `. Did you mean ${nearest}?`;
  const fix = nearest === undefined ? `Remove ${key}.` : `Write ${nearest} instead of ${key}, or remove it.`;
  const found = Object.entries(annotationTexts(pod)).find(([, text]) => text.includes(JSON.stringify(key)));
  if (found === undefined) {
    return diagnostic("UnknownField", {
      message: `Istio drops ${path} of what the template ${template} renders: ${type} has no field ${key}${meant}`,
      fix,
    });
  }
  const [name] = found;
  return diagnostic("DoubtfulAnnotation", {
    message: `Istio drops the key ${key} of the annotation ${name}: ${type} has no such field${meant}`,
    fix,
    field: { path: `metadata.annotations[${name}]` },
  });
}

function tellWrong({ path, found, expected }: TemplateProblem, template: string): Diagnostic {
  return diagnostic("InvalidTemplate", {
    message: `Istio cannot inject what the template ${template} renders: ${path} is ${describe(found as Value)}, expected ${expected}`,
    fix: "Correct the values, the MeshConfig or the annotation that it comes from.",
  });
}
