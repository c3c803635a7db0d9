import type { GuardMark, GuardRule } from "../decide/guard-rule.ts";
import { type Diagnostic, diagnostic } from "../diagnostic/diagnostic.ts";
import { allOf, anyOf, celText, FALSE, hasKey, ifElse, not, selects, TRUE, textIn, textUnder } from "../kube/cel.ts";
import {
  ANNOTATIONS,
  belongsTo,
  FOR_WINDOWS,
  HOST_NETWORK,
  hasContainer,
  hasImage,
  hasVolume,
  IS_OF_KNATIVE,
  LABELS,
  NAMESPACE_LABELS,
} from "../kube/cel-pod.ts";
import { allContainers, annotationsOf, labelsOf, volumesOf } from "../kube/pod.ts";
import { parseSelector } from "../kube/selector.ts";
import { toValue, type ValueMap } from "../value/value.ts";
import type { SidecarConfig } from "./config.ts";
import { addedContainers } from "./patch-operations.ts";
import { bringsContainers } from "./render.ts";

/** What an admission policy requires for a sidecar; `place` is its place in the configuration. */
export function guardSidecar(config: SidecarConfig, place: string): GuardRule {
  const { name: graft, templateText, template } = config;
  const { tests, untold } = belongsTo(config.kinds ?? []);
  const isOfKind = config.kinds === undefined ? TRUE : anyOf(...tests);
  const wanted = [isOfKind, ...goesWhere(config), chosen(config)];
  const marks = templateText === undefined ? marksOf(config, toValue(template ?? {}) as ValueMap) : [];
  const diagnostics = [
    ...(untold.length > 0 ? [untoldKinds(config, untold, place)] : []),
    ...(marks.length === 0 && !wanted.includes(FALSE) ? [unmarked(config, place)] : []),
  ];
  return { graft, variables: [], wanted, marks, diagnostics };
}

/** The rules that keep it out whatever else says yes. */
function goesWhere(config: SidecarConfig): readonly string[] {
  const { os, hostNetwork, knative, template } = config;
  const given = toValue(template ?? {});
  const hasMetadata = Object.keys({ ...labelsOf(given), ...annotationsOf(given) }).length > 0;
  const nodes = os ?? (bringsContainers(config) ? "linux" : undefined);
  return [
    hostNetwork === "skip" ? not(HOST_NETWORK) : TRUE,
    nodes === undefined ? TRUE : nodes === "windows" ? FOR_WINDOWS : not(FOR_WINDOWS),
    knative === "pod" || hasMetadata ? TRUE : not(IS_OF_KNATIVE),
  ];
}

function chosen({ optIn, namespaceSelector, podSelector, policy }: SidecarConfig): string {
  const selected = (given: SidecarConfig["podSelector"], labels: string) =>
    given ? selects(parseSelector(toValue(given)).selector, labels) : TRUE;
  const isSelective = namespaceSelector !== undefined || podSelector !== undefined;
  const byRule = isSelective
    ? allOf(selected(namespaceSelector, NAMESPACE_LABELS), selected(podSelector, LABELS))
    : policy === "enabled"
      ? TRUE
      : FALSE;
  if (optIn === undefined) return byRule;
  const said = ifElse(hasKey(LABELS, optIn), textUnder(LABELS, optIn), textIn(ANNOTATIONS, optIn));
  return byRule === FALSE ? `${said} == 'true'` : ifElse(byRule, `${said} != 'false'`, `${said} == 'true'`);
}

/**
 * Its containers by name and image; without containers, its labels and annotations, or else its volumes. A Knative
 * template mostly gets only labels and annotations.
 */
function marksOf({ onConflict, knative, jsonPatch }: SidecarConfig, template: ValueMap): readonly GuardMark[] {
  const isExact = onConflict !== "keep";
  const containers = [...allContainers(template).map(({ container }) => container), ...addedContainers(jsonPatch)].flatMap(
    ({ name, image }) => (typeof name === "string" && typeof image === "string" ? containerMarks({ name, image, isExact }) : []),
  );
  const metadata = [
    ...keyMarks(labelsOf(template), { map: LABELS, what: "label", isExact }),
    ...keyMarks(annotationsOf(template), { map: ANNOTATIONS, what: "annotation", isExact }),
  ];
  if (containers.length === 0) return metadata.length > 0 ? metadata : volumeMarks(template);
  if (knative === "pod") return containers;
  const unless = (condition: string) => (mark: GuardMark) => ({ ...mark, carried: anyOf(condition, mark.carried) });
  return metadata.length === 0 ? containers : [...containers.map(unless(IS_OF_KNATIVE)), ...metadata.map(unless(not(IS_OF_KNATIVE)))];
}

function containerMarks({ name, image, isExact }: { name: string; image: string; isExact: boolean }): readonly GuardMark[] {
  const missing = { carried: hasContainer(name), lacks: `there is no container ${name}` };
  const exact = { carried: hasImage(name, celText(image)), lacks: `the container ${name} has another image than ${image}` };
  return isExact ? [missing, exact] : [missing];
}

function keyMarks(given: ValueMap, { map, what, isExact }: { map: string; what: string; isExact: boolean }): readonly GuardMark[] {
  return Object.keys(given).map((key) => {
    const value = String(given[key]);
    const carried = isExact ? allOf(hasKey(map, key), `${textUnder(map, key)} == ${celText(value)}`) : hasKey(map, key);
    return { carried, lacks: `there is no ${what} ${key}${isExact ? `: ${value}` : ""}` };
  });
}

function volumeMarks(template: ValueMap): readonly GuardMark[] {
  return volumesOf(template).flatMap(({ name }) =>
    typeof name === "string" ? [{ carried: hasVolume(name), lacks: `there is no volume ${name}` }] : [],
  );
}

function untoldKinds({ name, kinds = [] }: SidecarConfig, untold: readonly string[], place: string): Diagnostic {
  const index = kinds.indexOf(untold[0] as string);
  const jobs = untold.some((kind) => kind === "Job" || kind === "CronJob");
  return diagnostic("GuardIncomplete", {
    message: `The policy does not require ${name} in pods of ${untold.join(", ")}: a pod does not show that it belongs to one`,
    fix: jobs
      ? "list Job and CronJob, or neither: a pod of a CronJob belongs to a Job"
      : "leave kinds out, or check the manifests with podgraft check --require-injected",
    field: { path: `${place}.kinds[${index}]`, current: untold[0] as string },
  });
}

function unmarked({ name, templateText, jsonPatch, jsonPatchText }: SidecarConfig, place: string): Diagnostic {
  const text = templateText !== undefined ? "templateText" : jsonPatchText !== undefined ? "jsonPatchText" : undefined;
  const field = text ?? (jsonPatch ? "jsonPatch" : "appContainers");
  const why = text === undefined ? "changes what a pod has" : "is known for each pod only once its template runs";
  return diagnostic("GuardIncomplete", {
    message: `The policy does not require ${name}: what it adds ${why}`,
    fix:
      text === undefined
        ? "give its template a label or an annotation, which the policy then asks for"
        : "write it as a template, or check the manifests with podgraft check --require-injected",
    field: { path: `${place}.${field}` },
  });
}
