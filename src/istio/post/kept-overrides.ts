import { type Diagnostic, diagnostic } from "../../diagnostic/diagnostic.ts";
import { describe } from "../../kube/describe.ts";
import { type DroppedKey, goDecode } from "../../kube/go-decode.ts";
import type { ContainerList } from "../../kube/pod.ts";
import { fieldOf, podTemplateSchema } from "../../kube/schema.ts";
import { validateTemplate } from "../../kube/validate-template.ts";
import { isList, isMap, newMap, type Value, type ValueMap } from "../../value/value.ts";
import { parseJson } from "../go-json.ts";
import { annotations } from "../names.ts";
import { annotationOf } from "../profile/pod-settings.ts";

interface Overrides {
  /** As a part of a pod's `spec`. */
  readonly spec: ValueMap;
  readonly dropped: readonly DroppedKey[];
  /** Why Istio refuses it. */
  readonly problem?: string;
}

const none: Overrides = { spec: newMap(), dropped: [] };

/**
 * The user's own containers that `proxy.istio.io/overrides` keeps, as Go reads them.
 *
 * Source: istio pkg/kube/inject/webhook.go reinsertOverrides.
 */
export function keptOverrides(pod: ValueMap, list: ContainerList): readonly ValueMap[] {
  const kept = readOverrides(pod).spec[list];
  return isList(kept) ? kept.filter(isMap) : [];
}

/** What is wrong with the annotation: Istio refuses to inject with another type, and drops what it does not know. */
export function overridesFaults(pod: ValueMap): readonly Diagnostic[] {
  const { problem, dropped } = readOverrides(pod);
  const name = annotations.overrides;
  const field = { path: `metadata.annotations[${name}]` };
  if (problem !== undefined) {
    return [
      diagnostic("InvalidAnnotation", {
        message: `Istio cannot inject the pod with the annotation ${name}: ${problem}; expected a JSON object with containers`,
        fix: `correct the annotation ${name} of the pod template, or remove it`,
        field,
      }),
    ];
  }
  return dropped.map(({ path, key, type, nearest }) => {
    const meant = nearest === undefined ? "" : `. Did you mean ${nearest}?`;
    return diagnostic("DoubtfulAnnotation", {
      message: `Istio drops ${path} of the annotation ${name}: ${type} has no field ${key}${meant}`,
      fix: nearest === undefined ? `remove ${key}` : `write ${nearest} instead of ${key}, or remove it`,
      field,
    });
  });
}

const specSchema = fieldOf(podTemplateSchema, "spec");

function readOverrides(pod: ValueMap): Overrides {
  const text = annotationOf({ pod }, annotations.overrides);
  if (text === undefined) return none;
  const given = parseJson(text);
  if (given === null) return none;
  if (!isMap(given)) return { ...none, problem: `its value is ${JSON.stringify(text)}` };
  const { value, dropped } = goDecode(given, specSchema);
  const wrong = validateTemplate({ spec: value }).find(({ isUnknown }) => !isUnknown);
  if (wrong !== undefined) return { ...none, problem: `${wrong.path.slice("spec.".length)} is ${describe(wrong.found as Value)}` };
  return { spec: value as ValueMap, dropped };
}
