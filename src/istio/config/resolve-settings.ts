import { type Diagnostic, diagnostic, type ResourceIdentity } from "../../diagnostic/diagnostic.ts";
import { didYouMean } from "../../diagnostic/nearest.ts";
import { imageFault } from "../../kube/image-reference.ts";
import { at, type MutableMap, mergeValues, newMap, type Value, type ValueMap } from "../../value/value.ts";
import { chartMesh, discoveryAddress } from "./chart-mesh.ts";
import { hubFaults } from "./hub-faults.ts";
import { mergeMeshConfig } from "./merge-mesh-config.ts";
import { defaultMeshConfig } from "./mesh-defaults.ts";
import type { Message } from "./message.ts";
import { type FieldFinding, readMessage } from "./read-message.ts";
import { validateMeshConfig } from "./validate-mesh-config.ts";
import { defaultValues, printed, textAt } from "./values.ts";
import { closestMinor, defaultTag, isReproduced, type Minor, minorOfTag, reproducedMinors } from "./versions.ts";

/** The settings written for one control plane; all are optional. */
export interface SettingsSources {
  /** From the configuration: these override everything else, and `hub`, `tag` and `revision` override the values. */
  readonly hub?: string;
  readonly tag?: string;
  readonly revision?: string;
  /** Layers, weak to strong. */
  readonly values?: readonly ValueMap[];
  readonly meshConfig?: readonly MeshLayer[];
  /** From the mesh's own ConfigMaps, if the input has them. */
  readonly mesh?: MeshSources;
}

/** A MeshConfig, or a part of one, as it was written. */
export interface MeshLayer {
  readonly value: ValueMap;
  /** The IstioOperator, or the mesh's ConfigMap, that contains it; absent: the configuration. */
  readonly object?: ResourceIdentity | undefined;
}

/** The content of the ConfigMaps `istio-sidecar-injector` and `istio`. */
export interface MeshSources {
  readonly values?: ValueMap;
  readonly meshConfig?: MeshLayer;
  /** The revision whose ConfigMaps these are; "" or "default" for the one without a name. */
  readonly revision: string;
  /** The templates are the mesh's too: then there are only the values of the mesh and of the configuration. */
  readonly hasTemplates?: boolean;
}

