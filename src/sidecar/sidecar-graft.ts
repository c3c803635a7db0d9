import { decide } from "../decide/decision.ts";
import { type Diagnostic, hasErrors } from "../diagnostic/diagnostic.ts";
import { fieldPath } from "../diagnostic/field-path.ts";
import type { Applied, Graft, GraftSubject, Reviewed } from "../graft/graft.ts";
import { misplacedKeys } from "../graft/misplaced-keys.ts";
import { withoutTaken } from "../graft/value-conflicts.ts";
import { isContainerList, specOf } from "../kube/pod.ts";
import { podTemplateSchema } from "../kube/schema.ts";
import { parseSelector, type Selector } from "../kube/selector.ts";
import { joiningMerge } from "../kube/strategic-merge.ts";
import { isList, isMap, newMap, toValue, type Value, type ValueList, type ValueMap, withKey } from "../value/value.ts";
import type { SidecarConfig } from "./config.ts";
import { writtenPatch } from "./patch-operations.ts";
import { patchPod } from "./patch-pod.ts";
import { bringsContainers, sidecarRenderer } from "./render.ts";
import { sidecarRules } from "./rules.ts";
import type { RenderPart, RenderPatch, RenderText } from "./text-template.ts";

export interface SidecarOptions {
  /** Renders its `templateText`, if it has one. */
  readonly renderText?: RenderText | undefined;
  /** Renders the Go templates in its `appContainers`, if it has any. */
  readonly renderPart?: RenderPart | undefined;
  /** Renders its `jsonPatchText`, if it has one. */
  readonly renderPatch?: RenderPatch | undefined;
  /** Names of containers that are never the app's, whoever put them there. */
  readonly notTheApps?: readonly string[];
  /** Where it is in the configuration: `spec.sidecars[0]`. */
  readonly place?: string;
}

/** A sidecar of the user's own as a graft. */
export function sidecarGraft(config: SidecarConfig, options: SidecarOptions = {}): Graft {
  const { renderText, renderPart, renderPatch, notTheApps = [], place = "" } = options;
  const { name, optIn, onConflict = "fail" } = config;
  const rules = rulesOf(config);
  const decided = (subject: GraftSubject) => ({ ...subject, decision: decide(rules, subject.facts) });
  const render = sidecarRenderer(config, {
    renderText: renderText && ((subject) => renderText(decided(subject))),
    renderPart: renderPart && ((subject) => renderPart(decided(subject))),
    place,
  });
  const written = config.jsonPatch && writtenPatch(config.jsonPatch, place);
  const patchFor = renderPatch ? (subject: GraftSubject) => renderPatch(decided(subject)) : written && (() => written);
  const isApps = (container: string) => !notTheApps.includes(container);
  return {
    name,
    party: `the sidecar ${name}`,
    onConflict,
    allowUnknownFields: config.allowUnknownFields,
    ...(place !== "" && { origin: originIn(config, place) }),
    decide: (facts) => decide(rules, facts),
    apply: (subject) => {
      const appInitContainers = subject.appInitContainers.filter(isApps);
      const rendered = render({ ...subject, appContainers: subject.appContainers.filter(isApps), appInitContainers });
      const { patch, diagnostics } = rendered;
      if (hasErrors(diagnostics)) return { podTemplate: subject.podTemplate, patch: newMap(), diagnostics };
      const kept = onConflict === "keep" ? subject.taken(patch).filter(({ isOnPurpose }) => !isOnPurpose) : [];
      const left = withoutTaken(patch, kept);
      const merged = joiningMerge(subject.podTemplate, left, podTemplateSchema);
      const podTemplate = initContainersInOrder(appContainersFirst(merged.value as ValueMap, subject), subject);
      const told = [...diagnostics, ...merged.diagnostics];
      const patchOf = takesPatch(config, subject) ? patchFor : undefined;
      const change = patchOf && changed(podTemplate, { config, subject, patch: patchOf({ ...subject, podTemplate }) });
      const all = [...told, ...(change?.diagnostics ?? [])];
      if (change && hasErrors(change.diagnostics)) return { podTemplate: subject.podTemplate, patch: newMap(), diagnostics: all };
      const first = config.before === "istio" ? namesOf(specOf(left).initContainers).map(String) : [];
      const isFixed = rendered.isFixed === true && left === patch && !change;
      return { podTemplate, patch: left, kept, first, isFixed, ...change, diagnostics: all };
    },
    ...(optIn !== undefined && { review: (reviewed) => misplacedOptIns(reviewed, optIn) }),
  };
}

