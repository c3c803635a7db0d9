import { type Diagnostic, diagnostic } from "../diagnostic/diagnostic.ts";
import { remembered } from "../value/remembered.ts";
import { isList, isMap, newMap, type Value, type ValueList, type ValueMap } from "../value/value.ts";
import { describe } from "./describe.ts";
import { joinedList } from "./joined-lists.ts";
import {
  DELETE_FROM_LIST,
  isDirective,
  isListDirective,
  listNameOf,
  PATCH,
  RETAIN_KEYS,
  SET_ELEMENT_ORDER,
  takenWhole,
  withoutDirectiveKeys,
} from "./patch-directives.ts";
import { fieldOf, itemOf, type Schema } from "./schema.ts";
import { type Draft, draftOf, own, reuse, setKey } from "./sharing.ts";
import { deleteFromList, type ListPlace, mergeList, mergeOrderedList, type ReportPatch } from "./strategic-merge-list.ts";
import { unionMembers } from "./union-members.ts";

export interface MergeResult {
  readonly value: Value;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Kubernetes' strategic merge patch: `original` with `patch` merged into it. Wherever the patch changes nothing, the
 * result has the original's own object, so that callers compare by reference first. New keys of a map come after the
 * original's. If the patch is malformed, `value` is the original, and the diagnostics report all faults, with paths
 * that start at `original`.
 *
 * Differs from API machinery, on purpose:
 * - ports are distinguished by number and protocol (item-key.ts);
 * - fields that the schema does not know are merged as far as possible (maps by key, lists as a whole), not refused;
 * - directives never reach the result (patch-directives.ts);
 * - a directive of a wrong type is always an error; API machinery ignores some.
 *
 * Source: apimachinery pkg/util/strategicpatch/patch.go StrategicMergePatch
 */
export function strategicMerge(original: Value, patch: Value, schema: Schema | undefined): MergeResult {
  return merge(original, patch, { schema, joins: false });
}

/**
 * The same for a patch that should take nothing from the original: lists that are sets in meaning are joined. If a
 * struct may have only one of several fields, the patch's replaces the original's.
 */
export function joiningMerge(original: Value, patch: Value, schema: Schema | undefined): MergeResult {
  return merge(original, patch, { schema, joins: true });
}

function merge(original: Value, patch: Value, { schema, joins }: Pick<MergePlace, "schema" | "joins">): MergeResult {
  const diagnostics: Diagnostic[] = [];
  const report: ReportPatch = (path, problem, fix) => diagnostics.push(invalidPatch(path, problem, fix));
  const place: MergePlace = { schema, joins, path: "", report };
  let value = original;
  if ((isMap(patch) || isList(patch)) && isTooDeep(patch))
    report("", `the patch is nested too deep; at most ${DEPTH_LIMIT} levels are merged`);
  else if (patch !== null && !isMap(patch)) report("", "the patch is not a map; a patch is a map of what to change");
  else if (original !== null && !isMap(original)) report("", "the original is not a map; only a map can be patched");
  else if (patch !== null) value = mergeMap(original ?? newMap(), patch, place);
  return { value: diagnostics.length > 0 ? original : value, diagnostics };
}

const DEPTH_LIMIT = 200;

interface MergePlace {
  readonly schema: Schema | undefined;
  /** Whether the patch takes nothing that it can leave: {@link joiningMerge}. */
  readonly joins: boolean;
  readonly path: string;
  readonly report: ReportPatch;
}

function invalidPatch(path: string, problem: string, fix = "correct the patch, or the field that it is merged into"): Diagnostic {
  return diagnostic("InvalidPatch", {
    message: `Cannot merge ${path || "the patch"}: ${problem}`,
    fix,
    ...(path !== "" && { field: { path } }),
  });
}

/** Source: apimachinery pkg/util/strategicpatch/patch.go mergeMap */
function mergeMap(original: ValueMap, patch: ValueMap, place: MergePlace): Value {
  const draft = draftOf(original);
  if (place.joins) dropOtherMembers(draft, patch, place.schema);
  if (hasDirectives(patch)) return mergeDirectives(draft, patch, place);
  for (const key in patch) mergeKey(draft, key, { patch: patch[key] as Value, place });
  return draft.map;
}

/** If a struct may have only one of several fields, the one that the patch names replaces the others. */
function dropOtherMembers(draft: Draft, patch: ValueMap, schema: Schema | undefined): void {
  const members = unionMembers(schema?.type);
  if (!members.some((member) => (own(patch, member) ?? null) !== null)) return;
  for (const member of members) if (!Object.hasOwn(patch, member)) setKey(draft, member, undefined);
}

/** A key that begins like a directive may be one. */
function hasDirectives(patch: ValueMap): boolean {
  for (const key in patch) if (key.startsWith("$")) return true;
  return false;
}

/** Source: apimachinery pkg/util/strategicpatch/patch.go mergeMap */
function mergeDirectives(draft: Draft, patch: ValueMap, place: MergePlace): Value {
  if (Object.hasOwn(patch, PATCH)) return replacedMap(draft.map, patch, place);
  retainKeys(draft, patch, place);
  const ordered = mergeOrderedLists(draft, patch, place);
  for (const key of Object.keys(patch)) {
    if (key === RETAIN_KEYS || ordered.has(key) || isListDirective(key, SET_ELEMENT_ORDER)) continue;
    if (isListDirective(key, DELETE_FROM_LIST)) deleteFromListAt(draft, key, { patch: patch[key] as Value, place });
    else mergeKey(draft, key, { patch: patch[key] as Value, place });
  }
  return draft.map;
}

/** Source: apimachinery pkg/util/strategicpatch/patch.go handleDirectiveInMergeMap */
function replacedMap(original: ValueMap, patch: ValueMap, { path, report }: MergePlace): Value {
  const directive = patch[PATCH] as Value;
  if (directive === "replace") return reuse(original, withoutDirectiveKeys(patch));
  if (directive === "delete") return reuse(original, newMap());
  report(path, `$patch: ${describe(directive)} is not known for a map, only delete and replace`);
  return original;
}

/** Source: apimachinery pkg/util/strategicpatch/patch.go applyRetainKeysDirective */
function retainKeys(draft: Draft, patch: ValueMap, { path, report }: MergePlace): void {
  if (!Object.hasOwn(patch, RETAIN_KEYS)) return;
  const listed = patch[RETAIN_KEYS] as Value;
  if (!isList(listed)) {
    report(path, `${RETAIN_KEYS} is not a list; it lists the keys to keep`);
    return;
  }
  const retained = new Set(listed);
  const isLeftOut = (key: string) => patch[key] !== null && !isDirective(key) && !retained.has(key);
  for (const key of Object.keys(patch).filter(isLeftOut)) report(path, `${RETAIN_KEYS} leaves out ${key}, which the patch sets`);
  for (const key of Object.keys(draft.map)) if (!retained.has(key)) setKey(draft, key, undefined);
}

/** Merges the lists whose order the patch gives; their names. */
function mergeOrderedLists(draft: Draft, patch: ValueMap, place: MergePlace): ReadonlySet<string> {
  const merged = new Set<string>();
  for (const directive of Object.keys(patch).filter((key) => isListDirective(key, SET_ELEMENT_ORDER))) {
    const name = listNameOf(directive);
    const order = patch[directive] as Value;
    if (name === undefined) place.report(place.path, `${directive} names no list; expected ${SET_ELEMENT_ORDER}/LIST`);
    else if (!isList(order)) place.report(place.path, `${directive} is not a list; it lists the items in their order`);
    else {
      const original = own(draft.map, name);
      const added = own(patch, name);
      if (original === undefined && added === undefined) continue;
      merged.add(name);
      if (isListOrAbsent(original) && isListOrAbsent(added))
        setKey(draft, name, mergeOrderedList(original, added, { ...listPlace(name, place), order }));
      else place.report(pathTo(name, place), `${directive} orders a list, and this is not one`);
    }
  }
  return merged;
}

interface Change {
  readonly patch: Value;
  readonly place: MergePlace;
}

function mergeKey(draft: Draft, key: string, { patch, place }: Change): void {
  const original = own(draft.map, key);
  const path = pathTo(key, place);
  const schema = fieldOf(place.schema, key);
  if (patch === null) setKey(draft, key, undefined);
  else if (isMap(original) && isMap(patch)) setKey(draft, key, mergeMap(original, patch, { ...place, schema, path }));
  else if (isList(original) && isList(patch)) {
    setKey(draft, key, mergedList(key, { original, patch, place }));
  } else setKey(draft, key, takenWhole(patch));
}

function mergedList(key: string, { original, patch, place }: { original: ValueList; patch: ValueList; place: MergePlace }): ValueList {
  const joined = place.joins ? joinedList(`${place.schema?.type}.${key}`, original, patch) : undefined;
  if (joined) return joined;
  const merges = fieldOf(place.schema, key)?.patchStrategy === "merge";
  return merges ? mergeList(original, patch, listPlace(key, place)) : (reuse(original, withoutDirectiveKeys(patch)) as ValueList);
}

function deleteFromListAt(draft: Draft, directive: string, { patch, place }: Change): void {
  const name = listNameOf(directive);
  if (name === undefined) place.report(place.path, `${directive} names no list; expected ${DELETE_FROM_LIST}/LIST`);
  else if (patch === null) setKey(draft, name, undefined);
  else if (!isList(patch)) place.report(place.path, `${directive} is not a list; it lists the items to delete`);
  else {
    const original = own(draft.map, name);
    if (isList(original)) setKey(draft, name, deleteFromList(original, patch, listPlace(name, place)));
  }
}

function listPlace(key: string, place: MergePlace): ListPlace {
  const schema = fieldOf(place.schema, key);
  const item = itemOf(schema);
  const mergeItem = (original: ValueMap, patch: ValueMap, path: string) => mergeMap(original, patch, { ...place, schema: item, path });
  return { schema, path: pathTo(key, place), report: place.report, mergeItem };
}

function pathTo(key: string, { path }: MergePlace): string {
  return path === "" ? key : `${path}.${key}`;
}

function isListOrAbsent(value: Value | undefined): value is ValueList | undefined {
  return value === undefined || isList(value);
}

/** One patch is merged into many originals. */
const isTooDeep = remembered((patch: ValueMap | ValueList) => isDeeperThan(patch, DEPTH_LIMIT));

function isDeeperThan(value: Value, limit: number): boolean {
  if (value === null || typeof value !== "object") return false;
  if (limit === 0) return true;
  if (isList(value)) {
    for (let i = 0; i < value.length; i++) if (isDeeperThan(value[i] as Value, limit - 1)) return true;
    return false;
  }
  for (const key in value) if (isDeeperThan((value as ValueMap)[key] as Value, limit - 1)) return true;
  return false;
}
