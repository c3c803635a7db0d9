import { type Diagnostic, hasErrors } from "../../diagnostic/diagnostic.ts";
import type { Edit, Splice } from "../../krm/edit.ts";
import { sharesAnchors } from "../../krm/list.ts";
import { lineCounter, type Manifest, type Part } from "../../krm/manifest.ts";
import { itemSplice } from "../../krm/output.ts";
import { readItem, readPart } from "../../krm/read.ts";
import type { Unit } from "../../yaml/put.ts";
import type { Config } from "../config/config.ts";
import { readYaml } from "../engines.ts";
import { type LoadedObject, objectsIn, type PartKind, partKind } from "../load.ts";
import { injectWorkload, isUndone, type Preparation, prepare } from "./inject.ts";
import { type NamedWorkload, named, referencesTold } from "./workload-reference.ts";
import { workloadsOf } from "./workloads.ts";

/** What comes in the place of a list's items: nothing where there is an error. */
export interface InjectedItems {
  readonly splices: readonly Splice[];
  readonly diagnostics: readonly Diagnostic[];
}

export interface ItemOptions {
  /** Called once all is loaded and prepared, before the first item is injected into. */
  readonly beforeItems?: () => void;
}

/**
 * Injects into the items of a ResourceList one after the other, so that only the new text of each is kept: of ten
 * thousand items, all that was read of them would take ten times the memory of their text, and most of the time.
 *
 * @returns undefined where an item cannot be read on its own
 */
export function injectItems(manifest: Manifest, config: Config, { beforeItems }: ItemOptions): InjectedItems | undefined {
  const kinds = manifest.parts.map((part) => partKind(manifest, part, config.spec.workloads ?? []));
  const relevant = kinds.flatMap((kind, i) => (kind === "irrelevant" ? [] : [i]));
  if (sharesAnchors(manifest, relevant)) return undefined;
  const others = unitsOfKind(manifest, { kinds, wanted: "other" });
  if (!others) return undefined;
  const preparation = prepare([{ manifest, units: others, objects: objectsOf(manifest, others) }], config);
  beforeItems?.();
  const diagnostics: Diagnostic[] = [...preparation.diagnostics];
  const splices: Splice[] = [];
  const found: NamedWorkload[] = [];
  const lineOf = lineCounter(manifest.text);
  for (const i of relevant) {
    const part = manifest.parts[i] as Part;
    const unit = others.get(i) ?? unitAt(manifest, part);
    if (!unit) return undefined;
    const item = injectItem(objectsIn(manifest, { part: i, unit, lineOf }), config, preparation);
    diagnostics.push(...item.diagnostics);
    found.push(...item.workloads);
    if (item.edits.length > 0) splices.push(itemSplice(manifest, { part, unit, edits: item.edits }, (text) => readItem(text, readYaml)));
  }
  diagnostics.push(...referencesTold(found, config.spec.namespaces?.default));
  return hasErrors(diagnostics) ? { splices: [], diagnostics: diagnostics.filter(isUndone) } : { splices, diagnostics };
}

function unitAt(manifest: Manifest, part: Part): Unit | undefined {
  const read = readPart(manifest, part, readYaml);
  return "unit" in read ? read.unit : undefined;
}

/** All parts of a kind, by their places; undefined where one cannot be read. */
function unitsOfKind(
  manifest: Manifest,
  { kinds, wanted }: { kinds: readonly PartKind[]; wanted: PartKind },
): ReadonlyMap<number, Unit> | undefined {
  const units = new Map<number, Unit>();
  for (const [part, kind] of kinds.entries()) {
    if (kind !== wanted) continue;
    const unit = unitAt(manifest, manifest.parts[part] as Part);
    if (!unit) return undefined;
    units.set(part, unit);
  }
  return units;
}

function objectsOf(manifest: Manifest, units: ReadonlyMap<number, Unit>): readonly LoadedObject[] {
  const lineOf = lineCounter(manifest.text);
  return [...units].flatMap(([part, unit]) => objectsIn(manifest, { part, unit, lineOf }));
}

function injectItem(
  objects: readonly LoadedObject[],
  config: Config,
  preparation: Preparation,
): { edits: readonly Edit[]; workloads: readonly NamedWorkload[]; diagnostics: readonly Diagnostic[] } {
  const workloads = workloadsOf(objects, config.spec.workloads);
  const edits: Edit[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const workload of workloads) {
    const { outcome, diagnostics: told } = injectWorkload(workload, config, preparation);
    if (outcome.delta) edits.push({ path: workload.object.path, delta: outcome.delta });
    diagnostics.push(...told);
  }
  return { workloads: workloads.map(named), edits, diagnostics };
}