export interface Settings {
  readonly values: ValueMap;
  readonly meshConfig: Message<"MeshConfig">;
  readonly revision: string;
  /** The minor of Istio to reproduce; undefined: the newest. */
  readonly minor: Minor | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * The settings of one control plane, from weak to strong: the chart's defaults, the mesh's ConfigMaps, the
 * configuration. Settings that depend on the revision are set here too: otherwise a proxy of the new revision would
 * call the old control plane.
 */
export function resolveSettings(sources: SettingsSources): Settings {
  const values = resolveValues(sources);
  const revision = textAt(values, "revision");
  // Settings made from values that the mesh may lack have the chart's defaults.
  const written = writtenMesh(sources, mergeValues(defaultValues, values));
  const { fields } = readMessage("MeshConfig", written);
  const meshConfig = mergeMeshConfig(defaultMeshConfig, fields);
  const tag = at(values, "global", "tag");
  const invalid = validateMeshConfig(meshConfig).map((finding) => noteField(finding, placeWritten(sources, finding)));
  return {
    values,
    meshConfig,
    revision,
    minor: closestMinor(printed(tag ?? "")),
    diagnostics: [...noteTag(sources, printed(tag ?? "")), ...hubFaults(values), ...noteMesh(sources), ...invalid],
  };
}

function resolveValues({ hub, tag, revision, values = [], mesh }: SettingsSources): ValueMap {
  const global = newMap();
  if (hub !== undefined) global.hub = hub;
  if (tag !== undefined) global.tag = tag;
  const named: MutableMap = newMap();
  named.global = global;
  if (revision !== undefined) named.revision = revision;
  const isWhole = mesh?.hasTemplates === true && mesh.values !== undefined;
  return [mesh?.values ?? newMap(), ...values, named].reduce<ValueMap>(mergeValues, isWhole ? newMap() : defaultValues);
}

/** The ConfigMap's text, or else the chart's, with the configuration's merged in, map by map. */
function writtenMesh({ meshConfig = [], mesh }: SettingsSources, values: ValueMap): ValueMap {
  const base = mesh?.meshConfig?.value;
  const layers = meshConfig.map(({ value }) => value);
  if (base === undefined) return layers.reduce(mergeValues, chartMesh(values));
  const theirs = mesh?.revision === "default" ? "" : mesh?.revision;
  const merged = layers.reduce(mergeValues, base);
  const named = layers.some((layer) => at(layer, "defaultConfig", "discoveryAddress") !== undefined);
  if (named || theirs === textAt(values, "revision")) return merged;
  return mergeValues(merged, mapOf("defaultConfig", mapOf("discoveryAddress", discoveryAddress(values))));
}

/** A tag after the image's name: `istio/proxyv2:1.30.5`. */
const imageName = /^((?:[\w.:-]+\/)+[\w.-]+|proxyv2[\w-]*):(\d[\w.-]*)$/;

function noteTag({ tag, values = [], mesh }: SettingsSources, found: string): readonly Diagnostic[] {
  const given = tag ?? [...values, mesh?.values].map((layer) => at(layer, "global", "tag")).find((value) => value !== undefined);
  if (given === undefined) {
    return [
      diagnostic("UnpinnedVersion", {
        message: `istio.tag is not set; using ${defaultTag}. Upgrading podgraft would change your pods`,
        fix: `set spec.istio.tag to ${defaultTag}, or to your control plane's version`,
        field: { path: "istio.tag" },
      }),
    ];
  }
  const name = imageName.exec(found);
  if (name) {
    const [, image = "", tag = ""] = name;
    return [
      diagnostic("UnknownIstioVersion", {
        message: `istio.tag is ${JSON.stringify(found)}, which is more than a tag; no node could pull the proxy`,
        fix: image.includes("/")
          ? `set istio.tag to ${tag}, and istio.hub to ${image.slice(0, image.lastIndexOf("/"))}`
          : `set istio.tag to ${tag}`,
        field: { path: "istio.tag", current: found },
      }),
    ];
  }
  const bare = /^v(\d+\.\d+.*)$/.exec(found)?.[1];
  if (bare !== undefined) {
    return [
      diagnostic("UnknownIstioVersion", {
        message: `istio.tag is ${found}: the tags of Istio's images have no v, and no node could pull the proxy`,
        fix: `set istio.tag to ${bare}`,
        field: { path: "istio.tag", current: found },
      }),
    ];
  }
  const faults = tagFaults(found);
  if (faults.length > 0 || isReproduced(found) !== false || mesh?.hasTemplates) return faults;
  const known = reproducedMinors.join(", ");
  return [
    diagnostic("UnknownIstioVersion", {
      message: `podgraft does not know Istio ${minorOfTag(found)} (istio.tag is ${JSON.stringify(found)}): using the closest of ${known}, which may differ from what your control plane injects`,
      fix: "add the mesh's own ConfigMaps to the input and set istio.profile to mesh, or use one of these versions",
      field: { path: "istio.tag", current: found },
    }),
  ];
}

/** No tag, which means the registry's latest, or one that no image can have. */
function tagFaults(tag: string): readonly Diagnostic[] {
  const field = { path: "istio.tag", current: tag };
  if (tag === "") {
    const message = "istio.tag is empty: the nodes pull what the registry has under latest, which changes without a commit";
    return [
      diagnostic("UnpinnedVersion", { message, fix: `set spec.istio.tag to ${defaultTag}, or to your control plane's version`, field }),
    ];
  }
  const name = tag.startsWith("sha256:") ? "proxyv2@" : "proxyv2:";
  const fault = imageFault(name + tag);
  if (!fault) return [];
  const meant = fault.proposed?.startsWith(name) ? fault.proposed.slice(name.length) : undefined;
  return [
    diagnostic("UnknownIstioVersion", {
      message: `istio.tag is ${JSON.stringify(tag)}, and no node could pull the proxy; expected ${fault.expected}`,
      fix: meant === undefined ? "correct istio.tag" : `set istio.tag to ${meant}`,
      field,
    }),
  ];
}

/** Faults of a MeshConfig: a warning in the mesh's own if Istio continues, otherwise an error. */
function noteMesh({ meshConfig = [], mesh }: SettingsSources): readonly Diagnostic[] {
  const told = (value: ValueMap, place: FieldSource) =>
    readMessage("MeshConfig", value).findings.map((finding) => noteField(finding, place));
  const theirs = mesh?.meshConfig ? told(mesh.meshConfig.value, inConfigMap(mesh.meshConfig)) : [];
  return [...theirs, ...meshConfig.flatMap((layer) => told(layer.value, placeOf(layer)))];
}

/** Where a MeshConfig is. */
interface FieldSource {
  readonly path: string;
  readonly object?: ResourceIdentity | undefined;
  /** Istio ignores what it does not know. */
  readonly isLenient?: true;
}

const inConfigMap = ({ object }: MeshLayer): FieldSource => ({ path: "data.mesh", object, isLenient: true });
const inConfiguration: FieldSource = { path: "istio.meshConfig" };

function placeOf({ object }: MeshLayer): FieldSource {
  return object ? { path: "spec.meshConfig", object } : inConfiguration;
}

/** The strongest place that has the field as it is spelt. */
function placeWritten({ meshConfig = [], mesh }: SettingsSources, { path }: FieldFinding): FieldSource {
  const has = ({ value }: MeshLayer) => at(value, ...path.split(".")) !== undefined;
  const layer = meshConfig.findLast(has);
  if (layer) return placeOf(layer);
  return mesh?.meshConfig && has(mesh.meshConfig) ? inConfigMap(mesh.meshConfig) : inConfiguration;
}

function noteField({ path, problem, current, expected }: FieldFinding, { path: above, object, isLenient }: FieldSource): Diagnostic {
  const place = `${above}.${path}${object ? ` of the ${object.kind} ${object.name}` : ""}`;
  const about = { field: { path: `${above}.${path}`, current }, ...(object && { resource: object }) };
  if (problem === "invalid") {
    return diagnostic("InvalidConfiguration", {
      ...about,
      message: `Cannot use ${place}: it is ${shown(current)}; expected ${expected}`,
      fix: `correct ${path} in ${above}`,
    });
  }
  return diagnostic(isLenient ? "UnknownMeshField" : "InvalidConfiguration", {
    ...about,
    message: `${isLenient ? `${place} has no effect` : `Cannot use ${place}`}: MeshConfig does not have this field${didYouMean(expected)}`,
    fix: expected === undefined ? `remove ${path}` : `write ${expected}, or remove ${path}`,
  });
}

function shown(value: Value): string {
  return typeof value === "bigint" ? value.toString() : JSON.stringify(value);
}

function mapOf(key: string, value: Value): ValueMap {
  const map = newMap();
  map[key] = value;
  return map;
}
