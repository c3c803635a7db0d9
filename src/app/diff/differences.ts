import { type Change, changes } from "../../change/changes.ts";
import { compare } from "../../change/compare.ts";
import type { Delta } from "../../change/delta.ts";
import type { Diagnostic, Location, ResourceIdentity } from "../../diagnostic/diagnostic.ts";
import { withoutProvenance } from "../../graft/annotate.ts";
import { readablePath } from "../../graft/readable-path.ts";
import type { TemplatePath } from "../../graft/replace-at.ts";
import { workloadListKeys } from "../../kube/list-keys.ts";
import { podTemplatePaths } from "../../kube/workloads.ts";
import { at, type Value, type ValueMap } from "../../value/value.ts";
import type { WorkloadOutcome } from "../inject/inject-workload.ts";
import type { SourceTexts } from "../inject/sources.ts";
import { injectTexts } from "../inject/texts.ts";
import { touchesTemplates } from "../inject/workloads.ts";
import { maskOf } from "../mask.ts";
import type { NamedText } from "../named-text.ts";
import { type Meaning, meaningOf } from "./meaning.ts";
import { type PodSums, podSums, type Sums, sumsBetween } from "./pod-sums.ts";

/** The changes in one workload. */
export interface Difference {
  readonly resource: ResourceIdentity;
  readonly location: Location;
  /** Its pods are recreated, because a pod template changes. */
  readonly restarts: boolean;
  /** It must be deleted and recreated, because its pod template may not change. */
  readonly recreates: boolean;
  readonly changes: readonly MeantChange[];
  readonly sums: Sums;
  readonly delta: Delta;
}

/** One change, by what it means. */
export interface MeantChange {
  readonly meaning: Meaning;
  readonly op: Change["op"];
  readonly path: string;
  readonly before?: Value;
  readonly after?: Value;
}

export interface Differences {
  /** Absent if the inputs could not be read, or a workload cannot be injected. */
  readonly differences?: readonly Difference[];
  /** Each input's text before and after. */
  readonly texts: readonly { readonly file: string; readonly before: string; readonly after: string }[];
  readonly diagnostics: readonly Diagnostic[];
  /** Whether everything could be read. */
  readonly isRead: boolean;
}

/** What injection changes; with `against`, what changes if that configuration replaces the other one. */
export function diffTexts(texts: SourceTexts, { against }: { against?: NamedText | undefined } = {}): Differences {
  const first = injectTexts(texts, { keepsWorkloads: true });
  const second = against ? injectTexts({ ...texts, config: against }, { keepsWorkloads: true }) : first;
  const found = against ? [...first.diagnostics, ...second.diagnostics] : first.diagnostics;
  if (!first.texts || !second.texts) return { texts: [], diagnostics: found, isRead: false };
  if (found.some(({ severity }) => severity === "error")) return { texts: [], diagnostics: found, isRead: true };
  const before = against ? first.texts : texts.inputs.map(({ text }) => text);
  const after = second.texts;
  return {
    differences: second.workloads.flatMap((outcome, i) => {
      const old = against ? valueAfter(first.workloads[i] as WorkloadOutcome) : outcome.object.value;
      return differenceOf(outcome, old);
    }),
    texts: texts.inputs.map(({ file }, i) => ({ file, before: before[i] as string, after: after[i] as string })),
    diagnostics: second.diagnostics,
    isRead: true,
  };
}

/** The same with marks instead of secrets of these and of other texts, except in the deltas. */
export function maskedDifferences({ differences, texts, diagnostics, ...rest }: Differences, others: readonly string[]): Differences {
  const mask = maskOf([...others, ...texts.flatMap(({ before, after }) => [before, after])]);
  const masked = ({ before, after, ...change }: MeantChange): MeantChange => ({
    ...change,
    ...(before !== undefined && { before: mask.value(before) }),
    ...(after !== undefined && { after: mask.value(after) }),
  });
  return {
    ...rest,
    ...(differences && { differences: differences.map((one) => ({ ...one, changes: one.changes.map(masked) })) }),
    texts: texts.map(({ file, before, after }) => ({ file, before: mask.text(before), after: mask.text(after) })),
    diagnostics: mask.told(diagnostics),
  };
}

function valueAfter({ delta, object }: WorkloadOutcome): ValueMap {
  return (delta?.after ?? object.value) as ValueMap;
}

function differenceOf(outcome: WorkloadOutcome, before: ValueMap): readonly Difference[] {
  const { object, location, type } = outcome;
  const after = valueAfter(outcome);
  const templates = podTemplatePaths(after, type).paths;
  const keys = workloadListKeys(templates);
  const delta = before === object.value ? outcome.delta : compare(before, after, keys);
  if (!delta) return [];
  const made = changes(compare(withoutProvenance(before), withoutProvenance(after), keys));
  const restarts = touchesTemplates(made, templates);
  return [
    {
      resource: object.identity,
      location,
      restarts,
      recreates: restarts && type.immutable === true,
      changes: made.map(meant),
      sums: sumsBetween(sumsOf(before, templates), sumsOf(after, templates)),
      delta,
    },
  ];
}

function sumsOf(value: ValueMap, templates: readonly TemplatePath[]): readonly PodSums[] {
  const replicas = at(value, "spec", "replicas");
  return templates.map((template) => podSums(at(value, ...template), typeof replicas === "number" ? replicas : 1));
}

function meant(change: Change): MeantChange {
  const { op, path } = change;
  return {
    meaning: meaningOf(path),
    op,
    path: readablePath(path),
    ...("before" in change && op !== "order" && { before: change.before }),
    ...("after" in change && { after: change.after }),
  };
}
