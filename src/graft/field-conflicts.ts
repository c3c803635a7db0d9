import { type Change, changes, type Path } from "../change/changes.ts";
import { compare, type ListKeys } from "../change/compare.ts";
import { type Diagnostic, diagnostic } from "../diagnostic/diagnostic.ts";
import { describe } from "../kube/describe.ts";
import { schemaListKeys } from "../kube/list-keys.ts";
import { isDirective } from "../kube/patch-directives.ts";
import { isContainerList } from "../kube/pod.ts";
import { podTemplateSchema } from "../kube/schema.ts";
import { joiningMerge, strategicMerge } from "../kube/strategic-merge.ts";
import { mayExclude } from "../kube/union-members.ts";
import { remembered } from "../value/remembered.ts";
import { equal, isList, isMap, type Value, type ValueMap } from "../value/value.ts";
import { beforeGraft, type Contribution, type Grafting } from "./grafting.ts";
import { pathText, valueAt } from "./path.ts";
import { originAt } from "./pod-fault.ts";

/**
 * Errors for every field to which two grafts write different values: the later one's patch changes what the earlier one
 * wrote, or did to the pod besides its patch. The order of lists does not matter.
 */
export function fieldConflicts(grafting: Grafting): readonly Diagnostic[] {
  const { contributions, pathTo } = grafting;
  return contributions.flatMap((later, index) => {
    const earlier = contributions.slice(0, index).filter(({ graft }) => graft !== later.graft);
    const before = beforeGraft(grafting, index);
    const written = earlier.flatMap((one) => undone(one, later, before));
    const paths = pathsOf(written);
    const parts = earlier.filter(({ graft }) => graft.hasInjector);
    const whole = parts.filter(({ graft }, i) => parts.findIndex((part) => part.graft === graft) === i);
    const besides = whole.flatMap((one) => overwritten(one, beforeGraft(grafting, contributions.indexOf(one)), changesBy(before, later)));
    return [...written, ...besides.filter(({ path }) => !paths.has(pathText(path)))].map((clash) => ({
      ...conflict(clash, later.party, { path: pathTo(clash.path), areNamesakes: areNamesakes(clash, later, grafting.before) }),
      ...originAt(later, clash.path),
    }));
  });
}

/** What the two want at a path; absent: nothing. */
interface Clash {
  readonly path: Path;
  /** The earlier party, and what it wants. */
  readonly party: string;
  readonly from: Contribution;
  readonly earlier: Value | undefined;
  readonly later: Value | undefined;
}

/** What the later patch itself changes of the earlier one: merging the earlier one again would change it back. */
function undone(from: Contribution, later: Contribution, before: ValueMap): readonly Clash[] {
  const { party, patch } = from;
  if (!isMap(patch) || !isMap(later.patch) || !meet(patch)(later.patch)) return [];
  const again = (pod: Value) => changesFrom(pod, joiningMerge(pod, patch, podTemplateSchema).value);
  const found = again(later.applied.podTemplate);
  if (found.length === 0) return [];
  const byPatch = pathsOf(again(merged(before, later)));
  const different = pathsOf(again(before));
  const { adopted = [] } = later.applied;
  const isAdopted = ([, , step]: Path) => typeof step === "object" && adopted.includes(step.item);
  const isTold = (path: string) => byPatch.has(path) && !different.has(path);
  return found
    .filter(({ path }) => isTold(pathText(path)) && !isAdopted(path))
    .map((change) => ({ path: change.path, party, from, earlier: change.after, later: change.before }));
}

/** What a later patch changes of all that an earlier graft did to the pod. */
function overwritten(from: Contribution, earliest: ValueMap, made: readonly Replaced[]): readonly Clash[] {
  const { graft, applied } = from;
  return made.flatMap(({ path, before, after }) => {
    const there = valueAt(applied.podTemplate, path, LIST_KEYS);
    const isTheirs = equal(there, before) && !equal(there, valueAt(earliest, path, LIST_KEYS));
    return isTheirs ? [{ path, party: graft.party, from, earlier: before, later: after }] : [];
  });
}

/** Merged as the graft itself does it; an injector does it exactly as Kubernetes. */
function merged(pod: Value, { graft, patch }: Contribution): Value {
  return (graft.hasInjector ? strategicMerge : joiningMerge)(pod, patch, podTemplateSchema).value;
}

interface Replaced {
  readonly path: Path;
  readonly before?: Value;
  readonly after?: Value;
}

function changesBy(pod: Value, contribution: Contribution): readonly Replaced[] {
  return changesFrom(pod, merged(pod, contribution));
}

/** What merging a patch changed; the order of lists does not count. */
function changesFrom(pod: Value, after: Value): readonly Replaced[] {
  const found: readonly Change[] = changes(compare(pod, after, LIST_KEYS));
  return found.flatMap((change) => {
    const isOrder = change.op === "order" || (change.op === "set" && hasSameItems(change.before, change.after));
    return isOrder ? [] : [change as Replaced];
  });
}

function pathsOf(found: readonly Pick<Replaced, "path">[]): ReadonlySet<string> {
  return new Set(found.map(({ path }) => pathText(path)));
}

const LIST_KEYS = schemaListKeys(podTemplateSchema);

/** Patches are the same objects for one workload after the other, and most have no field in common. */
const meet = remembered((a: ValueMap) => remembered((b: ValueMap) => differInCommon(a, b, LIST_KEYS)));

/** Whether two patches may write different values to one place. A directive affects more than its own place. */
function differInCommon(a: Value, b: Value, keys: ListKeys): boolean {
  if (isMap(a) && isMap(b)) {
    if ([...Object.keys(a), ...Object.keys(b)].some(isDirective)) return true;
    return Object.keys(a).some(
      (key) =>
        (key in b && differInCommon(a[key] as Value, b[key] as Value, keys.field(key))) ||
        Object.keys(b).some((other) => mayExclude(key, other)),
    );
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

/** Whether two sidecars, neither of which is an injector's, both bring the container that a path leads into. */
function areNamesakes({ path, from }: Clash, later: Contribution, pod: ValueMap): boolean {
  const [spec, list] = path;
  if (spec !== "spec" || !isContainerList(list) || from.graft.hasInjector || later.graft.hasInjector) return false;
  const container = path.slice(0, 3);
  const brings = ({ patch }: Contribution) => valueAt(patch, [...container, "image"], LIST_KEYS) !== undefined;
  return valueAt(pod, container, LIST_KEYS) === undefined && brings(from) && brings(later);
}

interface Conflict {
  readonly path: string;
  readonly areNamesakes: boolean;
}

function conflict({ party, earlier, later }: Clash, laterParty: string, { path, areNamesakes }: Conflict): Diagnostic {
  const says = (value: Value | undefined) => (value === undefined ? "removes it" : `writes ${describe(value)}`);
  return diagnostic("FieldConflict", {
    message: `Cannot graft ${path}: ${party} ${says(earlier)}, ${laterParty} ${says(later)}; expected one value`,
    fix: `${areNamesakes ? "give one of the two containers another name; or, if they are meant to be one, " : ""}give both the same value, or leave the field out of one of them`,
    field: { path, ...(earlier !== undefined && { current: earlier }), ...(later !== undefined && { proposed: later }) },
  });
}
