import { type Diagnostic, diagnostic } from "../diagnostic/diagnostic.ts";
import { didYouMean } from "../diagnostic/nearest.ts";
import { isMap, type Value, type ValueMap } from "../value/value.ts";
import { annotationRow } from "./annotations/table.ts";
import { mergeProxyConfig } from "./config/merge-proxy-config.ts";
import { defaultProxyConfig } from "./config/mesh-defaults.ts";
import { type FieldFinding, readMessage } from "./config/read-message.ts";
import { validateProxyConfig } from "./config/validate-proxy-config.ts";
import { annotations } from "./names.ts";
import type { LostKey, ReadYaml } from "./read-yaml.ts";

export interface ValidationOptions {
  readonly readYaml: ReadYaml;
  readonly guideAnnotations: boolean;
}

/** All faults in the annotations of a pod, sorted by name. Errors forbid the injection. */
export function validateAnnotations(pod: ValueMap, options: ValidationOptions): readonly Diagnostic[] {
  const given = isMap(pod.metadata) ? pod.metadata.annotations : undefined;
  if (!isMap(given)) return [];
  return Object.keys(given)
    .sort()
    .flatMap((name) => validateAnnotation(name, given[name] as Value, options));
}

/** What `proxy.istio.io/config` holds, for laying over the mesh's ProxyConfig; undefined if it cannot be read. */
export function readProxyConfigAnnotation(
  text: string,
  readYaml: ReadYaml,
): { fields: ValueMap; findings: readonly FieldFinding[]; lost: readonly LostKey[] } | string {
  const yaml = readYaml(text);
  if ("problem" in yaml) return yaml.problem;
  const { lost = [] } = yaml;
  const { fields, findings } = readMessage("ProxyConfig", yaml.value);
  if (findings.some(({ problem }) => problem === "invalid")) return { fields, findings, lost };
  return { fields, lost, findings: [...findings, ...validateProxyConfig(mergeProxyConfig(defaultProxyConfig, fields))] };
}

function validateAnnotation(name: string, given: Value, options: ValidationOptions): readonly Diagnostic[] {
  // As Kubernetes reads it.
  const value = given ?? "";
  const row = annotationRow(name);
  if (row?.refuses === undefined || (row.standing === "guide" && !options.guideAnnotations)) return [];
  if (typeof value !== "string") return [invalid(name, { value, problem: "", expected: "a string: put it in quotes" })];
  if (name === annotations.proxyConfig) return validateProxyConfigText(value, options);
  const { value: check } = row;
  if (typeof check === "string" || check.holds(value)) return [];
  return [invalid(name, { value, problem: "", expected: check.expected })];
}

function validateProxyConfigText(text: string, { readYaml }: ValidationOptions): readonly Diagnostic[] {
  const name = annotations.proxyConfig;
  const read = readProxyConfigAnnotation(text, readYaml);
  if (typeof read === "string") return [invalid(name, { value: text, problem: `, ${read}`, expected: "a ProxyConfig as YAML" })];
  const found = read.findings.map(({ path, problem, current, expected }) => {
    if (problem === "unknown") return unknownField(path, expected);
    const where = path === "" ? "" : `${path} is ${JSON.stringify(current)}`;
    return invalid(name, { value: text, problem: where === "" ? "" : `, where ${where}`, expected: expected ?? "another value" });
  });
  return [...read.lost.map(lostKey), ...found];
}

const PROXY_CONFIG_FIELD = { path: `metadata.annotations[${annotations.proxyConfig}]` };

function lostKey({ path }: LostKey): Diagnostic {
  const where = path.join(".");
  return diagnostic("IgnoredAnnotation", {
    message: `The annotation ${annotations.proxyConfig} has ${where} more than once, and Istio uses the last`,
    fix: `write ${where} once, with all that belongs in it`,
    field: PROXY_CONFIG_FIELD,
  });
}

function unknownField(path: string, near: string | undefined): Diagnostic {
  return diagnostic("UnknownMeshField", {
    message: `${path} in the annotation ${annotations.proxyConfig} has no effect: ProxyConfig does not have this field${didYouMean(near)}`,
    fix: near === undefined ? `remove ${path}` : `write ${near}, or remove ${path}`,
    field: PROXY_CONFIG_FIELD,
  });
}

interface ValueFault {
  readonly value: Value;
  readonly problem: string;
  readonly expected: string;
}

function invalid(name: string, { value, problem, expected }: ValueFault): Diagnostic {
  const shown = typeof value === "bigint" ? value.toString() : JSON.stringify(value);
  return diagnostic("InvalidAnnotation", {
    message: `Cannot inject with the annotation ${name}: its value is ${shown}${problem}; expected ${expected}`,
    fix: `correct the annotation ${name} of the pod template, or remove it`,
    field: { path: `metadata.annotations[${name}]`, current: value },
  });
}
