import { fieldOf, itemOf } from "../kube/schema.ts";
import { type Defaulting, serverDefaults } from "../kube/server-defaults.ts";
import type { Known } from "../kube/with-defaults.ts";
import { equal, isEmpty, isList, isMap, newMap, type Value, type ValueList, type ValueMap } from "../value/value.ts";
import { childrenOf } from "./leaves.ts";
import { stepText } from "./path.ts";

/** What is known about a value from its place, and the place. */
export interface SchemaPlace extends Known {
  readonly path: string;
}

export interface Strip {
  readonly defaulting: Defaulting;
  /** Whether a value stays although the server would fill it in, because a graft wrote it. */
  readonly isKept: (path: string, value: Value) => boolean;
}

/** A value from the server, without what the server fills in again. */
export function withoutDefaults(value: Value, place: SchemaPlace, strip: Strip): Value {
  if (isMap(value)) return mapWithout(value, place, strip);
  return isList(value) ? listWithout(value, place, strip) : value;
}

function mapWithout(map: ValueMap, place: SchemaPlace, strip: Strip): ValueMap {
  const defaults = serverDefaults(map, place.schema, strip.defaulting);
  const left = newMap();
  for (const key in map) {
    const value = map[key] as Value;
    const inner = fieldPlace(place, key);
    const rest = value === null ? value : withoutDefaults(value, inner, strip);
    const isFilled = value === null || equal(rest, defaults[key]);
    if (isFilled && !strip.isKept(inner.path, value)) continue;
    const more = defaults[key];
    const own = isMap(rest) && isMap(more) && !isEmpty(more) ? entriesWithout(rest, more, { place: inner, strip }) : rest;
    if (own !== undefined) left[key] = own;
  }
  return left;
}

/** The requests of a Pod or its containers, without those that the server derives from their limits. */
function entriesWithout(map: ValueMap, filled: ValueMap, { place, strip }: { place: SchemaPlace; strip: Strip }): ValueMap | undefined {
  const left = newMap();
  for (const key in map) {
    const value = map[key] as Value;
    const inner = fieldPlace(place, key);
    const more = filled[key];
    const own = isMap(value) && isMap(more) ? entriesWithout(value, more, { place: inner, strip }) : equal(value, more) ? undefined : value;
    if (own !== undefined) left[key] = own;
    else if (strip.isKept(inner.path, value)) left[key] = value;
  }
  return isEmpty(left) ? undefined : left;
}

/** The provenance records a list without keys as one value. */
function listWithout(list: ValueList, place: SchemaPlace, strip: Strip): Value {
  const schema = itemOf(place.schema);
  const children = childrenOf(list, place.keys);
  if (children && !children.every(({ value }) => !isMap(value))) {
    return children.map(({ step, value, keys }) => withoutDefaults(value, { schema, keys, path: `${place.path}/${step}` }, strip));
  }
  const within = { ...strip, isKept: () => false };
  const left = list.map((item) => withoutDefaults(item, { schema, keys: place.keys.item(), path: place.path }, within));
  return writtenList(list, left, (candidate) => strip.isKept(place.path, candidate)) ?? left;
}

const MOST_ITEMS = 6;

/** Each item may have been written with or without what the server fills in. */
function writtenList(list: ValueList, left: ValueList, isWritten: (candidate: ValueList) => boolean): ValueList | undefined {
  const ways = 2 ** Math.min(list.length, MOST_ITEMS);
  for (let way = 0; way < ways; way++) {
    const candidate = list.map((item, i) => ((way >> i) & 1 ? (left[i] as Value) : item));
    if (isWritten(candidate)) return candidate;
  }
  return isWritten(left) ? left : undefined;
}

function fieldPlace({ schema, keys, path }: SchemaPlace, key: string): SchemaPlace {
  return { schema: fieldOf(schema, key), keys: keys.field(key), path: path === "" ? stepText(key) : `${path}/${stepText(key)}` };
}
