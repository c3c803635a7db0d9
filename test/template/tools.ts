import { sprig } from "../../src/gotemplate/sprig/sprig.ts";
import type { GoValue } from "../../src/gotemplate/value/value.ts";
import { fieldOf, podTemplateSchema } from "../../src/kube/schema.ts";
import { podFunctions } from "../../src/template/functions.ts";
import { kubeValue } from "../../src/template/kube-host.ts";
import type { TemplateTools } from "../../src/template/rendered-text.ts";
import { struct } from "../../src/template/struct.ts";
import { toValue, type ValueMap } from "../../src/value/value.ts";
import { readCanonical } from "../../src/yaml/read-canonical.ts";
import { readYaml } from "../../src/yaml/read-yaml.chunk.ts";

/** Both readers, as the program uses them. */
export const readers: Pick<TemplateTools, "quick" | "full" | "regexp"> = {
  quick: (text) => readCanonical(text, { start: 0, end: text.length }),
  full: (text) => readYaml(text, { start: 0, end: text.length, lastKeyWins: true }),
  regexp: undefined,
};

export const tools: TemplateTools = { functions: { ...sprig, ...podFunctions }, ...readers, ownFields: new Set(["Values"]) };

/** A pod's metadata and spec, and values, as a template sees them. */
export function podData({ pod, values }: { readonly pod: unknown; readonly values?: unknown }): GoValue {
  const { metadata, spec } = toValue(pod) as ValueMap;
  return struct("*test.Pod", {
    ObjectMeta: kubeValue(metadata, fieldOf(podTemplateSchema, "metadata")!),
    Spec: kubeValue(spec, fieldOf(podTemplateSchema, "spec")!),
    Values: toValue(values ?? {}) as GoValue,
  });
}
