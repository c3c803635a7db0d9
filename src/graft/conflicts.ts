import type { Diagnostic } from "../diagnostic/diagnostic.ts";
import { isDirective } from "../kube/patch-directives.ts";
import { CONTAINER_LISTS, isContainerList } from "../kube/pod.ts";
import { isList, isMap, mapAt, newMap, type Value, type ValueList, type ValueMap } from "../value/value.ts";
import { containerConflicts } from "./container-conflicts.ts";
import { fieldConflicts } from "./field-conflicts.ts";
import { beforeGraft, type Contribution, type Grafting } from "./grafting.ts";
import { portConflicts } from "./port-conflicts.ts";
import { valueConflicts } from "./value-conflicts.ts";
import { volumeConflicts } from "./volume-conflicts.ts";

/** Whether all grafts only add to the pod, as they nearly always do. Then only their ports can conflict with others. */
export function onlyAdd(grafting: Grafting): boolean {
  return grafting.contributions.every((contribution, index) => meetsNothing(grafting, contribution, index));
}

/** Every contradiction between grafts, or between a graft and the pod; each names both sides. `isAdding` is what {@link onlyAdd} says. */
export function conflicts(grafting: Grafting, isAdding = onlyAdd(grafting)): readonly Diagnostic[] {
  if (isAdding) return portConflicts(grafting);
  const others = [...fieldConflicts(grafting), ...containerConflicts(grafting), ...portConflicts(grafting), ...volumeConflicts(grafting)];
  return [...others, ...valueConflicts(grafting, others)];
}

function meetsNothing(grafting: Grafting, { graft, patch, applied }: Contribution, index: number): boolean {
  // A later graft may add what an injector took away.
  const isBehindInjector = grafting.contributions.slice(0, index).some((earlier) => earlier.graft.hasInjector && earlier.graft !== graft);
  if (isBehindInjector || (applied.kept?.length ?? 0) > 0 || !isMap(patch)) return false;
  const before = beforeGraft(grafting, index);
  for (const key in patch) if (key !== "metadata" && key !== "spec") return false;
  return addsToMetadata(mapAt(before, "metadata"), patch.metadata) && addsToSpec(mapAt(before, "spec"), patch.spec);
}

function addsToMetadata(before: ValueMap, patch: Value | undefined): boolean {
  if (!isMap(patch)) return patch === undefined;
  for (const key in patch) {
    const [own, added] = [before[key] ?? null, patch[key] as Value];
    if (isMap(added) ? !hasOtherKeys(isMap(own) ? own : EMPTY, added) : added === null || own !== null) return false;
  }
  return !hasDirective(patch);
}

/** Another graft may add a key that is removed. */
function hasOtherKeys(own: ValueMap, added: ValueMap): boolean {
  for (const key in added) if (key in own || added[key] === null) return false;
  return !hasDirective(added);
}

const EMPTY = newMap();

function addsToSpec(before: ValueMap, patch: Value | undefined): boolean {
  if (!isMap(patch)) return patch === undefined;
  for (const key in patch) {
    if (isContainerList(key)) {
      if (!CONTAINER_LISTS.every((list) => hasOtherNames(before[list], patch[key]))) return false;
    } else if (key === "volumes") {
      if (!hasOtherNames(before.volumes, patch.volumes)) return false;
    } else if (patch[key] === null || (before[key] ?? null) !== null) return false;
  }
  return !hasDirective(patch);
}

/** Whether two lists share no names, and every item has a name and no directive. */
function hasOtherNames(own: Value = null, added: Value = null): boolean {
  if (!isList(added) || !(own === null || isList(own))) return false;
  return added.every((item) => isMap(item) && typeof item.name === "string" && !hasDirective(item) && !isNamed(own ?? NONE, item.name));
}

const NONE: ValueList = [];

function isNamed(list: ValueList, name: string): boolean {
  return list.some((item) => isMap(item) && item.name === name);
}

function hasDirective(map: ValueMap): boolean {
  for (const key in map) if (isDirective(key)) return true;
  return false;
}
