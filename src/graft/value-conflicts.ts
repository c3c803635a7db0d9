import { type Diagnostic, diagnostic } from "../diagnostic/diagnostic.ts";
import { describe } from "../kube/describe.ts";
import { schemaListKeys } from "../kube/list-keys.ts";
import { podTemplateSchema } from "../kube/schema.ts";
import type { Value } from "../value/value.ts";
import { stableJson } from "./digest.ts";
import type { Contribution, Grafting } from "./grafting.ts";
import { updateAt } from "./path.ts";
import { originAt } from "./pod-fault.ts";
import { isWithin } from "./readable-path.ts";
import type { Taken } from "./taken-values.ts";

/**
 * What a sidecar's patch takes of the pod's own values: an error, or what the sidecar's `onConflict` says. Fields that
 * `told` already reports are not reported again.
 */
export function valueConflicts(grafting: Grafting, told: readonly Diagnostic[]): readonly Diagnostic[] {
  return grafting.contributions.flatMap((contribution) => {
    const { graft, applied, patch } = contribution;
    if (graft.onConflict === undefined) return [];
    const kept = (applied.kept ?? []).map((taken) => keptValue(grafting, contribution, taken));
    const taken = grafting.taken(patch).filter(({ path }) => !isTold(grafting.pathTo(path), told));
    return [...kept, ...taken.map((one) => ({ ...takenValue(grafting, contribution, one), ...originAt(contribution, one.by) }))];
  });
}

/** The patch without the parts that take values away; those that do so on purpose stay. */
export function withoutTaken(patch: Value, taken: readonly Taken[]): Value {
  return taken.reduce((left, { by }) => updateAt(left, { path: by, keys: LIST_KEYS }, () => undefined), patch);
}

const LIST_KEYS = schemaListKeys(podTemplateSchema);

function isTold(path: string, told: readonly Diagnostic[]): boolean {
  return told.some(({ field }) => field !== undefined && (isWithin(path, field.path) || isWithin(field.path, path)));
}

function takenValue(grafting: Grafting, contribution: Contribution, taken: Taken): Diagnostic {
  const { graft, party } = contribution;
  const [metadata, labels, label] = taken.path;
  const isLabel = metadata === "metadata" && labels === "labels" && typeof label === "string";
  const selector = isLabel ? grafting.selectedBy(label) : undefined;
  const told = texts(grafting, taken);
  if (selector !== undefined) {
    return diagnostic("FieldConflict", {
      message: `Cannot graft ${told.path}: ${selector} selects the pod by this label, which is ${told.before}, and ${party} ${told.does}; expected that it stays`,
      fix: "set the sidecar's onConflict to keep, or leave the label out of it",
      field: told.field,
    });
  }
  if (graft.onConflict === "replace" || taken.isOnPurpose) {
    const how = taken.after === undefined ? "removed" : "replaced";
    const message = `${told.path} of the pod is ${how}: it is ${told.before}, and ${party} ${told.does}`;
    const fix = taken.isOnPurpose
      ? "remove this, if the pod is to keep it"
      : "set the sidecar's onConflict to keep, which leaves the pod's value, or change its field";
    return { ...diagnostic("FieldConflict", { message, fix, field: told.field }), severity: "warning" };
  }
  return diagnostic("FieldConflict", {
    message: `Cannot graft ${told.path}: the pod has ${told.before}, ${party} ${told.does}; expected one value`,
    fix: "set the sidecar's onConflict to keep (the pod's value) or replace (its own), or change its field",
    field: told.field,
  });
}

function keptValue(grafting: Grafting, contribution: Contribution, taken: Taken): Diagnostic {
  const { path, before, does, field } = texts(grafting, taken);
  const message = `${path} stays ${before}, as the pod has it: ${contribution.party} ${does}, and its onConflict is keep`;
  return { ...diagnostic("FieldConflict", { message, field }), severity: "info" };
}

function texts({ pathTo }: Grafting, { path, before, after, by }: Taken) {
  const place = pathTo(path);
  const other = by.at(-1);
  const isElsewhere = by.length === path.length && other !== path.at(-1) && typeof other === "string";
  const does = after === undefined ? "removes it" : isElsewhere ? `writes ${other} instead` : `writes ${shown(after)}`;
  return {
    path: place,
    before: shown(before),
    does,
    field: { path: place, current: before, ...(after !== undefined && { proposed: after }) },
  };
}

/** For a list or map, its content if that is short: that both are lists is not a difference. */
function shown(value: Value): string {
  const text = typeof value === "object" ? stableJson(value) : "";
  return text === "" || text.length > LONGEST ? describe(value) : text;
}

const LONGEST = 80;
