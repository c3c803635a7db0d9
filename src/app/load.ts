import type { Diagnostic, Location } from "../diagnostic/diagnostic.ts";
import { PROVENANCE } from "../graft/provenance.ts";
import { asWholeList, isResourceList, sharesAnchors } from "../krm/list.ts";
import { lineCounter, type Manifest, type Part } from "../krm/manifest.ts";
import { headerOf, hostPath, type KrmObject, objectsOf, originPath } from "../krm/objects.ts";
import { readPart } from "../krm/read.ts";
import { meantWorkload } from "../kube/near-workload.ts";
import { type UserWorkload, workloadOf } from "../kube/workloads.ts";
import type { Unit } from "../yaml/put.ts";
import { nearestNode } from "../yaml/source-node.ts";
import { readYaml } from "./engines.ts";

/** A manifest with its relevant parts, as far as they have been read. */
export interface Opened {
  readonly manifest: Manifest;
  /** The parts with workloads, with grafts, or about namespaces and meshes; all others stay text. */
  readonly relevant: readonly number[];
  /** The parts read so far: at least those about namespaces and meshes. */
  readonly units: ReadonlyMap<number, Unit>;
  /** What is in the parts that are read. */
  readonly objects: readonly LoadedObject[];
  readonly diagnostics: readonly Diagnostic[];
}

/** The same with every relevant part read, or a diagnostic for it. */
export interface Loaded extends Opened {
  readonly isComplete: true;
}

export function isLoaded(opened: Opened): opened is Loaded {
  return "isComplete" in opened;
}

export interface LoadedObject {
  readonly object: KrmObject;
  readonly location: Location;
}

/**
 * Reads the parts of a manifest that must be known before the first workload. `workloads` are kinds that the
 * configuration adds.
 */
export function open(manifest: Manifest, workloads?: readonly UserWorkload[]): Opened {
  const kinds = manifest.parts.map((part) => partKind(manifest, part, workloads));
  const relevant = kinds.flatMap((kind, i) => (kind === "irrelevant" ? [] : [i]));
  if (manifest.list && sharesAnchors(manifest, relevant)) return load(manifest, workloads);
  const units = new Map<number, Unit>();
  for (const i of relevant) {
    if (kinds[i] !== "other") continue;
    const unit = unitAt(manifest, i);
    if (!unit || isUnsplit(manifest, unit)) return load(manifest, workloads);
    units.set(i, unit);
  }
  return { manifest, relevant, units, objects: objectsIn(manifest, units), diagnostics: [] };
}

/** A part that can be read on its own. */
export function unitAt(manifest: Manifest, index: number): Unit | undefined {
  const read = readPart(manifest, manifest.parts[index] as Part, readYaml);
  return "unit" in read ? read.unit : undefined;
}

/** Reads every relevant part of a manifest, or reports all faults in them. */
export function load(manifest: Manifest, workloads?: readonly UserWorkload[]): Loaded {
  const units = new Map<number, Unit>();
  const relevant: number[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const [i, part] of manifest.parts.entries()) {
    if (partKind(manifest, part, workloads) === "irrelevant") continue;
    relevant.push(i);
    const read = readPart(manifest, part, readYaml);
    if ("unit" in read) units.set(i, read.unit);
    else diagnostics.push(...read.diagnostics);
  }
  const result: Loaded = { manifest, relevant, units, objects: objectsIn(manifest, units), diagnostics, isComplete: true };
  return asWhole(result) ?? result;
}

/**
 * A ResourceList read as one document, if necessary: its items cannot be separated by their lines; or an item cannot be
 * read on its own, perhaps because items share anchors. Only the faults of the whole text show the true cause.
 */
function asWhole(loaded: Loaded): Loaded | undefined {
  const { manifest, units, diagnostics } = loaded;
  if (manifest.list?.whole) return undefined;
  const only = units.get(0);
  const isShared = manifest.list !== undefined && sharesAnchors(manifest, [...units.keys()]);
  if (!(only && isUnsplit(manifest, only)) && !isShared && !(manifest.list && diagnostics.length > 0)) return undefined;
  const whole = asWholeList(manifest, readYaml);
  return "manifest" in whole ? load(whole.manifest) : { ...loaded, diagnostics: whole.diagnostics };
}

/** Whether a text's only document is a ResourceList whose items cannot be separated by their lines. */
function isUnsplit({ list, parts }: Manifest, unit: Unit): boolean {
  return !list && parts.length === 1 && isResourceList(unit);
}

/** Kinds that are read besides workloads and lists; of ConfigMaps, only those of a mesh. */
const READ_KINDS: ReadonlySet<string> = new Set([
  "Namespace",
  "LimitRange",
  "ResourceQuota",
  "ProxyConfig",
  "PeerAuthentication",
  "MutatingWebhookConfiguration",
  "IstioOperator",
  // Flagger's, which names a workload that it copies.
  "Canary",
]);

/**
 * What a part contains, judging by its lines: a workload or a graft, nothing relevant, or something that may be either
 * or is about namespaces and meshes.
 */
type PartKind = "workload" | "other" | "irrelevant";

function partKind(manifest: Manifest, part: Part, workloads: readonly UserWorkload[] | undefined): PartKind {
  const header = headerOf(manifest, part);
  if (!header) return "other";
  const { apiVersion, kind } = header;
  if (kind === "ConfigMap") return /\bname: ["']?istio/.test(manifest.text.slice(part.start, part.end)) ? "other" : "irrelevant";
  if (READ_KINDS.has(kind) || kind.endsWith("List")) return "other";
  if (workloadOf(apiVersion, kind, workloads)) return "workload";
  if (manifest.text.slice(part.start, part.end).includes(PROVENANCE)) return "workload";
  return meantWorkload({ apiVersion, kind }, workloads) === undefined ? "irrelevant" : "other";
}

/** The objects of parts, with where they are. */
function objectsIn(manifest: Manifest, units: ReadonlyMap<number, Unit>): readonly LoadedObject[] {
  const lineOf = lineCounter(manifest.text);
  return [...units].sort(([a], [b]) => a - b).flatMap(([part, unit]) => objectsInPart(manifest, { part, unit, lineOf }));
}

/** A part that was read, and the lines of offsets in its manifest. */
interface ReadPart {
  readonly part: number;
  readonly unit: Unit;
  readonly lineOf: (offset: number) => number;
}

export function objectsInPart(manifest: Manifest, { part, unit, lineOf }: ReadPart): readonly LoadedObject[] {
  const found = manifest.list?.whole ? listItems(part, unit) : objectsOf(part, unit);
  return found.map((object) => ({
    object,
    location: locationOf(manifest, object, () => lineOf(nearestNode(unit.entry.value, object.path).start)),
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

/** The place of an object: the file that the host read it from, if the host says so, or else its line here. */
function locationOf({ file, list }: Manifest, { value }: KrmObject, line: () => number): Location {
  const named = hostPath(value) ?? (list && originPath(value));
  return named === undefined ? { file, line: line() } : { file: named };
}
