import type { Path } from "../change/changes.ts";
import type { Decision } from "../decide/decision.ts";
import type { NamespaceFacts, PodFacts } from "../decide/facts.ts";
import { type Diagnostic, hasErrors, type ResourceIdentity } from "../diagnostic/diagnostic.ts";
import { isToEnd } from "../kube/is-to-end.ts";
import { containerNamed, containersIn, labelsOf, withContainers } from "../kube/pod.ts";
import { podTemplateSchema } from "../kube/schema.ts";
import { matches, type Selector } from "../kube/selector.ts";
import { storedForm } from "../kube/stored-form.ts";
import type { WorkloadKind } from "../kube/workloads.ts";
import { at, isMap, mapAt, type Value, type ValueMap } from "../value/value.ts";
import { conflicts, onlyAdd } from "./conflicts.ts";
import type { Graft, GraftSubject, Reviewed } from "./graft.ts";
import { graftedVersion, type Versioned } from "./grafted-version.ts";
import { type Contribution, type Grafting, ownerOf } from "./grafting.ts";
import { type GraftedPod, invalidPod } from "./invalid-pod.ts";
import { type Carried, type OtherImage, othersCarried, othersThere } from "./is-there.ts";
import type { Provenance } from "./layer.ts";
import type { OuterMetadata } from "./misplaced-keys.ts";
import { type Finished, missingParts } from "./missing-parts.ts";
import { overLimits } from "./over-limits.ts";
import { appContainers, layerItems, layerWrote } from "./own-items.ts";
import { podSecurity } from "./pod-security.ts";
import { podTemplateProblems } from "./pod-template-problems.ts";
import { graftedPortNames } from "./port-names.ts";
import { wordOf } from "./provenance-words.ts";
import { readablePath } from "./readable-path.ts";
import { keyedPath, replaceAt, type TemplatePath } from "./replace-at.ts";
import { areSurelySound } from "./sound-grafts.ts";
import { takenValues } from "./taken-values.ts";

export interface Workload {
  readonly identity: ResourceIdentity;
  readonly value: ValueMap;
  /** Where its pod templates are. */
  readonly templates: readonly TemplatePath[];
  readonly namespace: NamespaceFacts;
  /** What is known about its kind. */
  readonly type?: WorkloadKind | undefined;
  /** Other objects in its namespace that select pods by their labels. */
  readonly selectedBy?: (() => readonly PodSelector[]) | undefined;
}

/** Something that selects pods, such as a Service. */
export interface PodSelector {
  /** As messages call it: `the Service web`. */
  readonly party: string;
  readonly selector: Selector;
}

/** One graft's decision about one pod template. */
export interface GraftDecision extends Carried {
  readonly graft: string;
  readonly template: TemplatePath;
  readonly decision: Decision;
  /** The version of what was grafted, if it has one. */
  readonly versioned?: Versioned;
  /** The version that is there instead, because others changed it. */
  readonly versionThere?: string;
  /** The ordinary containers that it added to a pod that runs to completion; the pod ends only when they do. */
  readonly keepsFromEnding?: readonly string[];
}

export interface Injected {
  readonly value: ValueMap;
  readonly decisions: readonly GraftDecision[];
  readonly diagnostics: readonly Diagnostic[];
}

export interface InjectOptions {
  /** The layers of other configurations. */
  readonly others: Provenance;
  /** Of the Kubernetes 1 that the pods are for. */
  readonly minor?: number | undefined;
}

/** Grafts into every pod template of a workload. */
export function injectTemplates(workload: Workload, grafts: readonly Graft[], { others, minor }: InjectOptions): Injected {
  let value: Value = workload.value;
  const decisions: GraftDecision[] = [];
  const diagnostics: Diagnostic[] = [];
  const workloadMetadata = mapAt(workload.value, "metadata");
  const outer = grafts.some(({ review }) => review) ? outerMetadata(workload) : [];
  for (const [position, template] of workload.templates.entries()) {
    const facts = factsOf(workload, template);
    const decided = grafts.map((graft) => graft.decide(facts));
    for (const decision of decided) diagnostics.push(...decision.diagnostics);
    const wanted = grafts.filter((_, i) => decided[i]?.inject);
    const result = injectTemplate(wanted, { facts, template, workload, others, minor });
    diagnostics.push(...result.diagnostics);
    // With a map where text belongs, nothing else can be said of the pod.
    const isUnfit = result.diagnostics.some(({ code, field }) => code === "InvalidPodTemplate" && typeof field?.current === "object");
    grafts.forEach((graft, i) => {
      const decision = decided[i] as Decision;
      const versioned = result.versions.get(graft);
      const keepsFromEnding = result.keepsFromEnding.get(graft);
      const there = result.there.get(graft);
      const carried = graft.brings ? othersCarried(graft, facts, there) : there && { wasThere: there };
      const noted = {
        ...(versioned && { versioned }),
        ...(keepsFromEnding && { keepsFromEnding }),
        ...carried,
      };
      decisions.push({ graft: graft.name, template, decision, ...noted });
      const injected = decision.inject && !isUnfit ? result.podTemplate : undefined;
      const { partyOf } = result;
      if (graft.review) diagnostics.push(...graft.review({ facts, injected, workloadMetadata, outer: outer[position] ?? [], partyOf }));
    });
    value = replaceAt(value, template, result.podTemplate);
  }
  const told = toldOnce(diagnostics).map((each) => ({ resource: workload.identity, ...each }));
  return { value: value as ValueMap, decisions, diagnostics: told };
}

