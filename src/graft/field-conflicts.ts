import { type Change, changes } from "../change/changes.ts";
import { compare, type ListKeys } from "../change/compare.ts";
import { type Diagnostic, diagnostic } from "../diagnostic/diagnostic.ts";
import { describe } from "../kube/describe.ts";
import { schemaListKeys } from "../kube/list-keys.ts";
import { isDirective } from "../kube/patch-directives.ts";
import { podTemplateSchema } from "../kube/schema.ts";
import { strategicMerge } from "../kube/strategic-merge.ts";
import { remembered } from "../value/remembered.ts";
import { equal, isList, isMap, type Value, type ValueMap } from "../value/value.ts";
import { beforeGraft, type Contribution, type Grafting } from "./grafting.ts";
import { pathText } from "./path.ts";

/**
 * Errors for every field to which two grafts write different values: merging the earlier one's patch once more, over the
 * later one's, would change it. The order of lists does not count.
 */
export function fieldConflicts(grafting: Grafting): readonly Diagnostic[] {
  const { contributions, pathTo } = grafting;
  return contributions.flatMap((later, index) =>
    contributions.slice(0, index).flatMap((earlier) => {
      if (!isMap(earlier.patch) || !isMap(later.patch) || !meet(earlier.patch)(later.patch)) return [];
      const found = undone(earlier, later, beforeGraft(grafting, index));
      return found.map((change) => conflict(change, { earlier, later, path: pathTo(change.path) }));
    }),
  );
}

/** What the later patch itself changes of the earlier one: not what was different before it, nor what its graft did besides. */
function undone({ patch }: Contribution, later: Contribution, before: ValueMap): readonly Change[] {
  const again = (pod: Value) => againChanges(pod, patch);
  const found = again(later.podTemplate);
  if (found.length === 0) return [];
  const textOf = (change: Change) => pathText(change.path);
  const byPatch = new Set(again(strategicMerge(before, later.patch, podTemplateSchema).value).map(textOf));
  const earlier = new Set(again(before).map(textOf));
  return found.filter((change) => byPatch.has(textOf(change)) && !earlier.has(textOf(change)));
}

/** What merging a patch once more changes. */
function againChanges(pod: Value, patch: Value): readonly Change[] {
  const again = strategicMerge(pod, patch, podTemplateSchema).value;
  const found = changes(compare(pod, again, schemaListKeys(podTemplateSchema)));
  return found.filter((change) => change.op !== "order" && !(change.op === "set" && hasSameItems(change.before, change.after)));
}

/** Patches are the same objects for one workload after the other, and most have no field in common. */
const meet = remembered((a: ValueMap) => remembered((b: ValueMap) => differInCommon(a, b, schemaListKeys(podTemplateSchema))));

/** Whether two patches may write different values to one place; directives speak of more than they stand at. */
function differInCommon(a: Value, b: Value, keys: ListKeys): boolean {
  if (isMap(a) && isMap(b)) {
    if ([...Object.keys(a), ...Object.keys(b)].some(isDirective)) return true;
    return Object.keys(a).some((key) => key in b && differInCommon(a[key] as Value, b[key] as Value, keys.field(key)));
  }
  if (!isList(a) || !isList(b)) return !equal(a, b);
  const ids = b.map((item, i) => keys.identify(item, i));
  return a.some((item, i) => {
    const id = keys.identify(item, i);
    if (id === undefined || ids.includes(undefined)) return !equal(a, b);
    return ids.includes(id) && differInCommon(item, b[ids.indexOf(id)] as Value, keys.item());
  });
}

function hasSameItems(a: Value, b: Value): boolean {
  return isList(a) && isList(b) && a.length === b.length && a.every((item) => b.some((other) => equal(item, other)));
}

interface Sides {
  readonly earlier: Contribution;
  readonly later: Contribution;
  readonly path: string;
}

function conflict(change: Change, { earlier, later, path }: Sides): Diagnostic {
  const wanted = change.op === "set" || change.op === "add" ? change.after : undefined;
  const written = change.op === "set" || change.op === "remove" ? change.before : undefined;
  const says = (value: Value | undefined) => (value === undefined ? "removes it" : `writes ${describe(value)}`);
  return diagnostic("FieldConflict", {
    message: `Cannot graft ${path}: ${earlier.graft.party} ${says(wanted)}, ${later.graft.party} ${says(written)}; expected one value`,
    fix: "give both the same value, or leave the field out of one of them",
    field: { path, ...(wanted !== undefined && { current: wanted }), ...(written !== undefined && { proposed: written }) },
  });
}
