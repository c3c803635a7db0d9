import { changes } from "../change/changes.ts";
import { compare } from "../change/compare.ts";
import type { Delta } from "../change/delta.ts";
import { type Diagnostic, hasErrors } from "../diagnostic/diagnostic.ts";
import { workloadListKeys } from "../kube/list-keys.ts";
import { at, type ValueMap } from "../value/value.ts";
import { withProvenance } from "./annotate.ts";
import type { Graft } from "./graft.ts";
import { type GraftDecision, injectTemplates, type Workload } from "./inject-templates.ts";
import { keepForeign } from "./keep-foreign.ts";
import { keepOrder } from "./keep-order.ts";
import { layerConflicts } from "./layer-conflicts.ts";
import { withNoted } from "./noted-templates.ts";
import { layerOf, PROVENANCE, parseProvenance, wrote } from "./provenance.ts";
import { revert } from "./revert.ts";
import { editsKept, unreadableProvenance } from "./tell.ts";

export interface Grafted {
  /** Absent where nothing changes. */
  readonly delta?: Delta;
  readonly decisions: readonly GraftDecision[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Grafts into every pod template of a workload, in the grafts' order: what an earlier run of the same configuration
 * put there is taken out first, so that injecting again is injecting once, and an upgrade leaves nothing behind.
 * Decisions are made on the pod template as it is without this configuration's own grafts.
 */
export function graftWorkload(workload: Workload, grafts: readonly Graft[], { layer: name }: { layer: string }): Grafted {
  const { identity, value: current, templates, type } = workload;
  const provenance = parseProvenance(at(current, "metadata", "annotations", PROVENANCE));
  if (!provenance) return { decisions: [], diagnostics: [unreadableProvenance(identity)] };
  const keys = workloadListKeys(withNoted(templates, current, provenance));
  const earlier = provenance.get(name);
  const original = (earlier ? revert(current, earlier, keys).value : current) as ValueMap;
  const others = [...provenance].filter(([layer]) => layer !== name).map(([, layer]) => layer);
  const injected = injectTemplates({ ...workload, value: original }, grafts, { others });
  if (hasErrors(injected.diagnostics)) return { decisions: injected.decisions, diagnostics: injected.diagnostics };
  const made = changes(compare(original, injected.value, keys));
  const conflicts = layerConflicts(made, { provenance, name, identity });
  const kept = earlier && keepForeign({ current, grafted: injected.value }, earlier, keys);
  const grafted = kept?.value ?? injected.value;
  const ordered = others.length > 0 && earlier ? keepOrder(grafted, current, keys) : grafted;
  const layer = layerOf(injectedGrafts(grafts, injected.decisions), made, {
    original,
    keys,
    podTemplates: type?.userDefined ? type.podTemplates : [],
  });
  const after = withProvenance(ordered as ValueMap, new Map([...provenance, [name, layer]]));
  const delta = compare(current, after, keys);
  const foreign = kept?.edits.filter(({ path, current: now }) => now === undefined || !others.some((other) => wrote(other, path, now)));
  const told = kept ? editsKept(identity, { ...kept, edits: foreign ?? [] }) : [];
  return { ...(delta && { delta }), decisions: injected.decisions, diagnostics: [...injected.diagnostics, ...conflicts, ...told] };
}

function injectedGrafts(grafts: readonly Graft[], decisions: readonly GraftDecision[]): readonly string[] {
  const injected = new Set(decisions.filter(({ decision }) => decision.inject).map(({ graft }) => graft));
  return grafts.map(({ name }) => name).filter((name) => injected.has(name));
}
