import type { Diagnostic, Location } from "../diagnostic/diagnostic.ts";
import { asWholeList, isResourceList, sharesAnchors } from "../krm/list.ts";
import { type FullReader, lineCounter, type Manifest, type Part } from "../krm/manifest.ts";
import { headerOf, isLocalConfig, type KrmObject, objectsOf } from "../krm/objects.ts";
import { readFully, readQuickly } from "../krm/read.ts";
import { podTemplatePaths, workloadOf } from "../kube/workloads.ts";
import { at } from "../value/value.ts";
import type { Unit } from "../yaml/put.ts";
import { nearestNode } from "../yaml/source-node.ts";

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

/** Loads the reader for all of YAML; it comes as a chunk of its own, for the few inputs that need it. */
export const loadFullReader = async (): Promise<FullReader> => (await import("../yaml/read-yaml.chunk.ts")).readYaml;

/** Reads the parts of a manifest that hold workloads, namespaces or lists; all others stay text. */
export async function load(manifest: Manifest): Promise<Loaded> {
  const units = new Map<number, Unit>();
  const unread: number[] = [];
  for (const [i, part] of manifest.parts.entries()) {
    if (!isRelevant(manifest, part)) continue;
    const unit = readQuickly(manifest, part);
    if (unit) units.set(i, unit);
    else unread.push(i);
  }
  return unread.length > 0 || isUnsplitList(manifest, units) ? loadFully(manifest, units, unread) : loaded(manifest, units, []);
}

/** A ResourceList whose items could not be told apart by their lines: in flow style, or JSON. */
function isUnsplitList({ parts, list }: Manifest, units: ReadonlyMap<number, Unit>): boolean {
  const only = parts.length === 1 ? units.get(0) : undefined;
  return only !== undefined && list === undefined && isResourceList(only);
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
  const isSplit = manifest.list !== undefined && !manifest.list.whole;
  // An alias may name an anchor of another item; and only the whole text's faults have their true cause.
  if (isUnsplitList(manifest, units) || (isSplit && (diagnostics.length > 0 || sharesAnchors(manifest, unread)))) {
    const whole = asWholeList(manifest, full);
    if ("manifest" in whole) return load(whole.manifest);
    return loaded(manifest, units, whole.diagnostics);
  }
  return loaded(manifest, units, diagnostics);
}

function isRelevant(manifest: Manifest, part: Part): boolean {
  const header = headerOf(manifest, part);
  if (!header) return true;
  const { apiVersion, kind } = header;
  return kind === "Namespace" || kind.endsWith("List") || workloadOf(apiVersion, kind) !== undefined;
}

function loaded(manifest: Manifest, units: ReadonlyMap<number, Unit>, diagnostics: readonly Diagnostic[]): Loaded {
  const within = manifest.list?.whole ? ["items"] : undefined;
  const lineOf = lineCounter(manifest.text);
  const objects = [...units]
    .sort(([a], [b]) => a - b)
    .flatMap(([part, unit]) => {
      const found = within ? listItems(part, unit) : objectsOf(part, unit);
      return found.map((object) => ({
        object,
        location: locationOf(manifest.file, object, () => lineOf(nearestNode(unit.entry.value, object.path).start)),
      }));
    });
  return { manifest, units, objects, diagnostics };
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
  const named = PATH_ANNOTATIONS.map((key) => at(value, "metadata", "annotations", key)).find((found) => typeof found === "string");
  return named === undefined ? { file, line: line() } : { file: named as string };
}

/** The workloads among objects, with where their pod templates are. What stays on the building machine is none. */
export function workloadsOf(
  objects: readonly LoadedObject[],
): readonly (LoadedObject & { templates: readonly (readonly (string | number)[])[] })[] {
  return objects.flatMap((loadedObject) => {
    const { identity, value } = loadedObject.object;
    const workload = workloadOf(identity.apiVersion, identity.kind);
    if (!workload || isLocalConfig(value)) return [];
    return [{ ...loadedObject, templates: podTemplatePaths(value, workload).paths }];
  });
}