/**
 * Drops a warning about the API server refusing a field if another finding about the field says why. Errors always
 * stay.
 */
function toldOnce(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const covered = diagnostics.flatMap(({ covers = [] }) => covers);
  const isTold = ({ code, severity, field }: Diagnostic) =>
    code === "InvalidPod" && severity !== "error" && covered.some((path) => field?.path.includes(path));
  return covered.length === 0 ? diagnostics : diagnostics.filter((each) => !isTold(each)).map(({ covers, ...each }) => each);
}

/** For each pod template, the metadata on the path to it that is not on the path to an earlier template. */
function outerMetadata({ value, templates }: Workload): readonly (readonly OuterMetadata[])[] {
  const seen = new Set<ValueMap>();
  return templates.map((template) =>
    template.flatMap((_, depth) => {
      const path = template.slice(0, depth);
      const metadata = at(value, ...path, "metadata");
      if (!isMap(metadata) || seen.has(metadata)) return [];
      seen.add(metadata);
      return { path, metadata };
    }),
  );
}

function factsOf({ identity, value, namespace, type }: Workload, template: TemplatePath): PodFacts {
  const podTemplate = at(value, ...template) as ValueMap;
  return { workload: identity, podTemplate, namespace, ...(type?.metadataOnly && { metadataOnly: true }) };
}

interface TemplateSubject {
  readonly facts: PodFacts;
  readonly template: TemplatePath;
  readonly workload: Workload;
  readonly others: Provenance;
  readonly minor: number | undefined;
}

interface InjectedTemplate {
  readonly podTemplate: ValueMap;
  /** Of each graft that has one. */
  readonly versions: ReadonlyMap<Graft, Versioned>;
  readonly keepsFromEnding: ReadonlyMap<Graft, readonly string[]>;
  /** The grafts that it had before, each with the images that differ. */
  readonly there: ReadonlyMap<Graft, readonly OtherImage[]>;
  readonly partyOf: Reviewed["partyOf"];
  readonly diagnostics: readonly Diagnostic[];
}

function injectTemplate(grafts: readonly Graft[], place: TemplateSubject): InjectedTemplate {
  const { facts, template, others, workload } = place;
  const { type } = workload;
  const pathTo = (path: Path) => readablePath([...keyedPath(template), ...path]);
  const isLayers = layerWrote(template, others);
  const start: Grafting = {
    before: facts.podTemplate,
    contributions: [],
    layerNamed: layerItems(facts.podTemplate, template, others),
    taken: (patch) => takenValues(facts.podTemplate, patch).filter(({ path, before }) => !isLayers(path, before)),
    selectedBy: (label) => selectorBy(label, facts.podTemplate, workload.selectedBy),
    pathTo,
  };
  if (grafts.length === 0) return untouched(start, []);
  const partial = type?.partial ?? type?.metadataOnly ?? false;
  const problems = podTemplateProblems(facts.podTemplate, {
    template,
    partial,
    isUserDefined: type?.userDefined ?? false,
    outer: at(workload.value, ...template.slice(0, -1)),
  });
  if (problems.length > 0) return untouched(start, problems);
  const applied = applyAll(grafts, {
    facts,
    podTemplate: facts.podTemplate,
    appContainers: appContainers(facts.podTemplate, "containers", start.layerNamed),
    appInitContainers: appContainers(facts.podTemplate, "initContainers", start.layerNamed),
    taken: start.taken,
  });
  const { versions, keepsFromEnding, there, diagnostics } = applied;
  const grafting = { ...start, contributions: applied.contributions };
  const pod: GraftedPod = { podTemplate: applied.podTemplate, minor: place.minor, type, ...completedBy(place) };
  const isAdding = onlyAdd(grafting);
  const found = { versions, keepsFromEnding, there, partyOf: partyIn(grafting) };
  const forbidden = [
    ...podSecurity(grafting, applied.podTemplate, workload.namespace),
    ...overLimits(grafting, applied.podTemplate, workload.namespace),
  ];
  if (isAdding && areSurelySound(grafting, pod))
    return { podTemplate: applied.podTemplate, diagnostics: [...conflicts(grafting, isAdding), ...forbidden], ...found };
  // If a graft failed, what it would have added is not reported as missing too.
  const missing = hasErrors(diagnostics) ? [] : missingParts(grafting, pod);
  const told = [...diagnostics, ...conflicts(grafting, isAdding), ...missing];
  const refused = [...invalidPod(grafting, pod, told), ...forbidden, ...graftedPortNames(grafting, applied.podTemplate)];
  const podTemplate = storedForm(applied.podTemplate, facts.podTemplate, podTemplateSchema) as ValueMap;
  return { podTemplate, diagnostics: [...withoutRefused(told, refused), ...refused], ...found };
}

