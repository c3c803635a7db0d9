import type { ListKeys } from "../change/compare.ts";
import { isList, isMap, newMap, type Value, type ValueMap } from "../value/value.ts";
import { fieldOf, itemOf, type Schema } from "./schema.ts";
import { type Defaulting, serverDefaults } from "./server-defaults.ts";

/** What is known of a value. */
export interface Known {
  readonly schema: Schema | undefined;
  readonly keys: ListKeys;
}

export interface Fill {
  readonly defaulting: Defaulting;
  /** Whether to fill in, too, where there was nothing before. */
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
    const whole = isMap(value) && isMap(more) ? Object.assign(newMap(), isFilled(key) && more, value) : value;
    filled[key] = withDefaults(whole, current?.[key], inner(key));
  }
  for (const key in defaults) {
    if (!(key in map) && isFilled(key)) filled[key] = withDefaults(defaults[key] as Value, current?.[key], inner(key));
  }
  for (const key in current) if (current[key] === null && !(key in filled)) filled[key] = null;
  return filled;
}
