import { at, equal, mapAt, newMap, type Value, type ValueMap, withKey, withPath } from "../value/value.ts";
import { customTemplates } from "./config/chart-templates.ts";
import { ownSettings, type WrittenSettings } from "./config/own-settings.ts";
import type { InjectorConfig } from "./config/read-mesh-sources.ts";
import { printed } from "./config/values.ts";
import type { MeshObjects } from "./mesh-objects.ts";
import type { ServedRevision } from "./rules/webhooks.ts";

/** The configuration of one control plane that makes the same pods as the mesh's webhook. */
export interface CarriedPlane extends WrittenSettings {
  /** `hub`, `tag`, `platform` and `compliancePolicy`, if the mesh sets them. */
  readonly named: ValueMap;
  /** The injector's ConfigMap, as messages name it; undefined if it is not there. */
  readonly source: string | undefined;
  /** The mesh's templates that only its ConfigMap has; then that must be in the input. */
  readonly customTemplates: readonly string[];
}

export interface CarriedSources {
  readonly mesh: Pick<MeshObjects, "injectors" | "meshConfigs">;
  readonly served: Pick<ServedRevision, "revision" | "urlEnv">;
  /** Whether the plugin's own ConfigMap is there; it counts where the values say nothing. */
  readonly hasCni: boolean;
}

const nothing: WrittenSettings = { values: newMap(), meshConfig: newMap() };

/** Of the control plane's ConfigMaps; `above` is what the configuration says about the first control plane. */
export function carriedPlane({ mesh, served, hasCni }: CarriedSources, above: WrittenSettings = nothing): CarriedPlane {
  const { injectors, meshConfigs } = mesh;
  const { revision, urlEnv } = served;
  const injector = (revision === "default" ? injectors.get("") : undefined) ?? injectors.get(revision);
  const meshConfig = (revision === "default" ? meshConfigs.get("") : undefined) ?? meshConfigs.get(revision);
  const found = withUrl(theirValues(injector, hasCni), urlEnv);
  const values = revision === "default" ? found : withKey(found, "revision", revision);
  const isWhole = injector?.values !== undefined && Object.keys(mapAt(injector.config, "templates")).length > 0;
  const own = ownSettings({ values, isWhole, meshConfig: meshConfig?.value }, above);
  const named = namedFields(values);
  return {
    named,
    values: withoutNamed(own.values, named),
    meshConfig: own.meshConfig,
    source: injector?.source,
    customTemplates: injector ? customTemplates(injector, printed(at(values, "global", "tag") ?? "")) : [],
  };
}

/** The injector's own configuration, in terms of the values. */
const webhookKeys = ["alwaysInjectSelector", "neverInjectSelector", "injectedAnnotations", "aliases", "defaultTemplates"];

/**
 * The values of a ConfigMap, with what its injector's own configuration says instead of them. Whether the CNI plugin redirects the
 * traffic has another name in older versions.
 *
 * Source: istio manifests/charts/istio-cni/templates/configmap-cni.yaml; istio-control/istio-discovery/templates/istiod-injector-configmap.yaml.
 */
function theirValues(injector: InjectorConfig | undefined, hasCni: boolean): ValueMap {
  const values = injector?.values ?? newMap();
  const webhook = { ...mapAt(values, "sidecarInjectorWebhook") };
  for (const key of webhookKeys) {
    const said = at(injector?.config, key) ?? null;
    if (said !== null) webhook[key] = isChartsDefault(key, said) ? [] : said;
  }
  const cni = at(values, "pilot", "cni", "enabled") ?? at(values, "istio_cni", "enabled") ?? hasCni;
  const policy = at(injector?.config, "policy");
  const withWebhook = Object.keys(webhook).length > 0 ? withKey(values, "sidecarInjectorWebhook", mapOf(webhook)) : values;
  const withCni = cni === true ? withPath(withWebhook, ["pilot", "cni", "enabled"], true) : withWebhook;
  const result = typeof policy === "string" ? withPath(withCni, ["global", "proxy", "autoInject"], policy) : withCni;
  return withKey(result, "istio_cni", undefined);
}

/** The chart's default templates for values that name none. */
function isChartsDefault(key: string, said: Value): boolean {
  return key === "defaultTemplates" && equal(said, ["sidecar"]);
}

/** The cluster and the network that the webhook's URL sets in the proxy, overriding the values. */
function withUrl(values: ValueMap, { ISTIO_META_CLUSTER_ID: cluster, ISTIO_META_NETWORK: network }: ServedRevision["urlEnv"]): ValueMap {
  const named = cluster === undefined ? values : withPath(values, ["global", "multiCluster", "clusterName"], cluster);
  return network === undefined ? named : withPath(named, ["global", "network"], network);
}

/** Source: istio pilot/pkg/features; the chart's deployment.yaml, which sets PLATFORM by `global.platform`. */
function namedFields(values: ValueMap): ValueMap {
  const named = newMap();
  for (const key of ["hub", "tag"]) {
    const value = at(values, "global", key);
    if (typeof value === "string" && value !== "") named[key] = value;
  }
  const policy = at(values, "pilot", "env", "COMPLIANCE_POLICY");
  if (["fips-140-2", "fips-140-3", "pqc"].includes(String(policy))) named.compliancePolicy = policy as Value;
  if (at(values, "global", "platform") === "openshift") named.platform = "openshift";
  return named;
}

/** Without settings that have their own field in the configuration. */
function withoutNamed(values: ValueMap, named: ValueMap): ValueMap {
  const global = ["hub", "tag"].filter((key) => key in named).reduce((map, key) => withKey(map, key, undefined), mapAt(values, "global"));
  const rest = withKey(values, "revision", undefined);
  return withKey(rest, "global", Object.keys(global).length > 0 ? global : undefined);
}

function mapOf(entries: Readonly<Record<string, Value>>): ValueMap {
  return Object.assign(newMap(), entries);
}
