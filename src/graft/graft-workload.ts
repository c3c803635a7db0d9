import { changes, type Path } from "../change/changes.ts";
import { compare, type ListKeys } from "../change/compare.ts";
import type { Delta } from "../change/delta.ts";
import { type Diagnostic, hasErrors } from "../diagnostic/diagnostic.ts";
import { at, equal, type Value, type ValueMap } from "../value/value.ts";
import { annotated, withoutProvenance, withProvenance } from "./annotate.ts";
import { annotationsTooLong } from "./annotations-too-long.ts";
import { brokenSelector, replacedKinds } from "./check-grafted.ts";
import type { Graft } from "./graft.ts";
import { versionsThere } from "./grafted-version.ts";
import { type GraftDecision, type Injected, injectedGrafts, injectTemplates, type Workload } from "./inject-templates.ts";
import { type Kept, keepForeign } from "./keep-foreign.ts";
import { keepOrder } from "./keep-order.ts";
import { inherited, type Layer, type Provenance, wrote } from "./layer.ts";
import { layerConflicts } from "./layer-conflicts.ts";
import { layerOf } from "./layer-of.ts";
import { parsePath, valueAt } from "./path.ts";
import { withLinesOf } from "./provenance.ts";
import { readLayers } from "./read-layers.ts";
import { withTextsOf } from "./retold.ts";
import { type Reverted, revert } from "./revert.ts";
import { editLeft, editLost, editsKept, unreadableProvenance } from "./tell.ts";

export interface Grafted {
  /** Absent if nothing changes. */
  readonly delta?: Delta | undefined;
  readonly decisions: readonly GraftDecision[];
  readonly diagnostics: readonly Diagnostic[];
}

export interface GraftOptions {
  /** The configuration's name. */
  readonly layer: string;
  /**
   * The workload was written to a cluster and read back: JSON texts that differ only in values that the server fills in
   * stay.
   */
  readonly isServed?: boolean;
  /** Of the Kubernetes 1 that the pods are for. */
  readonly minor?: number | undefined;
}

/**
 * Grafts into every pod template of a workload, in the grafts' order. What an earlier run of the same configuration
 * grafted is taken out first, so that injecting twice is the same as injecting once, and an upgrade leaves nothing
 * behind.
 *
 * Layers are a stack. Decisions are made, and the layer is recorded, on the workload below this configuration's own
 * layer: without that layer and without the layers above it, which stay.
 */
export function graftWorkload(workload: Workload, grafts: readonly Graft[], { layer: name, isServed, minor }: GraftOptions): Grafted {
  const { identity, value, templates, type } = workload;
  const read = readLayers(value, templates);
  if (!read) return { decisions: [], diagnostics: [unreadableProvenance(identity)] };
  const { layers: provenance, keys } = read;
  const isRedirected = (path: Path) => grafts.some((graft) => graft.redirects?.(path));
  const stack: Stack = { current: withoutProvenance(value), provenance, name, keys, isRedirected };
  const { original, under } = takenOff(stack);
  const others = othersThan(name, provenance);
  const inject = (base: ValueMap): Injected => {
    const made = injectTemplates({ ...workload, value: base }, grafts, { others, minor });
    return isServed ? { ...made, value: withTextsOf(stack.current, made.value, keys) as ValueMap } : made;
  };
  const injected = inject(original);
  const { decisions } = injected;
  const grafted = compare(original, injected.value, keys);
  const made = changes(grafted);
  const broken = brokenSelector(original, injected.value, workload);
  const isBroken = ({ code, field }: Diagnostic) => code === "FieldConflict" && broken.some((told) => told.field?.path === field?.path);
  const alone = [...injected.diagnostics.filter((told) => !isBroken(told)), ...replacedKinds(made, identity), ...broken];
  if (hasErrors(alone)) return { decisions, diagnostics: alone };
  const put = putBack(stack, { injected, under }, inject);
  const found = [...alone, ...withLayersAbove(alone, put)];
  if (hasErrors(found)) return { decisions, diagnostics: found };
  const podTemplates = type?.userDefined ? type.podTemplates : NOWHERE;
  const earlier = provenance.get(name);
  const layer = withLinesOf(layerOf(injectedGrafts(grafts, decisions), made, { keys, podTemplates }), earlier);
  const layers = new Map(provenance).set(name, layer);
  const after = withProvenance(put.value, earlier ? inherited(layers, earlier, layer) : layers);
  const tooLong = annotationsTooLong(identity, after);
  const conflicts = others.size > 0 ? layerConflicts(changes(compare(put.base, put.grafted, keys)), { provenance, name, identity }) : [];
  const delta = original === value ? annotated(grafted, { before: value, after, keys }) : compare(value, after, keys);
  const edited = put.kept && put.kept.edits.length > 0;
  return {
    delta,
    decisions: edited ? decisions.map((made) => withVersionThere(made, put.value)) : decisions,
    diagnostics: [...found, ...tooLong, ...conflicts, ...told(workload, stack, put)],
  };
}

