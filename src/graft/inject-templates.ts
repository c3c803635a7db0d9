import type { Decision } from "../decide/decision.ts";
import { mapAt, type NamespaceFacts, type PodFacts } from "../decide/facts.ts";
import { type Diagnostic, hasErrors, type ResourceIdentity } from "../diagnostic/diagnostic.ts";
import { podTemplateSchema } from "../kube/schema.ts";
import { strategicMerge } from "../kube/strategic-merge.ts";
import { at, type Value, type ValueMap } from "../value/value.ts";
import type { Graft, GraftSubject } from "./graft.ts";
import { replaceAt, type TemplatePath } from "./replace-at.ts";

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

export interface Injected {
  readonly value: ValueMap;
  readonly decisions: readonly GraftDecision[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Decides and grafts for every pod template of a workload; each decision is made on the template as it is given. */
export function injectTemplates(workload: Workload, grafts: readonly Graft[]): Injected {
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

/** The names of the grafts that went into any pod template, in the grafts' order. */
export function injectedGrafts(grafts: readonly Graft[], decisions: readonly GraftDecision[]): readonly string[] {
  const injected = new Set(decisions.filter(({ decision }) => decision.inject).map(({ graft }) => graft));
  return grafts.map(({ name }) => name).filter((name) => injected.has(name));
}
