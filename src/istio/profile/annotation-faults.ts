import { type Diagnostic, diagnostic } from "../../diagnostic/diagnostic.ts";
import { describe } from "../../kube/describe.ts";
import { goDecode } from "../../kube/go-decode.ts";
import { podTemplateSchema } from "../../kube/schema.ts";
import { type TemplateProblem, validateTemplate } from "../../kube/validate-template.ts";
import { isMap, toValue, type Value, type ValueMap } from "../../value/value.ts";
import { plainValue } from "../../yaml/scalar.ts";
import { hasChange } from "../config/versions.ts";
import { goJson, rangeJson } from "../go-json.ts";
import { annotations } from "../names.ts";
import type { PodContext } from "../pod-context.ts";
import { annotationOf, valueAt } from "./pod-settings.ts";
import { userEntries } from "./proxy-volumes.ts";

/**
 * The annotations that a template of Istio's cannot be rendered with, or not be read into a pod. Where Istio's injector does not
 * check their values itself, it fails over what the template makes of them.
 */
export function annotationFaults(context: PodContext, template: string): readonly Diagnostic[] {
  const isSidecar = template === "sidecar";
  const hasVolumes = isSidecar || template === "grpc-agent";
  return [
    ...(hasVolumes ? volumeFaults(context, annotations.userVolume) : []),
    ...(hasVolumes ? volumeFaults(context, annotations.userVolumeMount) : []),
    ...(hasVolumes || template === "gateway" ? bootstrapFaults(context) : []),
    ...(isSidecar && valueAt(context, "global", "proxy", "tracer") === "datadog" ? datadogFaults(context) : []),
  ];
}

function volumeFaults(context: PodContext, name: string): readonly Diagnostic[] {
  const what = name === annotations.userVolume ? "volume" : "volume mount";
  const expected = `a JSON object of ${what}s by name, or an array of ${what}s`;
  const text = annotationOf(context, name);
  if (text === undefined) return [];
  const entries = rangeJson(text);
  if (entries === undefined) return [fault(name, { text, expected })];
  const [key, empty] = entries.find(([, entry]) => !isMap(entry) || Object.keys(entry).length === 0) ?? [];
  if (empty !== undefined) return [fault(name, { text, problem: `, where ${key} is ${goJson(empty)}`, expected: `a ${what} there` })];
  const wrong = wrongType(userEntries(context, name), what);
  if (wrong === undefined) return [];
  const problem = `, where ${wrong.path} is ${describe(wrong.found)}`;
  return [fault(name, { text, problem, expected: `${wrong.expected} there` })];
}

function wrongType(entries: readonly ValueMap[], what: string): TemplateProblem | undefined {
  const list = what === "volume" ? { volumes: entries } : { containers: [{ volumeMounts: entries }] };
  const { value } = goDecode(toValue({ spec: list }), podTemplateSchema);
  const wrong = validateTemplate(value).find(({ isUnknown }) => !isUnknown);
  return wrong && { ...wrong, path: wrong.path.replace(/^[a-zA-Z.]*(?:containers\[0\]\.volumeMounts)?/, "") };
}

function bootstrapFaults(context: PodContext): readonly Diagnostic[] {
  const name = annotations.bootstrapOverride;
  const text = annotationOf(context, name) ?? "";
  const read = /^[yYnN]$/.test(text) ? /^[yY]$/.test(text) : plainValue(text);
  if (hasChange(context.minor, "quotedNames") || read === null || (typeof read === "string" && isPlain(text))) return [];
  const problem = `, which Istio ${context.minor} ${typeof read === "string" ? "does not read as that text" : `reads as ${describe(read)}`}`;
  return [fault(name, { text, problem, expected: "the name of a ConfigMap that YAML reads as text" })];
}

/** Whether YAML reads a text without quotes as that text. */
function isPlain(text: string): boolean {
  return /^(?:[^\s,[\]{}#&*!|>'"%@`?:-]|[?:-]\S)/.test(text) && !/:\s|\s#|:$|\s$|\n/.test(text);
}

function datadogFaults(context: PodContext): readonly Diagnostic[] {
  const name = annotations.datadogEnv;
  const text = annotationOf(context, name);
  if (text === undefined) return [];
  const entries = rangeJson(text);
  const isText = ([key]: readonly [string, Value]) => typeof plainValue(key) === "string";
  return entries?.every(isText) ? [] : [fault(name, { text, expected: "a JSON object of variables by name" })];
}

interface AnnotationFault {
  readonly text: string;
  readonly problem?: string;
  readonly expected: string;
}

function fault(name: string, { text, problem = "", expected }: AnnotationFault): Diagnostic {
  return diagnostic("InvalidAnnotation", {
    message: `Istio cannot inject the pod with the annotation ${name}: its value is ${JSON.stringify(text)}${problem}; expected ${expected}`,
    fix: `correct the annotation ${name} of the pod template, or remove it`,
    field: { path: `metadata.annotations[${name}]`, current: text },
  });
}
