import { type Diagnostic, diagnostic } from "../../diagnostic/diagnostic.ts";
import { type CarriedPlane, carriedPlane } from "../../istio/carried-plane.ts";
import { meshObjects } from "../../istio/mesh-objects.ts";
import { type ServedRevision, servedRevisions } from "../../istio/rules/webhooks.ts";
import { at, newMap, type Value, type ValueMap } from "../../value/value.ts";
import { readEmbedded } from "../embedded-yaml.ts";

/** `spec.istio`, except its precedence, from a dump of the cluster. */
export interface InitialPlanes {
  readonly istio: ValueMap;
  /**
   * ConfigMaps that must be in the input, by name, because they have templates that the configuration cannot contain.
   */
  readonly kept: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

interface Found {
  readonly served: ServedRevision;
  readonly carried: CarriedPlane;
}

/**
 * Each control plane that a webhook calls, with what its ConfigMaps set beyond the chart's defaults. The first is the
 * configuration's own; a control plane without a name comes first.
 */
export function initialPlanes(objects: readonly ValueMap[]): InitialPlanes {
  const mesh = meshObjects(objects, readEmbedded);
  const hasCni = objects.some(({ kind, metadata }) => kind === "ConfigMap" && at(metadata, "name") === "istio-cni-config");
  const revisions = servedRevisions(mesh.webhooks);
  const sorted = [...revisions].sort((a, b) => Number(b.revision === "default") - Number(a.revision === "default"));
  const found: Found[] = [];
  for (const served of sorted) found.push({ served, carried: carriedPlane({ mesh, served, hasCni }, found[0]?.carried) });
  const isKept = found.some(({ carried }) => carried.customTemplates.length > 0);
  const kept = isKept ? meshConfigMaps(objects) : [];
  return {
    istio: istioOf(found, isKept),
    kept,
    diagnostics: [...mesh.diagnostics, ...found.flatMap((plane) => [...noteMissing(plane), ...noteCustom(plane, kept)])],
  };
}

function istioOf(found: readonly Found[], isKept: boolean): ValueMap {
  const [first, ...further] = found.map((plane, i) => planeOf(plane, { first: i > 0 ? found[0] : undefined, isKept }));
  if (!first) return newMap();
  const { revision, ...own } = first;
  const revisions = further.map(({ revision: name, ...rest }) => Object.assign(newMap(), { name, ...rest }));
  return Object.assign(newMap(), {
    ...(revision !== "default" && { revision }),
    ...own,
    ...(isKept && { profile: "mesh" }),
    ...(revisions.length > 0 && { revisions }),
  });
}

interface Written {
  readonly first: Found | undefined;
  readonly isKept: boolean;
}

/** A further control plane has what the first has, unless it says something else. */
function planeOf({ served, carried }: Found, { first, isKept }: Written): Readonly<Record<string, Value>> {
  const { revision, tags, enableNamespacesByDefault } = served;
  const { named, values, meshConfig } = carried;
  const policy = named.compliancePolicy ?? (first?.carried.named.compliancePolicy === undefined ? undefined : "");
  const filled = (map: ValueMap) => !isKept && Object.keys(map).length > 0;
  return {
    revision,
    ...named,
    ...(policy !== undefined && { compliancePolicy: policy }),
    ...(tags.length > 0 && { tags }),
    ...(enableNamespacesByDefault !== (first?.served.enableNamespacesByDefault ?? false) && { enableNamespacesByDefault }),
    ...(filled(values) && { values }),
    ...(filled(meshConfig) && { meshConfig }),
  };
}

const injectorName = (revision: string) => `istio-sidecar-injector${revision === "default" ? "" : `-${revision}`}`;

function noteMissing({ served: { revision }, carried }: Found): readonly Diagnostic[] {
  if (carried.source !== undefined) return [];
  return [
    diagnostic("MeshNotCarried", {
      message: `The dump has a webhook of the control plane ${revision}, but not its ConfigMap ${injectorName(revision)}: the configuration has none of its settings`,
      fix: "add the ConfigMaps of Istio's namespace to the dump (kubectl get cm -A), and run init again",
    }),
  ];
}

function noteCustom({ carried: { source, customTemplates } }: Found, kept: readonly string[]): readonly Diagnostic[] {
  if (customTemplates.length === 0) return [];
  const names = customTemplates.join(", ");
  return [
    diagnostic("MeshNotCarried", {
      message: `The built-in profile does not have the template ${names} of ${source}: the configuration sets profile: mesh, which takes it from there`,
      fix: `keep these ConfigMaps in the input, with the annotation config.kubernetes.io/local-config: "true": ${kept.join(", ")}`,
    }),
  ];
}

/** The ConfigMaps that the mesh's settings and templates are in, as NAMESPACE/NAME. */
function meshConfigMaps(objects: readonly ValueMap[]): readonly string[] {
  return objects.flatMap((object) => {
    const name = String(at(object, "metadata", "name") ?? "");
    const isMesh = /^istio(-sidecar-injector)?(-|$)/.test(name) && ["config", "mesh"].some((key) => at(object, "data", key) !== undefined);
    const namespace = at(object, "metadata", "namespace");
    return object.kind === "ConfigMap" && isMesh ? [`${namespace === undefined ? "" : `${namespace}/`}${name}`] : [];
  });
}
