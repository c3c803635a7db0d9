import { equal, isMap, type MutableMap, mergeValues, newMap, type Value, type ValueMap } from "../../value/value.ts";
import { chartMesh } from "./chart-mesh.ts";
import { mergeMeshConfig } from "./merge-mesh-config.ts";
import { defaultMeshConfig } from "./mesh-defaults.ts";
import { readMessage } from "./read-message.ts";
import { defaultValues } from "./values.ts";

/** What must be merged onto `base` for `theirs`; null takes away what only `base` has, where `theirs` is whole. */
export function beyond(base: ValueMap, theirs: ValueMap, isWhole: boolean): ValueMap {
  const result = newMap();
  for (const key of Object.keys(theirs)) {
    const [before, value] = [base[key], theirs[key] as Value];
    if (value === null) continue;
    const own = isMap(value) ? beyond(isMap(before) ? before : newMap(), value, isWhole) : value;
    if (isMap(own) && isMap(before) ? Object.keys(own).length > 0 : !equal(before, own)) result[key] = own;
  }
  if (isWhole) for (const key of Object.keys(base)) if ((theirs[key] ?? null) === null) result[key] = null;
  return result;
}

/**
 * Values that the ConfigMap `istio-sidecar-injector` has beside the injector's, and from which nothing of a pod follows.
 * `enableNamespacesByDefault` counts in the webhooks.
 *
 * Source: istio manifests/charts/istio-control/istio-discovery/values.yaml.
 */
const unreadValues: Readonly<Record<string, readonly string[]>> = {
  global: [
    "certSigners",
    "configCluster",
    "configValidation",
    "defaultPodDisruptionBudget",
    "defaultResources",
    "externalIstiod",
    "istiod",
    "meshNetworks",
    "networkPolicy",
    "omitSidecarInjectorConfigMap",
    "operatorManageWebhooks",
    "priorityClassName",
    "remotePilotAddress",
    "resourceScope",
    "waypoint",
  ],
  sidecarInjectorWebhook: ["enableNamespacesByDefault", "reinvocationPolicy"],
};

/** Settings as they are in a configuration; a further control plane has those of the first below its own. */
export interface WrittenSettings {
  readonly values: ValueMap;
  readonly meshConfig: ValueMap;
}

/** What a mesh's ConfigMaps hold. */
export interface MeshSettings {
  readonly values: ValueMap;
  /** `values` has no defaults below it: what it lacks, no template sees. */
  readonly isWhole: boolean;
  readonly meshConfig: ValueMap | undefined;
}

/** What a configuration must say, on top of what `above` says, for the built-in profile to make the pods of these ConfigMaps. */
export function ownSettings(theirs: MeshSettings, above: WrittenSettings): WrittenSettings {
  const base = mergeValues(defaultValues, above.values);
  const values = withoutUnread(beyond(base, theirs.values, theirs.isWhole));
  const chart = mergeValues(chartMesh(mergeValues(defaultValues, theirs.values)), above.meshConfig);
  return { values, meshConfig: theirs.meshConfig ? ownMesh(chart, theirs.meshConfig) : newMap() };
}

function withoutUnread(values: ValueMap): ValueMap {
  const result: MutableMap = newMap();
  for (const key of Object.keys(values)) {
    const value = values[key] as Value;
    const unread = Object.hasOwn(unreadValues, key) ? (unreadValues[key] as readonly string[]) : [];
    const kept = isMap(value) ? without(value, unread) : value;
    if (kept === value || Object.keys(kept as ValueMap).length > 0) result[key] = kept;
  }
  return result;
}

function without(map: ValueMap, keys: readonly string[]): ValueMap {
  if (!keys.some((key) => Object.hasOwn(map, key))) return map;
  const result = newMap();
  for (const key of Object.keys(map)) if (!keys.includes(key)) result[key] = map[key] as Value;
  return result;
}

/** The fewest fields that make the mesh's MeshConfig of the chart's. Fields that Istio does not know are not among them. */
function ownMesh(chart: ValueMap, theirs: ValueMap): ValueMap {
  const all = beyond(chart, readMessage("MeshConfig", theirs).fields, true);
  const messageOf = (own: ValueMap) =>
    mergeMeshConfig(defaultMeshConfig, readMessage("MeshConfig", mergeValues(chart, own)).fields) as Value;
  const wanted = messageOf(all);
  return fewest(all, (own) => equal(messageOf(own), wanted)) ?? newMap();
}

/** The map without the entries, at any depth, that `isEnough` does not miss; undefined if it misses none. */
function fewest(map: ValueMap, isEnough: (map: ValueMap) => boolean): ValueMap | undefined {
  let result = map;
  for (const key of Object.keys(map)) {
    const rest = without(result, [key]);
    const value = map[key] as Value;
    if (isEnough(rest)) result = rest;
    else if (isMap(value)) {
      const at = (inner: ValueMap) => Object.assign(newMap(), result, { [key]: inner });
      result = at(fewest(value, (inner) => isEnough(at(inner))) ?? newMap());
    }
  }
  return Object.keys(result).length > 0 ? result : undefined;
}
