import { type Diagnostic, diagnostic } from "../diagnostic/diagnostic.ts";
import { didYouMean, nearest } from "../diagnostic/nearest.ts";
import { at, isMap, mapAt, type Value, type ValueMap } from "../value/value.ts";
import { type ProxyConfigResource, readProxyConfigResource } from "./config/proxy-config-resource.ts";
import {
  type DataProblem,
  type InjectorConfig,
  readInjectorConfigMap,
  readIstioOperator,
  readMeshConfigMap,
} from "./config/read-mesh-sources.ts";
import type { MeshLayer, SettingsSources } from "./config/resolve-settings.ts";
import { valueFaults } from "./config/value-faults.ts";
import type { ReadYaml } from "./read-yaml.ts";
import { type InjectorWebhooks, readWebhooks } from "./rules/webhooks.ts";

/** The parts of a mesh in the input. */
export interface MeshObjects {
  /** The injector's ConfigMaps by revision; "" for the control plane without name. */
  readonly injectors: ReadonlyMap<string, InjectorConfig>;
  /** The MeshConfigs by revision, as written. */
  readonly meshConfigs: ReadonlyMap<string, MeshLayer>;
  readonly proxyConfigs: readonly ProxyConfigResource[];
  readonly webhooks: readonly InjectorWebhooks[];
  readonly peerAuthentications: readonly ValueMap[];
  /** What IstioOperators say, merged in their order. */
  readonly operators: readonly SettingsSources[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Finds the mesh's own configuration among the objects of the input. */
export function meshObjects(objects: readonly ValueMap[], readYaml: ReadYaml): MeshObjects {
  const injectors = new Map<string, InjectorConfig>();
  const meshConfigs = new Map<string, MeshLayer>();
  const diagnostics: Diagnostic[] = [];
  for (const object of objects.filter(({ kind, apiVersion }) => kind === "ConfigMap" && apiVersion === "v1")) {
    const injector = revisionIn(object, "istio-sidecar-injector");
    const mesh = injector === undefined ? revisionIn(object, "istio") : undefined;
    const keys = injector !== undefined ? ["values", "config"] : mesh !== undefined ? ["mesh"] : [];
    diagnostics.push(...keys.flatMap((key) => noteLost(object, { key, readYaml })));
    if (injector !== undefined) {
      const read = readInjectorConfigMap(object, readYaml);
      injectors.set(injector, read);
      diagnostics.push(...read.problems.map((found) => unreadable(object, found)), ...read.unread.map((key) => unread(object, key)));
    } else if (mesh !== undefined && at(object, "data", "mesh") !== undefined) {
      const { meshConfig, problems } = readMeshConfigMap(object, readYaml);
      if (meshConfig) meshConfigs.set(mesh, { value: meshConfig, object: identityOf(object) });
      diagnostics.push(...problems.map((found) => unreadable(object, found)));
    }
  }
  const proxyConfigs = objects.filter(isProxyConfig).map(readProxyConfigResource);
  return {
    injectors,
    meshConfigs,
    proxyConfigs,
    webhooks: objects.map(readWebhooks).filter((found) => found !== undefined),
    peerAuthentications: objects.filter(({ kind }) => kind === "PeerAuthentication"),
    operators: objects.filter(({ kind }) => kind === "IstioOperator").map(readIstioOperator),
    diagnostics: [...diagnostics, ...proxyConfigs.flatMap(noteProxyConfig), ...objects.flatMap(misspeltIn)],
  };
}

/** The revision that a ConfigMap's name ends with: `istio-canary` is the mesh of canary. */
function revisionIn(object: ValueMap, base: string): string | undefined {
  const name = at(object, "metadata", "name");
  if (name === base) return "";
  if (typeof name !== "string" || !name.startsWith(`${base}-`)) return undefined;
  const revision = name.slice(base.length + 1);
  return revision === at(object, "metadata", "labels", "istio.io/rev") || base !== "istio" ? revision : undefined;
}

function isProxyConfig({ kind, apiVersion }: ValueMap): boolean {
  return kind === "ProxyConfig" && String(apiVersion).startsWith("networking.istio.io/");
}

function noteProxyConfig({ name, namespace, findings }: ProxyConfigResource): readonly Diagnostic[] {
  return findings.map(({ path, problem, expected, current }) => {
    const isUnknown = problem === "unknown";
    const field = path === "" ? "spec" : `spec.${path}`;
    const why = isUnknown ? `ProxyConfig does not have this field${didYouMean(expected)}` : `its value is wrong; expected ${expected}`;
    return diagnostic("UnknownMeshField", {
      message: `${field} of the ProxyConfig ${name} has no effect: ${why}`,
      fix: isUnknown && expected !== undefined ? `write ${expected}, or remove ${field}` : `correct or remove ${field}`,
      resource: { apiVersion: "networking.istio.io/v1beta1", kind: "ProxyConfig", name, namespace },
      field: { path: field, current },
    });
  });
}

const OPERATOR_FIELDS = ["components", "hub", "meshConfig", "namespace", "profile", "revision", "tag", "unvalidatedValues", "values"];
const INJECTOR = "istio-sidecar-injector";

/** What is nearly a field of an IstioOperator or one of its values, or nearly the injector's ConfigMap. */
function misspeltIn(object: ValueMap): readonly Diagnostic[] {
  const { apiVersion, kind } = object;
  const resource = {
    ...identityOf(object),
    apiVersion: typeof apiVersion === "string" ? apiVersion : "",
    kind: typeof kind === "string" ? kind : "",
  };
  if (kind === "ConfigMap" && (at(object, "data", "config") ?? at(object, "data", "values")) !== undefined) {
    const name = nameOf(object);
    if (name.startsWith(INJECTOR) || nearest(name, [INJECTOR]) === undefined) return [];
    const message = `The ConfigMap ${name} has no effect: the injector's has another name. Did you mean ${INJECTOR}?`;
    return [diagnostic("UnreadMeshData", { message, fix: `write ${INJECTOR}`, resource, field: { path: "metadata.name", current: name } })];
  }
  if (kind !== "IstioOperator") return [];
  const spec = mapAt(object, "spec");
  const fields = Object.keys(spec).flatMap((key) => {
    const meant = OPERATOR_FIELDS.includes(key) ? undefined : nearest(key, OPERATOR_FIELDS);
    if (meant === undefined) return [];
    const message = `spec.${key} of the IstioOperator ${nameOf(object)} has no effect: there is no such field${didYouMean(meant)}`;
    return diagnostic("UnknownMeshField", { message, fix: `write ${meant}`, field: { path: `spec.${key}` } });
  });
  const values = valueFaults(mapAt(spec, "values"), "spec.values");
  return [...fields, ...values].map((told) => ({ ...told, severity: "warning", resource }));
}

function unreadable(object: ValueMap, { key, problem, fault }: DataProblem): Diagnostic {
  const why = fault === undefined ? problem : `${problem} (${fault.message})`;
  return diagnostic("InvalidInput", {
    message: `Cannot read data.${key} of the ConfigMap ${nameOf(object)}: ${why}; expected a map as YAML or JSON`,
    fix: `correct data.${key}`,
    resource: identityOf(object),
    field: { path: `data.${key}`, ...(fault && { line: fault.line }) },
  });
}

function unread(object: ValueMap, key: string): Diagnostic {
  return diagnostic("UnreadMeshData", {
    message: `data.${key} of the ConfigMap ${nameOf(object)} has no effect: the injector reads data.config and data.values`,
    fix: `move the content of data.${key} to data.config, or remove it`,
    resource: identityOf(object),
    field: { path: `data.${key}` },
  });
}

/** A repeated key, of which Istio uses the last. */
function noteLost(object: ValueMap, { key, readYaml }: { readonly key: string; readonly readYaml: ReadYaml }): readonly Diagnostic[] {
  const text = at(object, "data", key);
  const read = typeof text === "string" ? readYaml(text) : undefined;
  if (read === undefined || !("value" in read)) return [];
  return (read.lost ?? []).map(({ path, lost }) => {
    const field = `data.${[key, ...path].join(".")}`;
    return diagnostic("UnreadMeshData", {
      message: `The ConfigMap ${nameOf(object)} has ${field} more than once, and Istio uses the last: ${shownLost(lost)} is lost`,
      fix: `write ${path.at(-1)} once, with all that belongs in it`,
      resource: identityOf(object),
      field: { path: field },
    });
  });
}

/** The names of a map's keys say enough. */
function shownLost(lost: Value): string {
  return isMap(lost) ? Object.keys(lost).join(", ") || "an empty map" : (JSON.stringify(lost) ?? "null");
}

function nameOf(object: ValueMap): string {
  return String(at(object, "metadata", "name") ?? "");
}

function identityOf(object: ValueMap) {
  const namespace = at(object, "metadata", "namespace");
  return { apiVersion: "v1", kind: "ConfigMap", name: nameOf(object), ...(typeof namespace === "string" && { namespace }) };
}
