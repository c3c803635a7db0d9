import type { Decision, Evidence } from "../../decide/decision.ts";
import type { PodFacts } from "../../decide/facts.ts";
import { reasons } from "../../decide/reasons.ts";
import type { Diagnostic, Location, ResourceIdentity } from "../../diagnostic/diagnostic.ts";
import type { Graft } from "../../graft/graft.ts";
import type { GraftDecision } from "../../graft/inject-templates.ts";
import { readablePath } from "../../graft/readable-path.ts";
import type { TemplatePath } from "../../graft/replace-at.ts";
import { uninjectWorkload } from "../../graft/uninject-workload.ts";
import { at, equal, newMap, type ValueMap } from "../../value/value.ts";
import type { Config } from "../config/config.ts";
import { inject } from "../inject/inject.ts";
import { prepare, versionTold, type WorkloadOutcome } from "../inject/inject-workload.ts";
import { readSources, type Sources, type SourceTexts } from "../inject/sources.ts";
import { workloadsOf } from "../inject/workloads.ts";
import type { LoadedObject } from "../load.ts";
import { fieldLocation } from "../locate.ts";
import type { ExplainedDecision, Explanation, Supposed } from "./explanation.ts";
import { type InputChange, inputChanges } from "./input-changes.ts";
import { whatWouldChange, withNamespaceLabels, withPodLabels } from "./levers.ts";

export interface Explained {
  readonly explanations: readonly Explanation[];
  readonly diagnostics: readonly Diagnostic[];
  /** The result of injection for each input; empty if labels are only assumed. */
  readonly changes: () => readonly InputChange[];
  readonly failed: boolean;
}

/**
 * Why each pod template is injected or not, with the real or the assumed labels. Without inputs, it explains an assumed
 * pod.
 */
export function explainTexts(texts: SourceTexts, supposed: Supposed = {}): Explained {
  const sources = readSources(texts);
  if ("diagnostics" in sources) return { explanations: [], diagnostics: sources.diagnostics, changes: () => [], failed: true };
  const { workloads, diagnostics, edits } = inject(sources.all, sources.config, sources);
  const changes = () => (isSupposed(supposed) ? [] : inputChanges(sources, edits));
  return { explanations: explain(sources, supposed, workloads), diagnostics, changes, failed: false };
}

/** Whether anything is assumed. */
export function isSupposed({ podLabels, namespaceLabels }: Supposed): boolean {
  return Object.keys({ ...podLabels, ...namespaceLabels }).length > 0;
}

function explain(sources: Sources, supposed: Supposed, workloads: readonly WorkloadOutcome[]): readonly Explanation[] {
  const { all, inputs, config, chooses = () => true } = sources;
  const { grafts, namespaces } = prepare(all, config);
  const subjects =
    inputs.length === 0
      ? [supposedPod()]
      : inputs.flatMap(({ objects: within }) => subjectsOf(within, config)).filter(({ resource }) => chooses(resource));
  const made = new Map(workloads.map(({ location, decisions }) => [location, decisions]));
  return subjects.map((subject) => {
    const { resource, podTemplate, source, path } = subject;
    const inTemplate = (source && made.get(source.location))?.filter(({ template }) => equal(template, path));
    const facts = suppose({ workload: resource, podTemplate, namespace: namespaces(resource.namespace) }, supposed);
    return {
      resource,
      ...(source && { location: source.location }),
      ...(facts.namespace.name !== undefined && { namespace: facts.namespace.name }),
      podTemplate: readablePath(path.map((step) => (typeof step === "number" ? { item: String(step) } : step))),
      decisions: grafts.map((graft) => {
        const done = inTemplate?.find((other) => other.graft === graft.name);
        return explainDecision({ graft, facts, subject, done }, sources);
      }),
    };
  });
}

interface Subject {
  readonly resource: ResourceIdentity;
  readonly podTemplate: ValueMap;
  readonly path: TemplatePath;
  readonly source?: LoadedObject;
}

/** The pod templates of the workloads among objects, without what the configuration grafted into them before. */
function subjectsOf(objects: readonly LoadedObject[], { name, spec }: Config): readonly Subject[] {
  return workloadsOf(objects, spec.workloads).flatMap(({ templates, object, location }) => {
    const source = { object, location };
    const { identity, value } = source.object;
    const before = uninjectWorkload({ identity, value, templates }, { only: name }).delta?.after ?? value;
    return templates.map((path) => ({ resource: identity, podTemplate: at(before, ...path) as ValueMap, path, source }));
  });
}

function supposedPod(): Subject {
  return { resource: { apiVersion: "v1", kind: "Pod", name: "supposed" }, podTemplate: newMap(), path: [] };
}

function suppose(facts: PodFacts, { podLabels = {}, namespaceLabels = {} }: Supposed): PodFacts {
  return withNamespaceLabels(withPodLabels(facts, podLabels), namespaceLabels);
}

interface ToExplain {
  readonly graft: Graft;
  readonly facts: PodFacts;
  readonly subject: Subject;
  /** What injection did. */
  readonly done: GraftDecision | undefined;
}

function explainDecision({ graft, facts, subject, done }: ToExplain, sources: Sources): ExplainedDecision {
  const decision: Decision = graft.decide(facts);
  const { inject: isInjected, code, evidence } = decision;
  return {
    graft: graft.name,
    ...versionTold(isInjected ? { ...done, decision } : { decision }),
    inject: isInjected,
    code,
    reason: reasons[code],
    evidence: evidence.map(({ place, ...fact }) => {
      const source = place && (place.of === "podTemplate" ? podPlace(place, subject, sources) : namespacePlace(place, facts, sources));
      return { ...fact, ...(source && { source }) };
    }),
    wouldChange: whatWouldChange(graft, facts, sources.config.spec),
  };
}

type FactPlace = NonNullable<Evidence["place"]>;

function podPlace({ path }: FactPlace, { source, path: template }: Subject, { all }: Sources): Location | undefined {
  return source && fieldLocation(all, source, [...template, ...path]);
}

/** In the Namespace, or else in the configuration. */
function namespacePlace({ path }: FactPlace, { namespace }: PodFacts, { all, config }: Sources): Location | undefined {
  const found = all.flatMap(({ objects }) => objects).find(({ location }) => location === namespace.source);
  if (found) return fieldLocation(all, found, path) ?? found.location;
  const index = (config.spec.namespaces?.known ?? []).findIndex(({ name }) => name === namespace.name);
  // What a Namespace has below its metadata.
  return index === -1 ? undefined : config.locate(["namespaces", "known", index, ...path.slice(1)]);
}
