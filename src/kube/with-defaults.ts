import type { ListKeys } from "../change/compare.ts";
import { isList, isMap, newMap, type Value, type ValueMap } from "../value/value.ts";
import { fieldOf, itemOf, type Schema } from "./schema.ts";
import { type Defaulting, serverDefaults } from "./server-defaults.ts";

/** What is known about a value. */
export interface Known {
  readonly schema: Schema | undefined;
  readonly keys: ListKeys;
}

export interface Fill {
  readonly defaulting: Defaulting;
  /** Whether to fill in also where there was nothing before. */
  readonly isWhole: boolean;
}

/** A value with what the server filled in at the same place of `current`. */
export function withDefaults(value: Value, current: Value | undefined, { place, fill }: { place: Known; fill: Fill }): Value {
  if (isMap(value)) return filledMap(value, isMap(current) ? current : undefined, { place, fill });
  if (!isList(value)) return value;
  const inner = { place: { schema: itemOf(place.schema), keys: place.keys.item() }, fill };
  const before = isList(current) ? current : [];
  const itemAt = (item: Value, i: number) => {
    const id = place.keys.identify(item, i);
    if (id === undefined) return before.length === value.length ? before[i] : undefined;
    return before.find((other, at) => place.keys.identify(other, at) === id);
  };
  return value.map((item, i) => withDefaults(item, itemAt(item, i), inner));
}

function filledMap(map: ValueMap, current: ValueMap | undefined, { place, fill }: { place: Known; fill: Fill }): ValueMap {
  const defaults = serverDefaults(map, place.schema, fill.defaulting);
  const isFilled = (key: string) => (current ? key in current : fill.isWhole);
  const inner = (key: string) => ({ place: { schema: fieldOf(place.schema, key), keys: place.keys.field(key) }, fill });
  const filled = newMap();
  for (const key in map) {
    const value = map[key] as Value;
    const more = defaults[key];
    const was = current?.[key];
    const whole = isMap(value) && isMap(more) && isFilled(key) ? filledEntries(value, more, isMap(was) ? was : undefined) : value;
    filled[key] = withDefaults(whole, was, inner(key));
  }
  for (const key in defaults) {
    if (!(key in map) && isFilled(key)) filled[key] = withDefaults(defaults[key] as Value, current?.[key], inner(key));
  }
  for (const key in current) if (current[key] === null && !(key in filled)) filled[key] = null;
  return filled;
}

/** A map with the entries that the server adds to it, where `current` has them. */
function filledEntries(map: ValueMap, more: ValueMap, current: ValueMap | undefined): ValueMap {
  const filled = Object.assign(newMap(), map);
  for (const key in more) {
    const [value, added, was] = [map[key], more[key] as Value, current?.[key]];
    if (current && was === undefined) continue;
    filled[key] = isMap(value) && isMap(added) ? filledEntries(value, added, isMap(was) ? was : undefined) : (value ?? added);
  }
  return filled;
}
