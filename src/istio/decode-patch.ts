import { type Diagnostic, diagnostic } from "../diagnostic/diagnostic.ts";
import type { Rendered } from "../graft/graft.ts";
import { describe } from "../kube/describe.ts";
import { type DroppedKey, goDecode } from "../kube/go-decode.ts";
import { allContainers, annotationTexts, containerNamed } from "../kube/pod.ts";
import { fieldOf, itemOf, podTemplateSchema } from "../kube/schema.ts";
import { strategicMerge } from "../kube/strategic-merge.ts";
import { type TemplateProblem, validateTemplate } from "../kube/validate-template.ts";
import { newMap, type Value, type ValueMap, withKey } from "../value/value.ts";

export interface DecodedFor {
  /** The template's name. */
  readonly template: string;
  /** The pod that it was rendered for. */
  readonly pod: ValueMap;
  /** The pod that it is merged into. */
  readonly original: ValueMap;
}

/**
 * A template's output, as Istio reads it: the merged pod goes through Go's structs, which match keys in any case, drop
 * unknown ones and refuse values of another type. What is dropped is reported.
 *
 * Source: istio pkg/kube/inject/webhook.go applyOverlayYAML.
 */
export function decodePatch(patch: ValueMap, { template, pod, original }: DecodedFor): Rendered {
  let decoded = patch;
  const dropped: Diagnostic[] = [];
  for (const part of ["metadata", "spec"]) {
    const found = goDecode(patch[part] ?? null, fieldOf(podTemplateSchema, part));
    if (found.value !== (patch[part] ?? null)) decoded = withKey(decoded, part, found.value);
    dropped.push(...found.dropped.map((key) => tellDropped({ ...key, path: `${part}${dotted(key.path)}` }, { template, pod })));
  }
  const wrong = validateTemplate(decoded).find(({ isUnknown }) => !isUnknown);
  if (wrong !== undefined) return { patch: newMap(), diagnostics: [tellWrong(wrong, template)] };
  const keyless = decoded === patch ? undefined : withoutMergeKey(patch, original);
  return keyless === undefined
    ? { patch: decoded, diagnostics: dropped }
    : { patch: newMap(), diagnostics: [tellKeyless(keyless, template)] };
}

const containerSchema = itemOf(fieldOf(fieldOf(podTemplateSchema, "spec"), "containers"));

/**
 * Istio merges before it reads keys in any case: where the pod's own container has a list, items for it need their merge key as it
 * is written in Kubernetes. Undefined if all have it.
 */
function withoutMergeKey(patch: ValueMap, pod: ValueMap): string | undefined {
  const own = allContainers(pod).map(({ container }) => container);
  for (const { container } of allContainers(patch)) {
    const before = containerNamed(own, container.name);
    const [problem] = before ? strategicMerge(before, container, containerSchema).diagnostics : [];
    if (problem !== undefined) return `${String(container.name)}: ${problem.message}`;
  }
  return undefined;
}

function tellKeyless(problem: string, template: string): Diagnostic {
  return diagnostic("InvalidTemplate", {
    message: `Istio cannot inject what the template ${template} renders into the pod's own container ${problem}`,
    fix: "write the key as Kubernetes does: mountPath, not mountpath",
  });
}

function dotted(path: string): string {
  return path === "" || path.startsWith("[") ? path : `.${path}`;
}

/** Told of the annotation that has the key, where one has. */
function tellDropped({ path, key, type, nearest }: DroppedKey, { template, pod }: Pick<DecodedFor, "template" | "pod">): Diagnostic {
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
    message: `Istio drops the key ${key} of the annotation ${name}: ${type} does not have this field${meant}`,
    fix,
    field: { path: `metadata.annotations[${name}]` },
  });
}

function tellWrong({ path, found, expected }: TemplateProblem, template: string): Diagnostic {
  return diagnostic("InvalidTemplate", {
    message: `Istio cannot inject what the template ${template} renders: ${path} is ${describe(found as Value)}, expected ${expected}`,
    fix: "correct the values, the MeshConfig or the annotation that it comes from",
  });
}
