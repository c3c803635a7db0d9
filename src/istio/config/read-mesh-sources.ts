import { identityOf } from "../../krm/objects.ts";
import { at, isMap, newMap, type Value, type ValueMap } from "../../value/value.ts";
import type { ReadYaml, TextProblem } from "../read-yaml.ts";
import type { SettingsSources } from "./resolve-settings.ts";

/** What the ConfigMap `istio-sidecar-injector` holds. */
export interface InjectorConfig {
  /** The ConfigMap, as messages name it. */
  readonly source: string;
  readonly values: ValueMap | undefined;
  /** The injector's own configuration (policy, selectors, templates, aliases), where `data.config` has it. */
  readonly config: ValueMap | undefined;
  /** Keys of `data` that no injector reads, such as `template`. */
  readonly unread: readonly string[];
  /** What in `data` is not YAML or not a map, and why. */
  readonly problems: readonly DataProblem[];
}

/** What is wrong with the text of a key of `data`. */
export interface DataProblem extends TextProblem {
  readonly key: string;
}

/** Reads the ConfigMap of the injector. */
export function readInjectorConfigMap(configMap: ValueMap, readYaml: ReadYaml): InjectorConfig {
  const values = readData(configMap, { key: "values", readYaml });
  const config = readData(configMap, { key: "config", readYaml });
  const data = isMap(configMap.data) ? configMap.data : newMap();
  return {
    source: nameOf(configMap),
    values: values.map,
    config: config.map,
    unread: Object.keys(data).filter((key) => key !== "values" && key !== "config" && key !== "merged-values" && key !== "original-values"),
    problems: [...values.problems, ...config.problems],
  };
}

function nameOf(configMap: ValueMap): string {
  const namespace = at(configMap, "metadata", "namespace");
  const name = String(at(configMap, "metadata", "name"));
  return `the ConfigMap ${typeof namespace === "string" ? `${namespace}/` : ""}${name}`;
}

/** Reads the ConfigMap `istio`: the MeshConfig as written. */
export function readMeshConfigMap(configMap: ValueMap, readYaml: ReadYaml) {
  const { map, problems } = readData(configMap, { key: "mesh", readYaml });
  return { meshConfig: map, problems };
}

/** What an IstioOperator says, in the terms of the configuration. `components.cni.enabled` turns the plugin on. */
export function readIstioOperator(operator: ValueMap): Omit<SettingsSources, "mesh"> {
  const text = (key: string) => {
    const value = at(operator, "spec", key);
    return value === undefined || value === null ? {} : { [key]: String(value) };
  };
  const map = (key: string) => {
    const value = at(operator, "spec", key);
    return isMap(value) ? value : newMap();
  };
  const cni = at(operator, "spec", "components", "cni", "enabled") === true;
  const enabled = cni ? nested(["pilot", "cni", "enabled"], true) : newMap();
  const identity = identityOf(operator);
  const meshConfig = { value: map("meshConfig"), ...(identity && { object: identity }) };
  return { ...text("hub"), ...text("tag"), ...text("revision"), values: [enabled, map("values")], meshConfig: [meshConfig] };
}

export interface RuleSources {
  /** The injector's own configuration, where `data.config` has it. */
  readonly config: ValueMap | undefined;
  /** All values, and those alone that podgraft's configuration gives. */
  readonly values: ValueMap;
  readonly own: ValueMap;
}

/**
 * Rules of the injector that are in podgraft's configuration, in `data.config` or, in the chart's terms, in the values.
 *
 * Differs: Istio's webhook injects nothing if no policy is written; here, as for istioctl kube-inject, that means "enabled".
 */
export function injectorRules({ config, values, own }: RuleSources) {
  const webhook = (key: string) => at(own, "sidecarInjectorWebhook", key) ?? at(config, key) ?? at(values, "sidecarInjectorWebhook", key);
  const policy = ["global", "proxy", "autoInject"];
  const list = (value: Value | undefined): readonly Value[] => (Array.isArray(value) ? value : []);
  return {
    policy: String(at(own, ...policy) ?? at(config, "policy") ?? at(values, ...policy) ?? "enabled"),
    neverInjectSelector: list(webhook("neverInjectSelector")),
    alwaysInjectSelector: list(webhook("alwaysInjectSelector")),
    enableNamespacesByDefault: at(values, "sidecarInjectorWebhook", "enableNamespacesByDefault") === true,
  };
}

function readData(configMap: ValueMap, { key, readYaml }: { readonly key: string; readonly readYaml: ReadYaml }) {
  const text = at(configMap, "data", key);
  if (typeof text !== "string") return { map: undefined, problems: [] };
  const read = readYaml(text);
  if ("problem" in read) return { map: undefined, problems: [{ key, ...read }] };
  if (read.value === null) return { map: newMap(), problems: [] };
  return isMap(read.value) ? { map: read.value, problems: [] } : { map: undefined, problems: [{ key, problem: "it is not a map" }] };
}

function nested([key, ...rest]: readonly string[], value: Value): ValueMap {
  const map = newMap();
  map[key as string] = rest.length === 0 ? value : nested(rest, value);
  return map;
}
