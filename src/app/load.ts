import type { Diagnostic, Location } from "../diagnostic/diagnostic.ts";
import { PROVENANCE } from "../graft/provenance.ts";
import { asWholeList, isResourceList, sharesAnchors } from "../krm/list.ts";
import { lineCounter, type Manifest, type Part } from "../krm/manifest.ts";
import { headerOf, type KrmObject, objectsOf } from "../krm/objects.ts";
import { readPart } from "../krm/read.ts";
import { type UserWorkload, workloadOf } from "../kube/workloads.ts";
import { at } from "../value/value.ts";
import type { Unit } from "../yaml/put.ts";
import { nearestNode } from "../yaml/source-node.ts";
import { readYaml } from "./engines.ts";

/** A manifest with the parts in it that had to be understood. */
export interface Loaded {
  readonly manifest: Manifest;
  readonly units: ReadonlyMap<number, Unit>;
  readonly objects: readonly LoadedObject[];
  readonly diagnostics: readonly Diagnostic[];
}

export interface LoadedObject {
  readonly object: KrmObject;
  readonly location: Location;
}

/**
 * Reads the parts of a manifest that hold workloads, lists, what is to be known of namespaces and meshes, and what was
 * grafted into; all others stay text. `workloads` are kinds that the configuration makes known.
 */
export function load(manifest: Manifest, workloads: readonly UserWorkload[] = []): Loaded {
  const units = new Map<number, Unit>();
  const diagnostics: Diagnostic[] = [];
  for (const [i, part] of manifest.parts.entries()) {
    if (partKind(manifest, part, workloads) === "irrelevant") continue;
    const read = readPart(manifest, part, readYaml);
    if ("unit" in read) units.set(i, read.unit);
    else diagnostics.push(...read.diagnostics);
  }
  const result = loaded(manifest, { units, diagnostics });
  return asWhole(result) ?? result;
}

/**
 * A ResourceList read as one document, where it has to be: its items cannot be told apart by lines, or one that could
 * not be read on its own may name an anchor of another, or the other way round. Only the whole text's faults have
 * their true cause.
 */
function asWhole({ manifest, units, diagnostics }: Loaded): Loaded | undefined {
  if (manifest.list?.whole) return undefined;
  const only = manifest.parts.length === 1 ? units.get(0) : undefined;
  const isUnsplit = !manifest.list && only !== undefined && isResourceList(only);
  const isShared = manifest.list !== undefined && sharesAnchors(manifest, [...units.keys()]);
  if (!isUnsplit && !isShared && !(manifest.list && diagnostics.length > 0)) return undefined;
  const whole = asWholeList(manifest, readYaml);
  return "manifest" in whole ? load(whole.manifest) : loaded(manifest, { units, diagnostics: whole.diagnostics });
}

/** Kinds that are looked at besides workloads and lists; of ConfigMaps only those of a mesh. */
const READ_KINDS: ReadonlySet<string> = new Set([
  "Namespace",
  "ProxyConfig",
  "PeerAuthentication",
  "MutatingWebhookConfiguration",
  "IstioOperator",
  // Flagger's, which names a workload that it copies.
  "Canary",
]);

/**
 * What a part holds as far as its lines tell: a workload or what was grafted into, nothing to look at, or what may be
 * either, or tell of namespaces and meshes.
 */
export type PartKind = "workload" | "other" | "irrelevant";

export function partKind(manifest: Manifest, part: Part, workloads: readonly UserWorkload[]): PartKind {
  const header = headerOf(manifest, part);
  if (!header) return "other";
  const { apiVersion, kind } = header;
  if (kind === "ConfigMap") return /\bname: ["']?istio/.test(manifest.text.slice(part.start, part.end)) ? "other" : "irrelevant";
  if (READ_KINDS.has(kind) || kind.endsWith("List")) return "other";
  if (workloadOf(apiVersion, kind, workloads)) return "workload";
  return manifest.text.slice(part.start, part.end).includes(PROVENANCE) ? "workload" : "irrelevant";
}

function loaded(manifest: Manifest, read: Pick<Loaded, "units" | "diagnostics">): Loaded {
  const lineOf = lineCounter(manifest.text);
  const objects = [...read.units].sort(([a], [b]) => a - b).flatMap(([part, unit]) => objectsIn(manifest, { part, unit, lineOf }));
  return { manifest, objects, ...read };
}

/** A part that was read, and the lines of offsets in its manifest. */
interface ReadPart {
  readonly part: number;
  readonly unit: Unit;
  readonly lineOf: (offset: number) => number;
}

/** The objects of a part, with where they stand. */
export function objectsIn(manifest: Manifest, { part, unit, lineOf }: ReadPart): readonly LoadedObject[] {
  const found = manifest.list?.whole ? listItems(part, unit) : objectsOf(part, unit);
  return found.map((object) => ({
    object,
    location: locationOf(manifest.file, object, () => lineOf(nearestNode(unit.entry.value, object.path).start)),
  }));
}

function listItems(part: number, unit: Unit): readonly KrmObject[] {
  const count = unit.entry.value.kind === "map" ? itemCount(unit) : 0;
  return Array.from({ length: count }, (_, i) => objectsOf(part, unit, ["items", i])).flat();
}

function itemCount(unit: Unit): number {
  const node = nearestNode(unit.entry.value, ["items"]);
  return node.kind === "list" ? node.entries.length : 0;
}

const PATH_ANNOTATIONS = ["internal.config.kubernetes.io/path", "config.kubernetes.io/path"];

/** Where an object stands: the file that the host read it from, where it says so, else its line here. */
function locationOf(file: string, { value }: KrmObject, line: () => number): Location {
  const annotations = at(value, "metadata", "annotations");
  for (const key of PATH_ANNOTATIONS) {
    const named = at(annotations, key);
    if (typeof named === "string") return { file: named };
  }
  return { file, line: line() };
}
