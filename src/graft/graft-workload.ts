import { changes } from "../change/changes.ts";
import { compare } from "../change/compare.ts";
import type { Delta } from "../change/delta.ts";
import type { Decision } from "../decide/decision.ts";
import { mapAt, type NamespaceFacts, type PodFacts } from "../decide/facts.ts";
import { type Diagnostic, hasErrors, type ResourceIdentity } from "../diagnostic/diagnostic.ts";
import { workloadListKeys } from "../kube/list-keys.ts";
import { podTemplateSchema } from "../kube/schema.ts";
import { strategicMerge } from "../kube/strategic-merge.ts";
import { at, type Value, type ValueMap } from "../value/value.ts";
import { withProvenance } from "./annotate.ts";
import type { Graft, GraftSubject } from "./graft.ts";
import { keepForeign } from "./keep-foreign.ts";
import { keepOrder } from "./keep-order.ts";
import { layerConflicts } from "./layer-conflicts.ts";
import { layerOf, PROVENANCE, parseProvenance, wrote } from "./provenance.ts";
import { replaceAt, type TemplatePath } from "./replace-at.ts";
import { revert } from "./revert.ts";
import { editsKept, unreadableProvenance } from "./tell.ts";

export interface Workload {
  readonly identity: ResourceIdentity;
  readonly value: ValueMap;
  /** Where its pod templates are. */
  readonly templates: readonly TemplatePath[];
  readonly namespace: NamespaceFacts;
}

/** One graft's decision about one pod template. */
export interface GraftDecision {
  readonly graft: string;
  readonly template: TemplatePath;
  readonly decision: Decision;
}

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
  const { identity, value: current, templates } = workload;
  const keys = workloadListKeys(templates);
  const provenance = parseProvenance(at(current, "metadata", "annotations", PROVENANCE));
  if (!provenance) return { decisions: [], diagnostics: [unreadableProvenance(identity)] };
  const earlier = provenance.get(name);
  // Of a Pod the annotation stands among the pod's own.
  const bare = withProvenance(current, new Map());
  const original = (earlier ? revert(bare, earlier, keys).value : bare) as ValueMap;
  const injected = injectTemplates({ ...workload, value: original }, grafts);
  if (hasErrors(injected.diagnostics)) return { decisions: injected.decisions, diagnostics: injected.diagnostics };
  const made = changes(compare(original, injected.value, keys));
  const conflicts = layerConflicts(made, { provenance, name, identity });
  const kept = earlier && keepForeign({ current: bare, grafted: injected.value }, earlier, keys);
  const others = [...provenance].filter(([layer]) => layer !== name).map(([, layer]) => layer);
  const grafted = kept?.value ?? injected.value;
  const ordered = others.length > 0 && earlier ? keepOrder(grafted, bare, keys) : grafted;
  const layer = layerOf(injectedGrafts(grafts, injected.decisions), made, { original, keys });
  const after = withProvenance(ordered as ValueMap, new Map([...provenance, [name, layer]]));
  const delta = compare(current, after, keys);
  const foreign = kept?.edits.filter(({ path, current: now }) => now === undefined || !others.some((other) => wrote(other, path, now)));
  const told = kept ? editsKept(identity, { ...kept, edits: foreign ?? [] }) : [];
  return { ...(delta && { delta }), decisions: injected.decisions, diagnostics: [...injected.diagnostics, ...conflicts, ...told] };
}

interface Injected {
  readonly value: ValueMap;
  readonly decisions: readonly GraftDecision[];
  readonly diagnostics: readonly Diagnostic[];
}

function injectTemplates(workload: Workload, grafts: readonly Graft[]): Injected {
  let value: Value = workload.value;
  const decisions: GraftDecision[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const template of workload.templates) {
    const podTemplate = at(workload.value, ...template) as ValueMap;
    const facts = { workload: workload.identity, podTemplate, namespace: workload.namespace };
    const result = injectTemplate(facts, grafts);
    decisions.push(...result.decisions.map(({ graft, decision }) => ({ graft: graft.name, template, decision })));
    diagnostics.push(...result.diagnostics);
    value = replaceAt(value, template, result.podTemplate);
    for (const { graft, decision } of result.decisions) {
      const injected = decision.inject ? result.podTemplate : undefined;
      diagnostics.push(...(graft.review?.({ facts, injected, workloadMetadata: mapAt(workload.value, "metadata") }) ?? []));
    }
  }
  return { value: value as ValueMap, decisions, diagnostics: diagnostics.map((told) => ({ resource: workload.identity, ...told })) };
}

function injectTemplate(facts: PodFacts, grafts: readonly Graft[]) {
  const decisions: { graft: Graft; decision: Decision }[] = [];
  const diagnostics: Diagnostic[] = [];
  let podTemplate = facts.podTemplate;
  for (const graft of grafts) {
    const decision = graft.decide(facts);
    decisions.push({ graft, decision });
    diagnostics.push(...decision.diagnostics);
    if (!decision.inject) continue;
    const result = apply(graft, { facts, podTemplate });
    diagnostics.push(...result.diagnostics);
    podTemplate = result.podTemplate;
  }
  return { podTemplate, decisions, diagnostics };
}

/** Render, merge, post-process. */
function apply(graft: Graft, subject: GraftSubject): { podTemplate: ValueMap; diagnostics: readonly Diagnostic[] } {
  const { patch, diagnostics } = graft.render(subject);
  if (hasErrors(diagnostics)) return { podTemplate: subject.podTemplate, diagnostics };
  const merged = strategicMerge(subject.podTemplate, patch, podTemplateSchema);
  const podTemplate = graft.post.reduce((pod, step) => step(pod, subject), merged.value as ValueMap);
  return { podTemplate, diagnostics: [...diagnostics, ...merged.diagnostics] };
}

function injectedGrafts(grafts: readonly Graft[], decisions: readonly GraftDecision[]): readonly string[] {
  const injected = new Set(decisions.filter(({ decision }) => decision.inject).map(({ graft }) => graft));
  return grafts.map(({ name }) => name).filter((name) => injected.has(name));
}
