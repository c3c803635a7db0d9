import type { Diagnostic, Location } from "../diagnostic/diagnostic.ts";
import { PROVENANCE } from "../graft/provenance.ts";
import { asWholeList, isResourceList, sharesAnchors } from "../krm/list.ts";
import { type FullReader, lineCounter, type Manifest, type Part } from "../krm/manifest.ts";
import { headerOf, type KrmObject, objectsOf } from "../krm/objects.ts";
import { readFully, readQuickly } from "../krm/read.ts";
import { type UserWorkload, workloadOf } from "../kube/workloads.ts";
import { at } from "../value/value.ts";
import type { Unit } from "../yaml/put.ts";
import { nearestNode } from "../yaml/source-node.ts";

/** A manifest with the parts in it that had to be understood. */
export interface Loaded {
  readonly manifest: Manifest;
  readonly units: ReadonlyMap<number, Unit>;
  readonly objects: readonly LoadedObject[];
  readonly diagnostics: readonly Diagnostic[];
  /** Some part is outside of what the quick reader takes. */
  readonly neededFull: boolean;
}

export interface LoadedObject {
  readonly object: KrmObject;
  readonly location: Location;
}

/** Loads the reader for all of YAML; it comes as a chunk of its own, for the few inputs that need it. */
export const loadFullReader = async (): Promise<FullReader> => (await import("../yaml/read-yaml.chunk.ts")).readYaml;

/**
 * Reads the parts of a manifest that hold workloads, lists, what is to be known of namespaces and meshes, and what was
 * grafted into; all others stay text. `workloads` are kinds that the configuration makes known.
 */
export async function load(manifest: Manifest, workloads: readonly UserWorkload[] = []): Promise<Loaded> {
  const units = new Map<number, Unit>();
  const unread: number[] = [];
  for (const [i, part] of manifest.parts.entries()) {
    if (partKind(manifest, part, workloads) === "irrelevant") continue;
    const unit = readQuickly(manifest, part);
    if (unit) units.set(i, unit);
    else unread.push(i);
  }
  const result =
    unread.length === 0 ? loaded(manifest, { units, diagnostics: [], neededFull: false }) : await loadFully(manifest, units, unread);
  return (await asWhole(result)) ?? result;
}

async function loadFully(manifest: Manifest, quick: ReadonlyMap<number, Unit>, unread: readonly number[]): Promise<Loaded> {
  const full = await loadFullReader();
  const units = new Map(quick);
  const diagnostics: Diagnostic[] = [];
  for (const i of unread) {
    const result = readFully(manifest, manifest.parts[i] as Part, full);
    if ("unit" in result) units.set(i, result.unit);
    else diagnostics.push(...result.diagnostics);
  }
  return loaded(manifest, { units, diagnostics, neededFull: true });
}

/**
 * A ResourceList read as one document, where it has to be: its items cannot be told apart by lines, or one that could
 * not be read on its own may name an anchor of another, or the other way round. Only the whole text's faults have
 * their true cause.
 */
async function asWhole({ manifest, units, diagnostics }: Loaded): Promise<Loaded | undefined> {
  if (manifest.list?.whole) return undefined;
  const only = manifest.parts.length === 1 ? units.get(0) : undefined;
  const isUnsplit = !manifest.list && only !== undefined && isResourceList(only);
  const isShared = manifest.list !== undefined && sharesAnchors(manifest, [...units.keys()]);
  if (!isUnsplit && !isShared && !(manifest.list && diagnostics.length > 0)) return undefined;
  const whole = asWholeList(manifest, await loadFullReader());
  return "manifest" in whole ? load(whole.manifest) : loaded(manifest, { units, diagnostics: whole.diagnostics, neededFull: true });
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

function loaded(manifest: Manifest, read: Pick<Loaded, "units" | "diagnostics" | "neededFull">): Loaded {
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
