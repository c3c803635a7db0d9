import { containersIn, mapsIn, mountsOf, specOf, volumesOf, withContainers } from "../../kube/pod.ts";
import { at, equal, isList, mapAt, newMap, toValue, type Value, type ValueMap } from "../../value/value.ts";
import { annotationSettings, type Setting, type Texts, unknownAnnotations } from "../annotation-table.ts";
import type { Made } from "../chart-templates.ts";
import { withMetadata, withMount, withVariables, withVolume } from "../pod-edits.ts";
import { annotations } from "./annotations.ts";

/** What a pod overrides in the settings. Source: dapr pkg/injector/patcher/sidecar.go SetFromPodAnnotations. */
export function podSettings(pod: ValueMap, texts: Texts) {
  const { settings, diagnostics } = annotationSettings(annotations, texts, {});
  const given = new Map(settings);
  const mounts = ["volumeMounts", "volumeMountsRW"].flatMap((path) => mapsIn(given.get(path)));
  const volumes = volumesOf(pod).map(({ name }) => name);
  const isBroken = annotations.some(({ name, kind, path }) => path.startsWith("resources.") && kind[0](texts[name] ?? "") === undefined);
  const own: readonly Setting[] = [
    ...settings,
    ...(isBroken ? ([["resources", newMap()]] as const) : []),
    ["mounts", mounts.filter(({ name }) => volumes.includes(name))],
    ["isEntrypointSet", mapsIn(specOf(pod).tolerations).some((one) => entrypointTolerations.some((other) => equal(one, other)))],
    ["hasComponents", componentsOf(pod, texts).length > 0],
  ];
  const unknown = unknownAnnotations(texts, { rows: annotations, prefix: /^dapr\.io\//, party: "Dapr" });
  return { settings: own, diagnostics: [...diagnostics, ...unknown] };
}

/** Pods for virtual nodes, whose images' entry points the injector overrides. Source: the chart's ignoreEntrypointTolerations. */
const entrypointTolerations = ["alibabacloud.com/eci", "azure.com/aci", "aws", "huawei.com/cci"].map((key) =>
  toValue({ key, effect: "NoSchedule" }),
);

/** The app's containers that are pluggable components. */
function componentsOf(pod: ValueMap, texts: Texts): readonly Value[] {
  const names = (texts["dapr.io/pluggable-components"] ?? "").split(",");
  return containersIn(pod, "containers").flatMap(({ name }) => (names.includes(String(name)) ? [name as Value] : []));
}

const [SOCKET, COMPONENTS] = ["dapr-unix-domain-socket", "dapr-components-unix-domain-socket"];

/**
 * The pod with the sidecar.
 *
 * Differs: where the pod has no volumes, but pluggable components, the injector's patch loses the token's volume.
 * Source: dapr pkg/injector/patcher/sidecar_patcher.go GetPatch, sidecar_components.go componentsPatchOps
 */
export function withDapr(pod: ValueMap, texts: Texts, { values, made }: Made): ValueMap {
  const components = componentsOf(pod, texts);
  const variables = mapAt(made, "variables") as Texts;
  const folder = String(made.folder);
  const ofApp = (container: ValueMap) => mounted(withVariables(container, variables), SOCKET, at(values, "unixDomainSocketPath"));
  const ofComponent = (container: ValueMap) =>
    mounted(withVariables(container, { DAPR_COMPONENT_SOCKETS_FOLDER: folder }), COMPONENTS, folder);
  const own = containersIn(pod, "containers").map((one) => (components.includes(one.name as Value) ? ofComponent : ofApp)(one));
  const withSidecar = withContainers(pod, "containers", [...own, made.daprd as ValueMap]);
  const volumes = (isList(made.volumes) ? made.volumes : []) as readonly object[];
  const prepared = volumes.reduce((all: ValueMap, volume) => withVolume(all, volume, "last"), withSidecar);
  const labels = {
    "dapr.io/sidecar-injected": "true",
    "dapr.io/app-id": values.appID,
    "dapr.io/metrics-enabled": `${values.enableMetrics}`,
  };
  const labelled = withMetadata(prepared, { labels, annotations: {} });
  return components.length > 0 ? withVolume(labelled, { name: COMPONENTS, emptyDir: {} }, "beside") : labelled;
}

/** Source: pkg/injector/patcher/patch.go GetVolumeMountPatchOperations: an existing mount there stays. */
function mounted(container: ValueMap, name: string | undefined, mountPath: Value | undefined): ValueMap {
  if (!mountPath || mountsOf(container).some((mount) => mount.mountPath === mountPath)) return container;
  return withMount(container, { name, mountPath }, "last");
}
