import { type Diagnostic, hasErrors } from "../../diagnostic/diagnostic.ts";
import { annotationsTooLong } from "../../graft/annotations-too-long.ts";
import type { Edit } from "../../krm/edit.ts";
import { lineCounter, type Manifest } from "../../krm/manifest.ts";
import type { ValueMap } from "../../value/value.ts";
import type { Unit } from "../../yaml/put.ts";
import type { Chooses } from "../choice.ts";
import type { Config } from "../config/config.ts";
import { isLoaded, type LoadedObject, load, type Opened, objectsInPart, unitAt } from "../load.ts";
import type { Progress } from "../load-texts.ts";
import { absentContainersTold } from "./absent-containers.ts";
import { injectWorkload, isUndone, type Preparation, prepare, type WorkloadOutcome } from "./inject-workload.ts";
import { withSourceKept } from "./keep-source.ts";
import { placedIn } from "./placed.ts";
import { type NamedWorkload, named, referencesTold } from "./workload-reference.ts";
import { workloadsOf } from "./workloads.ts";

/** The outcome of one part of a manifest. */
export interface InjectedPart {
  readonly manifest: Manifest;
  readonly part: number;
  readonly unit: Unit;
  readonly objects: readonly LoadedObject[];
  readonly outcomes: readonly WorkloadOutcome[];
  readonly edits: readonly Edit[];
}

export interface InjectOptions<Kept> {
  /** What is kept of a part. */
  readonly keep: (part: InjectedPart) => Kept;
  readonly progress?: Progress | undefined;
  /** The workloads to inject into and report on; absent: all. */
  readonly chooses?: Chooses | undefined;
  /** Called after the preparation, before the first part is injected into. */
  readonly beforeParts?: (() => void) | undefined;
}

export interface InjectedParts<Kept> {
  /** The manifests as they were finally read. */
  readonly manifests: readonly Opened[];
  /** What was kept of each manifest's parts. */
  readonly kept: readonly (readonly Kept[])[];
  readonly diagnostics: readonly Diagnostic[];
  /** There is an error: nothing may be changed. */
  readonly failed: boolean;
  /** A part could not be read, so nothing was processed. */
  readonly isUnread?: true;
}

/**
 * Decides and grafts for every workload of the manifests; each manifest's Namespaces apply to all. It takes one part
 * after the other and keeps only what `keep` returns: keeping everything that was read of ten thousand items would take
 * ten times the memory of their text, and most of the time. If an item of a list cannot be read on its own, the list is
 * read as one document.
 */
export function injectParts<Kept>(manifests: readonly Opened[], config: Config, options: InjectOptions<Kept>): InjectedParts<Kept> {
  const { keep, progress, beforeParts, chooses = all } = options;
  if (manifests.some((opened) => hasErrors(opened.diagnostics))) return unread(manifests);
  const preparation = prepare(manifests, config);
  beforeParts?.();
  const diagnostics: Diagnostic[] = [...manifests.flatMap((opened) => opened.diagnostics), ...preparation.diagnostics];
  const found: NamedWorkload[] = [];
  const kept: (readonly Kept[])[] = [];
  for (const [i, opened] of manifests.entries()) {
    const parts: Kept[] = [];
    for (const read of readParts(opened)) {
      if (!read) return withLoaded(manifests, i, { config, options });
      const injected = injectPart(read, config, { preparation, chooses });
      diagnostics.push(...injected.diagnostics);
      found.push(...injected.workloads);
      parts.push(keep(injected.part));
      progress?.({ phase: "done", done: i, of: manifests.length, within: { done: parts.length, of: opened.manifest.parts.length } });
    }
    kept.push(parts);
    progress?.({ phase: "done", done: i + 1, of: manifests.length });
  }
  diagnostics.push(...referencesTold(found, config.spec.namespaces?.default));
  const heard = chooses === all ? diagnostics : diagnostics.filter(({ resource }) => !resource || chooses(resource));
  const failed = hasErrors(heard);
  const told = absentContainersTold(heard, config);
  return { manifests, kept, diagnostics: failed ? told.filter(isUndone) : told, failed };
}

const all: Chooses = () => true;

/** The same with the `index`th manifest read as far as possible. */
function withLoaded<Kept>(
  manifests: readonly Opened[],
  index: number,
  { config, options }: { config: Config; options: InjectOptions<Kept> },
): InjectedParts<Kept> {
  const loaded = load((manifests[index] as Opened).manifest, config.spec.workloads);
  return injectParts(manifests.with(index, loaded), config, options);
}

function unread(manifests: readonly Opened[]): InjectedParts<never> {
  const diagnostics = manifests.flatMap((opened) => opened.diagnostics);
  return { manifests, kept: manifests.map(() => []), diagnostics, failed: true, isUnread: true };
}

type OpenPart = Omit<InjectedPart, "outcomes" | "edits">;

/** The relevant parts, each read on demand; undefined for a part that cannot be read on its own. */
function* readParts(opened: Opened): Generator<OpenPart | undefined> {
  const { manifest, relevant, units, objects } = opened;
  const known = new Map<number, LoadedObject[]>();
  for (const found of objects) {
    const { part } = found.object;
    known.get(part)?.push(found) ?? known.set(part, [found]);
  }
  const lineOf = lineCounter(manifest.text);
  for (const part of relevant) {
    const before = units.get(part);
    if (!before && isLoaded(opened)) continue;
    const unit = before ?? unitAt(manifest, part);
    yield unit && { manifest, part, unit, objects: before ? (known.get(part) ?? []) : objectsInPart(manifest, { part, unit, lineOf }) };
  }
}

interface InjectedObjects {
  readonly part: InjectedPart;
  readonly workloads: readonly NamedWorkload[];
  readonly diagnostics: readonly Diagnostic[];
}

function injectPart(
  { manifest, part, unit, objects }: OpenPart,
  config: Config,
  { preparation, chooses }: { readonly preparation: Preparation; readonly chooses: Chooses },
): InjectedObjects {
  const outcomes: WorkloadOutcome[] = [];
  const edits: Edit[] = [];
  const diagnostics: Diagnostic[] = [];
  const workloads = workloadsOf(objects, config.spec.workloads);
  for (const workload of workloads) {
    if (!chooses(workload.object.identity)) continue;
    const { outcome, diagnostics: told } = injectWorkload(workload, config, preparation);
    outcomes.push(outcome);
    if (outcome.delta) edits.push({ path: outcome.object.path, delta: outcome.delta });
    const located = [{ manifest, units: new Map([[part, unit]]), objects }];
    diagnostics.push(...told.map((found) => placedIn(found, { subject: workload, templates: workload.templates, located })));
  }
  const kept = withSourceKept({ manifest, part, unit, edits }, config.name);
  if (!hasErrors(diagnostics)) diagnostics.push(...tooLongWithSource(kept, { edits, outcomes }));
  return { part: { manifest, part, unit, objects, outcomes, edits: kept }, workloads: workloads.map(named), diagnostics };
}

/** Annotations that are too long only because of the lines of text that were recorded last. */
function tooLongWithSource(
  kept: readonly Edit[],
  { edits, outcomes }: { readonly edits: readonly Edit[]; readonly outcomes: readonly WorkloadOutcome[] },
): readonly Diagnostic[] {
  const changed = kept.filter((edit, i) => edit !== edits[i]);
  return changed.flatMap(({ path, delta }) => {
    const { object, location } = outcomes.find((outcome) => outcome.object.path === path) as WorkloadOutcome;
    return annotationsTooLong(object.identity, delta.after as ValueMap).map((found) => ({ ...found, location }));
  });
}
