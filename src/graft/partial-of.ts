import { PATCH } from "../kube/patch-directives.ts";
import { fieldOf, identityOf, itemOf, podTemplateSchema, type Schema } from "../kube/schema.ts";
import { equal, isList, isMap, newMap, type Value, type ValueList, type ValueMap, withKey } from "../value/value.ts";

export interface PartialOptions {
  /** Includes removals, as nulls and directives, but not for a list without keys that only gained items. */
  readonly tellsRemoved?: boolean;
}

/** The difference between two pod templates, as a partial pod template: a strategic merge patch that adds it. */
export function partialOf(before: ValueMap, after: ValueMap, { tellsRemoved = false }: PartialOptions = {}): ValueMap {
  return mapPart(before, after, { schema: podTemplateSchema, tellsRemoved });
}

interface Compared {
  readonly schema: Schema | undefined;
  readonly tellsRemoved: boolean;
}

function mapPart(before: ValueMap, after: ValueMap, place: Compared): ValueMap {
  const part = newMap();
  for (const [key, value] of Object.entries(after)) {
    const left = valuePart(before[key], value, { ...place, schema: fieldOf(place.schema, key) });
    if (left !== undefined) part[key] = left;
  }
  if (place.tellsRemoved) for (const key in before) if (!(key in after) && before[key] !== null) part[key] = null;
  return part;
}

/** Undefined if both are the same. */
function valuePart(before: Value | undefined, after: Value, place: Compared): Value | undefined {
  if (before === after || equal(before, after)) return undefined;
  if (isMap(before) && isMap(after)) return mapPart(before, after, place);
  if (!isList(before) || !isList(after)) return after;
  if (place.schema?.patchStrategy === "merge") return listPart(before, after, place.schema, place.tellsRemoved);
  return place.tellsRemoved && hasAllOf(after, before) ? undefined : after;
}

function listPart(before: ValueList, after: ValueList, list: Schema, tellsRemoved: boolean): ValueList | undefined {
  const sameAs = (item: Value, others: ValueList) => {
    const id = identityOf(list, item);
    return id === undefined ? undefined : others.find((other) => identityOf(list, other) === id);
  };
  const added = after.flatMap((item) => {
    if (before.includes(item)) return [];
    const same = sameAs(item, before);
    if (!isMap(item) || !isMap(same)) return [item];
    const part = mapPart(same, item, { schema: itemOf(list), tellsRemoved });
    return Object.keys(part).length === 0 ? [] : [withIdentity(part, item, list)];
  });
  const gone = tellsRemoved ? before.filter((item) => isMap(item) && sameAs(item, after) === undefined) : [];
  const removed = gone.map((item) => withIdentity(withKey(newMap(), PATCH, "delete"), item as ValueMap, list));
  return tellsRemoved && added.length + removed.length === 0 ? undefined : [...added, ...removed];
}

/** Whether all items of one list are in another one, in their order. */
function hasAllOf(list: ValueList, items: ValueList): boolean {
  let next = 0;
  for (const item of list) if (next < items.length && equal(item, items[next])) next++;
  return next === items.length;
}

/** With the identity of the item first. */
function withIdentity(part: ValueMap, item: ValueMap, { identityKeys = [] }: Schema): ValueMap {
  const named = identityKeys.reduce((map, key) => (key in item ? withKey(map, key, item[key]) : map), newMap() as ValueMap);
  return Object.assign(newMap(), named, part);
}
