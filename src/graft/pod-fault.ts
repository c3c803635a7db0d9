import type { Path, Step } from "../change/changes.ts";
import type { Diagnostic } from "../diagnostic/diagnostic.ts";
import { describe } from "../kube/describe.ts";
import { fieldOf, identityOf, itemOf, podTemplateSchema, type Schema } from "../kube/schema.ts";
import type { Fault } from "../kube/validate/fault.ts";
import { isList, isMap, type Value, type ValueMap } from "../value/value.ts";
import type { Contribution } from "./grafting.ts";

type PlacedFault = Pick<Fault, "path" | "found" | "expected">;

/** A fault with its keyed path, and the key that identifies the same fault in another pod. */
export interface LocatedFault<Found extends PlacedFault = Fault> {
  readonly fault: Found;
  readonly path: Path;
  readonly key: string;
}

/** Faults with paths in which list items have their identity, because their index may differ from pod to pod. */
export function located<Found extends PlacedFault>(podTemplate: ValueMap, faults: readonly Found[]): readonly LocatedFault<Found>[] {
  return faults.map((fault) => {
    const path = keyed(podTemplate, fault.path);
    const place = path.map((step) => (typeof step === "string" ? step : /^\d+$/.test(step.item) ? "[]" : `[${step.item}]`)).join("/");
    return { fault, path, key: `${place} ${describe(fault.found)} ${fault.expected}` };
  });
}

function keyed(podTemplate: ValueMap, steps: Fault["path"]): Path {
  let value: Value | undefined = podTemplate;
  let schema: Schema | undefined = podTemplateSchema;
  return steps.map((step) => {
    if (typeof step === "string") {
      value = isMap(value) ? value[step] : undefined;
      schema = fieldOf(schema, step);
      return step;
    }
    const item: Value | undefined = isList(value) ? value[step] : undefined;
    const identity = item === undefined ? undefined : identityOf(schema, item);
    value = item;
    schema = itemOf(schema);
    return { item: identity ?? String(step) };
  });
}

/** The place in the configuration of what a graft's patch has at a path. */
export function originAt({ graft, patch }: Contribution, path: Path): Pick<Diagnostic, "origin"> {
  const origin = graft.origin?.(stepsIn(patch, path));
  return origin === undefined ? {} : { origin };
}

/** The place in a patch that leads to a field, as far as the patch goes: keys and list indices. */
export function stepsIn(patch: Value, path: Path): readonly (string | number)[] {
  const steps: (string | number)[] = [];
  let [value, schema]: readonly [Value, Schema | undefined] = [patch, podTemplateSchema];
  for (const step of path) {
    const at = stepIn(value, step, schema);
    const next = isMap(value) ? value[at] : isList(value) ? value[at as number] : undefined;
    if (next === undefined) break;
    steps.push(at);
    schema = typeof at === "string" ? fieldOf(schema, at) : itemOf(schema);
    value = next;
  }
  return steps;
}

function stepIn(value: Value, step: Step, list: Schema | undefined): string | number {
  if (typeof step === "string") return step;
  return isList(value) ? value.findIndex((item, index) => (identityOf(list, item) ?? String(index)) === step.item) : -1;
}