function withVersionThere(made: GraftDecision, value: ValueMap): GraftDecision {
  if (!made.versioned) return made;
  const versionThere = versionsThere(at(value, ...made.template), made.versioned.containers);
  return versionThere === "" || versionThere === made.versioned.version ? made : { ...made, versionThere };
}

function othersThan(name: string, provenance: Provenance): Provenance {
  const others = new Map(provenance);
  others.delete(name);
  return others;
}

/** Nothing is recorded for a kind that podgraft knows without configuration. */
const NOWHERE: readonly string[] = [];

/** A workload with its layers. */
interface Stack {
  /** Without the annotation. */
  readonly current: ValueMap;
  readonly provenance: Provenance;
  /** The configuration at work. */
  readonly name: string;
  readonly keys: ListKeys;
  readonly isRedirected: (path: Path) => boolean;
}

/** The workload without the layers above the configuration's own (`under`), and without that one too (`original`). */
function takenOff({ current, provenance, name, keys }: Stack): { under: ValueMap; original: ValueMap } {
  if (!provenance.has(name)) return { under: current, original: current };
  const names = [...provenance.keys()];
  const above = names.slice(names.indexOf(name) + 1);
  const off = (object: ValueMap, layer: string) => revert(object, provenance.get(layer) as Layer, keys).value as ValueMap;
  const under = above.toReversed().reduce(off, current);
  return { under, original: off(under, name) };
}

interface PutBack {
  /** The resulting workload, with others' edits kept. */
  readonly value: ValueMap;
  /** The workload without the configuration's own layer but with all others, before and after. */
  readonly base: ValueMap;
  readonly grafted: ValueMap;
  /** What was reported about it. */
  readonly diagnostics?: readonly Diagnostic[];
  readonly reverted?: Reverted;
  readonly kept?: Kept;
}

/** What was grafted again, with the layers above it. If it equals what is there, nothing moves. */
function putBack(
  { current, provenance, name, keys, isRedirected }: Stack,
  { injected, under }: { injected: Injected; under: ValueMap },
  inject: (base: ValueMap) => Injected,
): PutBack {
  const earlier = provenance.get(name);
  if (!earlier) return { value: injected.value, base: under, grafted: injected.value };
  if (equal(injected.value, under)) return { value: current, base: current, grafted: current };
  const reverted = revert(current, earlier, keys);
  const base = reverted.value as ValueMap;
  const { value: grafted, diagnostics } = inject(base);
  const kept = keepForeign({ current, grafted, isRedirected }, earlier, keys);
  const value = provenance.size > 1 ? keepOrder(kept.value, current, keys) : kept.value;
  return { value: value as ValueMap, base, grafted, diagnostics, reverted, kept };
}

/** Conflicts with the layers above. */
function withLayersAbove(alone: readonly Diagnostic[], { diagnostics = [] }: PutBack): readonly Diagnostic[] {
  const known = new Set(alone.map(({ message }) => message));
  return diagnostics.filter(({ severity, message }) => severity !== "info" && !known.has(message));
}

/** The outcome of others' edits to what the configuration had grafted. */
function told(
  { identity }: Workload,
  { provenance, name, keys, isRedirected }: Stack,
  { value, reverted, kept }: PutBack,
): readonly Diagnostic[] {
  if (!reverted || !kept) return [];
  const others = othersThan(name, provenance);
  const isForeign = ({ path, current }: { path: string; current: Value | undefined }) =>
    current === undefined || ![...others.values()].some((layer) => wrote(layer, path, current));
  const edits = kept.edits.filter((edit) => isForeign(edit) && !isCommonLabel(edit, value));
  const now = (path: string) => valueAt(value, parsePath(path), keys);
  const lost = reverted.lost.filter((edit) => isForeign(edit) && !equal(now(edit.path), edit.current));
  const left = reverted.kept.filter(
    (edit) =>
      isForeign(edit) &&
      !isRedirected(parsePath(edit.path)) &&
      !edits.some(({ path }) => path === edit.path || edit.path.startsWith(`${path}/`)),
  );
  return [
    ...editsKept(identity, { ...kept, edits }),
    ...lost.map((edit) => editLost(identity, edit)),
    ...left.map((edit) => editLeft(identity, edit)),
  ];
}

/** A label of the object that kustomize put into a grafted selector too: `labels` with `includeSelectors`, `commonLabels`. */
function isCommonLabel({ path: text, current }: { path: string; current: Value | undefined }, value: ValueMap): boolean {
  const path = parsePath(text);
  const [selector, label] = path.slice(-2);
  return (
    selector === "matchLabels" &&
    typeof label === "string" &&
    typeof current === "string" &&
    at(value, "metadata", "labels", label) === current
  );
}
