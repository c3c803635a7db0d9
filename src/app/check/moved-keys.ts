import { compare } from "../../change/compare.ts";
import type { Diagnostic, MetadataKey, Move } from "../../diagnostic/diagnostic.ts";
import { replaceAt, type TemplatePath } from "../../graft/replace-at.ts";
import { workloadListKeys } from "../../kube/list-keys.ts";
import { at, equal, isMap, newMap, type Value, type ValueMap, withKey } from "../../value/value.ts";
import type { Sources } from "../inject/sources.ts";
import { type FoundWorkload, workloadsOf } from "../inject/workloads.ts";
import { textAt } from "../written-scalar.ts";
import { type FixStep, fixedBy, withEdits } from "./fix-step.ts";

type Path = readonly (string | number)[];

/**
 * Moves labels and annotations. It leaves those without a value, those whose new place has another value, and those
 * that a selector needs.
 */
export function movedKeys({ inputs, config }: Sources, findings: readonly Diagnostic[]): FixStep {
  const fixed: Diagnostic[] = [];
  const moving = findings.filter(({ move }) => move !== undefined);
  const workloads = inputs.flatMap((file) => workloadsOf(file.objects, config.spec.workloads).map((workload) => ({ file, workload })));
  const edits = workloads.flatMap(({ file, workload }) => {
    const { object, templates } = workload;
    const value = moving.reduce<Value>((before, found) => {
      if (found.resource !== object.identity || !found.move) return before;
      const after = moved(before, found.move, { workload, textOf: (path) => textAt(file, object, path) });
      if (after !== before) fixed.push(fixedBy(found, moveText(found.move, object.identity.kind)));
      return after;
    }, object.value);
    const delta = compare(object.value, value, workloadListKeys(templates));
    return delta ? [{ object, delta }] : [];
  });
  return { texts: withEdits(inputs, edits), fixed };
}

function moveText({ from, to }: Move, kind: string): string {
  const place = ({ of, which, name }: MetadataKey) => `${which.slice(0, -1)} ${name} of the ${of === "workload" ? kind : "pod template"}`;
  return `the ${place(from)} is the ${place(to)} now`;
}

interface Moving {
  readonly workload: FoundWorkload;
  readonly textOf: (path: Path) => string | undefined;
}

/** The object with the value in its new place; the same object if that is impossible. */
function moved(object: Value, { from, to }: Move, { workload: { templates }, textOf }: Moving): Value {
  const ownersOf = ({ of }: MetadataKey): readonly TemplatePath[] => (of === "workload" ? [[]] : templates);
  const pathOf = (owner: TemplatePath, { path = ["metadata"], which, name }: MetadataKey) => [...owner, ...path, which, name];
  const sources = ownersOf(from).filter((owner) => at(object, ...pathOf(owner, from)) !== undefined);
  if (sources.length === 0 || isSelected(object, from)) return object;
  let after = object;
  for (const source of sources) {
    const value = textOf(pathOf(source, from));
    if (value === undefined) return object;
    const targets = from.of === to.of ? [source] : ownersOf(to).filter((owner) => isBelow(owner, from));
    const isTaken = targets.some((owner) => {
      const there = at(after, ...pathOf(owner, to));
      return there !== undefined && !equal(there, value);
    });
    if (isTaken || targets.length === 0) return object;
    after = withEntry(after, { path: pathOf(source, from), value: undefined });
    for (const owner of targets) after = withEntry(after, { path: pathOf(owner, to), value });
  }
  return after;
}

/** Whether the key is around this pod template. */
function isBelow(template: TemplatePath, { path = ["metadata"] }: MetadataKey): boolean {
  return path.slice(0, -1).every((step, i) => step === template[i]);
}

/** Whether the workload's own selector needs the label. */
function isSelected(object: Value, { of, path, which, name }: MetadataKey): boolean {
  if (of === "workload" || path !== undefined || which !== "labels") return false;
  const selector = at(object, "spec", "selector");
  return JSON.stringify(selector ?? null, (_, value) => (typeof value === "bigint" ? String(value) : value)).includes(JSON.stringify(name));
}

/** The value with a map's entry set, or removed, together with the map if that was its last entry. */
function withEntry(value: Value, { path, value: entry }: { path: Path; value: Value | undefined }): Value {
  const owner = path.slice(0, -2);
  const [which, name] = path.slice(-2) as [string, string];
  const found = at(value, ...owner);
  const parent = isMap(found) ? found : newMap();
  const map = at(parent, which);
  const next: ValueMap = withKey(isMap(map) ? map : newMap(), name, entry);
  const isGone = entry === undefined && Object.keys(next).length === 0;
  return replaceAt(value, owner, withKey(parent, which, isGone ? undefined : next));
}
