import type { ListKeys } from "../change/compare.ts";
import { isList, isMap, newMap, type Value, type ValueList, type ValueMap } from "../value/value.ts";

/**
 * `value` with the order of `current` in every keyed list that holds the same items. If several configurations graft
 * into one workload, reverting and renewing one of them would otherwise change the order that the next one gave.
 */
export function keepOrder(value: Value, current: Value, keys: ListKeys): Value {
  if (value === current) return value;
  if (isMap(value) && isMap(current)) return keepOrderInMap(value, current, keys);
  if (!isList(value) || !isList(current)) return value;
  const ids = value.map((item, i) => keys.identify(item, i));
  const wanted = current.map((item, i) => keys.identify(item, i));
  const same = ids.length === wanted.length && !ids.includes(undefined) && ids.every((id) => wanted.includes(id));
  if (!same) return value;
  return wanted.map((id, i) => keepOrder(value[ids.indexOf(id)] as Value, (current as ValueList)[i] as Value, keys.item()));
}

function keepOrderInMap(value: ValueMap, current: ValueMap, keys: ListKeys): ValueMap {
  const out = newMap();
  for (const key of Object.keys(value)) {
    const item = value[key] as Value;
    out[key] = key in current ? keepOrder(item, current[key] as Value, keys.field(key)) : item;
  }
  return out;
}