/** An image that the API server refuses is not told as one that only a node refuses. */
function withoutRefused(told: readonly Diagnostic[], refused: readonly Diagnostic[]): readonly Diagnostic[] {
  return told.filter(({ code, field }) => code !== "InvalidImage" || !refused.some((other) => other.field?.path === field?.path));
}

function untouched(grafting: Grafting, diagnostics: readonly Diagnostic[]): InjectedTemplate {
  const nothing = { versions: new Map(), keepsFromEnding: new Map(), there: new Map() };
  return { podTemplate: grafting.before, ...nothing, partyOf: partyIn(grafting), diagnostics };
}

function selectorBy(label: string, podTemplate: ValueMap, selectors: () => readonly PodSelector[] = () => []): string | undefined {
  const isBy = ({ selector }: PodSelector) => selector.some(({ key }) => key === label) && matches(selector, labelsOf(podTemplate));
  return selectors().find(isBy)?.party;
}

function applyAll(grafts: readonly Graft[], subject: GraftSubject) {
  const { facts } = subject;
  const diagnostics: Diagnostic[] = [];
  const contributions: Contribution[] = [];
  const versions = new Map<Graft, Versioned>();
  const keepsFromEnding = new Map<Graft, readonly string[]>();
  const there = new Map<Graft, readonly OtherImage[]>();
  const ends = isToEnd(facts.podTemplate, facts.workload.kind);
  let podTemplate = facts.podTemplate;
  for (const graft of grafts) {
    const applied = graft.apply({ ...subject, podTemplate });
    diagnostics.push(...applied.diagnostics);
    const { patch, parts = [{ party: graft.party, patch, podTemplate: applied.podTemplate }] } = applied;
    for (const part of parts) contributions.push({ graft, applied, ...part });
    const versioned = graftedVersion(podTemplate, applied.podTemplate);
    if (versioned) versions.set(graft, versioned);
    const others = othersThere(graft, applied, podTemplate);
    if (others) there.set(graft, others);
    if (ends) keepsFromEnding.set(graft, addedContainers(podTemplate, applied.podTemplate));
    podTemplate = applied.podTemplate;
  }
  podTemplate = withFirst(podTemplate, [...new Set(contributions.flatMap(({ applied: { first = [] } }) => first))]);
  return { podTemplate, contributions, versions, keepsFromEnding, there, diagnostics };
}

/** The pod template with the init containers of these names before all others, in this order. */
function withFirst(podTemplate: ValueMap, names: readonly string[]): ValueMap {
  if (names.length === 0) return podTemplate;
  const containers = containersIn(podTemplate, "initContainers");
  const first = names.map((name) => containerNamed(containers, name)).filter((container) => container !== undefined);
  return withContainers(podTemplate, "initContainers", [...first, ...containers.filter((container) => !first.includes(container))]);
}

function addedContainers(before: ValueMap, after: ValueMap): readonly string[] {
  const names = containersIn(before, "containers").map(({ name }) => name);
  return containersIn(after, "containers").flatMap(({ name }) => (typeof name === "string" && !names.includes(name) ? [name] : []));
}

function partyIn(grafting: Grafting): Reviewed["partyOf"] {
  return (list, name) => ownerOf(grafting, [list, name], (pod) => containersIn(pod, list).some((item) => item.name === name)).party;
}

function completedBy({ workload: { value, type }, template }: TemplateSubject): Omit<Finished, "podTemplate"> {
  return { claims: at(value, ...template.slice(0, -1), "volumeClaimTemplates"), isChecked: type?.checked ?? false };
}

/** The grafts that went into any pod template, in the grafts' order, each with its version if all have the same. */
export function injectedGrafts(grafts: readonly Graft[], decisions: readonly GraftDecision[]): string {
  let words = "";
  for (const { name } of grafts) {
    const injected = decisions.filter(({ graft, decision }) => decision.inject && graft === name);
    const version = injected[0]?.versioned?.version;
    if (injected.length === 0) continue;
    const isOne = version !== undefined && injected.every((other) => other.versioned?.version === version);
    words += `${words === "" ? "" : ", "}${wordOf(name)}${isOne ? ` ${wordOf(version)}` : ""}`;
  }
  return words;
}