function rulesOf(config: SidecarConfig): ReturnType<typeof sidecarRules> {
  const { name, kinds, os, hostNetwork, optIn, policy } = config;
  return sidecarRules({
    name,
    kinds,
    os: os ?? (bringsContainers(config) ? "linux" : undefined),
    hostNetwork: hostNetwork ?? "inject",
    optIn,
    namespaceSelector: selector(config.namespaceSelector),
    podSelector: selector(config.podSelector),
    policy: policy ?? "disabled",
    isSpecOnly: isSpecOnly(config),
  });
}

type Changing = { config: SidecarConfig; subject: GraftSubject; patch: ReturnType<RenderPatch> };

function changed(podTemplate: ValueMap, { config, subject, patch }: Changing): Pick<Applied, "podTemplate" | "patch" | "diagnostics"> {
  const before = subject.podTemplate;
  return "operations" in patch ? patchPod(podTemplate, { before, config, patch }) : { podTemplate, patch: before, ...patch };
}

/** In Knative's templates, only labels and annotations are changed, unless the cluster accepts more. */
function takesPatch({ knative }: SidecarConfig, { facts }: GraftSubject): boolean {
  return !facts.metadataOnly || knative === "pod";
}

/**
 * The field of the configuration that a place in the patch comes from. Entries from appContainers follow the template's
 * own containers.
 */
function originIn({ template, templateText, jsonPatch, jsonPatchText }: SidecarConfig, place: string): NonNullable<Graft["origin"]> {
  const written = specOf(toValue(template ?? {}) as ValueMap);
  const countIn = (list: string) => (isList(written[list]) ? written[list].length : 0);
  return (steps) => {
    const [spec, list, index, ...rest] = steps;
    if (jsonPatchText !== undefined) return `${place}.jsonPatchText`;
    if (jsonPatch !== undefined) return `${place}.jsonPatch`;
    if (templateText !== undefined) return `${place}.templateText`;
    const isPart = spec === "spec" && isContainerList(list) && typeof index === "number" && index >= countIn(list);
    return isPart ? rest.reduce<string>(fieldPath, `${place}.appContainers`) : steps.reduce<string>(fieldPath, `${place}.template`);
  };
}

function misplacedOptIns({ facts: { podTemplate, workload }, outer }: Reviewed, optIn: string): readonly Diagnostic[] {
  return misplacedKeys({ podTemplate, kind: workload.kind, outer }, (name, which) => (name === optIn ? which : undefined));
}

function isSpecOnly({ template, templateText, knative }: SidecarConfig): boolean {
  const metadata = toValue(template?.metadata ?? {});
  const given = ["labels", "annotations"].some((key) => isMap(metadata) && metadata[key] !== undefined);
  return knative !== "pod" && templateText === undefined && !given;
}

function selector(config: SidecarConfig["namespaceSelector"]): Selector | undefined {
  return config && parseSelector(toValue(config)).selector;
}

/**
 * New containers go after the app's, because `kubectl exec` and `kubectl logs` use the first one.
 *
 * Differs: a strategic merge patch puts new items first.
 */
function appContainersFirst(podTemplate: ValueMap, { podTemplate: before }: GraftSubject): ValueMap {
  const spec = specOf(podTemplate);
  const earlier = namesOf(specOf(before).containers);
  const { containers } = spec;
  if (!isList(containers) || earlier.length === 0) return podTemplate;
  const own: Value[] = [];
  const added: Value[] = [];
  for (const container of containers)
    if (isMap(container) && !earlier.includes(container.name as Value)) added.push(container);
    else own.push(container);
  const ordered = [...own, ...added];
  if (ordered.every((container, i) => container === containers[i])) return podTemplate;
  return withKey(podTemplate, "spec", withKey(spec, "containers", ordered));
}

/**
 * New init containers run before the app's and after those of earlier grafts, so that they run in the order of the
 * grafts.
 *
 * Differs: a strategic merge patch puts new items first.
 */
function initContainersInOrder(podTemplate: ValueMap, { podTemplate: before, facts }: GraftSubject): ValueMap {
  const spec = specOf(podTemplate);
  const { initContainers } = spec;
  if (!isList(initContainers)) return podTemplate;
  const earlier = namesOf(specOf(before).initContainers);
  const original = namesOf(specOf(facts.podTemplate).initContainers);
  if (earlier.length === original.length) return podTemplate;
  const isNew = (container: Value) => isMap(container) && !earlier.includes(container.name as Value);
  const others = initContainers.filter((container) => !isNew(container));
  const place = others.findLastIndex((container) => isMap(container) && !original.includes(container.name as Value)) + 1;
  const ordered = [...others.slice(0, place), ...initContainers.filter(isNew), ...others.slice(place)];
  return withKey(podTemplate, "spec", withKey(spec, "initContainers", ordered));
}

function namesOf(containers: Value | undefined): ValueList {
  return isList(containers) ? containers.filter(isMap).map(({ name }) => name as Value) : [];
}
