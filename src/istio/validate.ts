import { type Diagnostic, diagnostic } from "../diagnostic/diagnostic.ts";
import { parseQuantity } from "../kube/quantity.ts";
import { isMap, type Value, type ValueMap } from "../value/value.ts";
import { isIpv4, isIpv6 } from "./config/address.ts";
import { mergeProxyConfig } from "./config/merge-proxy-config.ts";
import { defaultProxyConfig } from "./config/mesh-defaults.ts";
import { type FieldFinding, readMessage } from "./config/read-message.ts";
import { validateProxyConfig } from "./config/validate-proxy-config.ts";
import { parseGoBool, parseGoUint } from "./go-parse.ts";
import { annotations } from "./names.ts";
import type { LostKey, ReadYaml } from "./read-yaml.ts";

interface Rule {
  readonly expected: string;
  /** Whether the value is fine; a text tells what is wrong with it in particular. */
  readonly check: (value: string) => boolean | string;
}

const ports: Rule = { expected: 'ports from 0 to 65535, separated by commas, such as "8080,9090"', check: isPortList };
const interfaces: Rule = { expected: "names of network interfaces, separated by commas, each at most 15 characters", check: areInterfaces };
const quantity: Rule = { expected: 'a quantity such as "100m" or "128Mi"', check: isQuantity };
const seconds: Rule = { expected: "a whole number from 0 to 4294967295", check: (value) => parseGoUint(value, 32) !== undefined };
const ranges: Rule = { expected: 'ranges such as "10.0.0.0/8", separated by commas', check: areRanges };

/** The annotations that Istio refuses to inject with where their value is bad. Source: istio pkg/kube/inject/validate.go. */
const rules: Readonly<Record<string, Rule>> = {
  [annotations.interceptionMode]: { expected: "REDIRECT, TPROXY or NONE", check: (value) => /^(REDIRECT|TPROXY|NONE)$/.test(value) },
  [annotations.statusPort]: { expected: "a port from 0 to 65535", check: isPort },
  [annotations.readinessInitialDelay]: seconds,
  [annotations.readinessPeriod]: seconds,
  [annotations.readinessFailureThreshold]: seconds,
  [annotations.includeOutboundIpRanges]: {
    expected: `"*" or ${ranges.expected}`,
    check: (value) => value === "*" || areRanges(value),
  },
  [annotations.excludeOutboundIpRanges]: ranges,
  [annotations.includeInboundPorts]: { expected: `"*" or ${ports.expected}`, check: (value) => value === "*" || isPortList(value) },
  [annotations.excludeInboundPorts]: ports,
  [annotations.excludeOutboundPorts]: ports,
  [annotations.excludeInterfaces]: interfaces,
  [annotations.kubevirtInterfaces]: interfaces,
  [annotations.rerouteInterfaces]: interfaces,
  [annotations.mergeMetrics]: { expected: '"true" or "false"', check: (value) => parseGoBool(value) !== undefined },
  [annotations.proxyCpu]: quantity,
  [annotations.proxyMemory]: quantity,
  [annotations.proxyCpuLimit]: quantity,
  [annotations.proxyMemoryLimit]: quantity,
};

/** Those that only take effect as guide annotations. */
const guideRules: Readonly<Record<string, Rule>> = {
  [annotations.initCpu]: quantity,
  [annotations.initMemory]: quantity,
  [annotations.initCpuLimit]: quantity,
  [annotations.initMemoryLimit]: quantity,
  [annotations.holdApplication]: { expected: '"true" or "false"', check: (value) => parseGoBool(value) !== undefined },
};

export interface ValidationOptions {
  readonly readYaml: ReadYaml;
  readonly guideAnnotations: boolean;
}

/** What is wrong with the annotations of a pod, all of it at once, sorted by name. Errors forbid the injection. */
export function validateAnnotations(pod: ValueMap, options: ValidationOptions): readonly Diagnostic[] {
  const given = isMap(pod.metadata) ? pod.metadata.annotations : undefined;
  if (!isMap(given)) return [];
  return Object.keys(given)
    .sort()
    .flatMap((name) => validateAnnotation(name, given[name] as Value, options));
}

/** What `proxy.istio.io/config` holds, for laying over the mesh's ProxyConfig; undefined where it cannot be read. */
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

function validateAnnotation(name: string, value: Value, options: ValidationOptions): readonly Diagnostic[] {
  const rule = ruleOf(name, options);
  if (rule === undefined && name !== annotations.proxyConfig) return [];
  if (typeof value !== "string") return [invalid(name, { value, problem: "", expected: "a string: put it in quotes" })];
  if (rule === undefined) return validateProxyConfigText(value, options);
  const checked = rule.check(value);
  if (checked === true) return [];
  return [invalid(name, { value, problem: checked === false ? "" : `, ${checked}`, expected: rule.expected })];
}

function ruleOf(name: string, { guideAnnotations }: ValidationOptions): Rule | undefined {
  if (Object.hasOwn(rules, name)) return rules[name];
  return guideAnnotations && Object.hasOwn(guideRules, name) ? guideRules[name] : undefined;
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
    message: `Cannot use all of ${where} of the annotation ${annotations.proxyConfig}: it stands there more than once, and Istio takes the last; expected it once`,
    fix: `Write ${where} once, with everything that it shall hold.`,
    field: PROXY_CONFIG_FIELD,
  });
}

function unknownField(path: string, near: string | undefined): Diagnostic {
  return diagnostic("UnknownMeshField", {
    message: `Cannot use ${path} of the annotation ${annotations.proxyConfig}: ProxyConfig has no such field, Istio ignores it; expected ${
      near === undefined ? "a field of ProxyConfig" : `perhaps ${near}`
    }`,
    fix: near === undefined ? `Remove ${path}.` : `Write ${near}, or remove ${path}.`,
    field: PROXY_CONFIG_FIELD,
  });
}

interface Fault {
  readonly value: Value;
  readonly problem: string;
  readonly expected: string;
}

function invalid(name: string, { value, problem, expected }: Fault): Diagnostic {
  const shown = typeof value === "bigint" ? value.toString() : JSON.stringify(value);
  return diagnostic("InvalidAnnotation", {
    message: `Cannot inject with the annotation ${name}: its value is ${shown}${problem}; expected ${expected}`,
    fix: `Correct the annotation ${name} of the pod template, or remove it.`,
    field: { path: `metadata.annotations[${name}]`, current: value },
  });
}

function isPort(text: string): boolean {
  return parseGoUint(text.trim(), 16) !== undefined;
}

function isPortList(text: string): boolean {
  return text.trim() === "" || text.trim().split(",").every(isPort);
}

function areRanges(text: string): boolean {
  return text === "" || text.split(",").every(isRange);
}

/** Source: Go netip.ParsePrefix: no zone, no leading zeros, no blanks. */
function isRange(text: string): boolean {
  const [, address = "", bits = ""] = /^([^/]*)\/(0|[1-9]\d{0,2})$/.exec(text) ?? [];
  return (isIpv4(address) && Number(bits) <= 32) || (isIpv6(address) && Number(bits) <= 128 && bits !== "");
}

/** Source: istio pkg/util/net/ip.go ValidateInterfaceNames. */
function areInterfaces(text: string): boolean {
  return text === "" || text.split(",").every((name) => /^[a-zA-Z][a-zA-Z0-9_.-]{0,14}$/.test(name.trim()));
}

/** No blanks around it, unlike in a manifest's own quantities. Source: istio pkg/kube/inject/validate.go validateResourceQuantity. */
function isQuantity(text: string): boolean {
  return text === text.trim() && parseQuantity(text) !== undefined;
}
