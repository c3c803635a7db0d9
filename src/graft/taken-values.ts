import type { Path } from "../change/changes.ts";
import { joinedList } from "../kube/joined-lists.ts";
import { DELETE_FROM_LIST, isDirective, isListDirective, listNameOf, PATCH, RETAIN_KEYS } from "../kube/patch-directives.ts";
import { canonicalQuantity } from "../kube/quantity.ts";
import { fieldOf, identityOf, itemOf, podTemplateSchema, type Schema } from "../kube/schema.ts";
import { unionMembers } from "../kube/union-members.ts";
import { equal, isList, isMap, type Value, type ValueList, type ValueMap } from "../value/value.ts";

/** A value of the pod's own that a sidecar's patch takes away. */
export interface Taken {
  readonly path: Path;
  readonly before: Value;
  /** What the patch writes; absent: nothing. */
  readonly after?: Value;
  /** Where the patch writes it; this differs from `path` if a struct may have only one of several fields. */
  readonly by: Path;
  /** The patch takes it with a null or a directive. */
  readonly isOnPurpose?: true;
}

/**
 * The values of a pod template that a sidecar's patch takes away. It takes nothing if it only adds, where both are
 * equal, and where a list is a set that can be joined. Volumes and the images of containers are left out, because they
 * are separate conflicts.
 */
export function takenValues(podTemplate: ValueMap, patch: Value): readonly Taken[] {
  if (!isMap(patch)) return [];
  const found: Taken[] = [];
  inMap(podTemplate, patch, { schema: podTemplateSchema, path: [], found });
  return found;
}

/** The place in a patch and in what it changes, and what the patch takes there. */
interface PatchPlace {
  readonly schema: Schema | undefined;
  /** The struct in which the value is a field. */
  readonly within?: string | undefined;
  readonly path: Path;
  readonly found: Taken[];
}

function inMap(before: ValueMap, patch: ValueMap, place: PatchPlace): void {
  const { schema, path, found } = place;
  if (PATCH in patch) {
    if (Object.keys(before).length > 0) found.push({ path, before, by: path, isOnPurpose: true });
    return;
  }
  const members = unionMembers(schema?.type);
  for (const key in patch) {
    const after = patch[key] as Value;
    if (isDirective(key)) byDirective(before, patch, { ...place, key });
    else if (members.includes(key)) inMember({ before, patch, members, key }, place);
    else if (before[key] !== after) inField(before[key] ?? null, after, below(place, key));
  }
}

function below({ schema, path, found }: PatchPlace, key: string): PatchPlace {
  return { schema: fieldOf(schema, key), within: schema?.type, path: [...path, key], found };
}

function byDirective(before: ValueMap, patch: ValueMap, { key, path, found }: PatchPlace & { readonly key: string }): void {
  const listed = patch[key] as Value;
  const take = (name: string) => {
    const value = before[name] ?? null;
    const by = [...path, name];
    if (value !== null) found.push({ path: by, before: value, by, isOnPurpose: true });
  };
  if (key === RETAIN_KEYS && isList(listed)) for (const name in before) if (!listed.includes(name)) take(name);
  const list = isListDirective(key, DELETE_FROM_LIST) ? listNameOf(key) : undefined;
  if (list !== undefined) take(list);
}

interface Member {
  readonly before: ValueMap;
  readonly patch: ValueMap;
  readonly members: readonly string[];
  readonly key: string;
}

/** One of several fields of which a struct may have only one: taken as a whole. */
function inMember({ before, patch, members, key }: Member, place: PatchPlace): void {
  const { path, found } = place;
  const after = patch[key] as Value;
  const by = [...path, key];
  if (after !== null) {
    for (const other of members)
      if ((before[other] ?? null) !== null && !(other in patch)) found.push({ path: [...path, other], before: before[other]!, after, by });
  }
  const within: Taken[] = [];
  inField(before[key] ?? null, after, { ...below(place, key), found: within });
  if (within.length === 0) return;
  const isOnPurpose = within.every((taken) => taken.isOnPurpose);
  found.push({ path: by, before: before[key] as Value, by, ...(after !== null && { after }), ...(isOnPurpose && { isOnPurpose }) });
}

function inField(before: Value, after: Value, place: PatchPlace): void {
  const { schema, path, found } = place;
  if (before === null || isOwnKind(path)) return;
  if (after === null) found.push({ path, before, by: path, isOnPurpose: true });
  else if (isMap(before) && isMap(after)) inMap(before, after, place);
  else if (isList(before) && isList(after)) inList(before, after, place);
  else if (isPlain(before) && isPlain(after) && !isSame(before, after, schema)) found.push({ path, before, after, by: path });
}

/** Where other conflicts report what happens to two values. */
function isOwnKind([, field, item, key, ...rest]: Path): boolean {
  return field === "volumes" || (typeof item === "object" && rest.length === 0 && key === "image");
}

function isPlain(value: Value): boolean {
  return typeof value !== "object";
}

function isSame(before: Value, after: Value, schema: Schema | undefined): boolean {
  if (equal(before, after)) return true;
  if (schema?.kind !== "quantity") return false;
  const quantity = canonicalQuantity(before);
  return quantity !== undefined && quantity === canonicalQuantity(after);
}

function inList(before: ValueList, after: ValueList, place: PatchPlace): void {
  const { schema, path, found } = place;
  if (before.length === 0 || equal(before, after)) return;
  if (schema?.patchStrategy !== "merge") {
    if (!isJoined(before, after, place)) found.push({ path, before, after, by: path });
    return;
  }
  if (after.some((item) => isMap(item) && item[PATCH] === "replace")) {
    found.push({ path, before, after, by: path, isOnPurpose: true });
    return;
  }
  if (isJoined(before, after, place)) return;
  for (const item of after) {
    const id = identityOf(schema, item);
    const same = id === undefined ? undefined : before.find((other) => identityOf(schema, other) === id);
    if (isMap(item) && isMap(same)) inMap(same, item, { schema: itemOf(schema), path: [...path, { item: id as string }], found });
  }
}

function isJoined(before: ValueList, after: ValueList, { within, path }: PatchPlace): boolean {
  return joinedList(`${within}.${path.at(-1)}`, before, after) !== undefined;
}
