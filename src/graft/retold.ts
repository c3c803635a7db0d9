import type { ListKeys } from "../change/compare.ts";
import { defaultsByName } from "../kube/server-defaults.ts";
import { equal, isEmpty, isList, isMap, newMap, toValue, type Value } from "../value/value.ts";

/**
 * `fresh` with the texts of `current` where both are JSON that differs only in values that the server fills in, such as
 * a variable with the pod's ports that was written before the pod was in a cluster.
 */
export function withTextsOf(current: Value | undefined, fresh: Value, keys: ListKeys): Value {
  if (current === undefined || current === fresh) return fresh;
  if (typeof fresh === "string" && typeof current === "string") return isRetold(current, fresh) ? current : fresh;
  if (isMap(fresh) && isMap(current)) {
    const all = newMap();
    for (const key in fresh) all[key] = withTextsOf(current[key], fresh[key] as Value, keys.field(key));
    return all;
  }
  if (!isList(fresh) || !isList(current)) return fresh;
  const before = new Map(current.map((item, i) => [keys.identify(item, i), item]));
  return fresh.map((item, i) => {
    const id = keys.identify(item, i);
    return id === undefined ? item : withTextsOf(before.get(id), item, keys.item());
  });
}

function isRetold(current: string, fresh: string): boolean {
  const [a, b] = [jsonOf(current), jsonOf(fresh)];
  return a !== undefined && b !== undefined && equal(withoutDefaults(a), withoutDefaults(b));
}

function jsonOf(text: string): Value | undefined {
  if (!text.startsWith("{") && !text.startsWith("[")) return undefined;
  try {
    return toValue(JSON.parse(text));
  } catch {
    return undefined;
  }
}

function withoutDefaults(value: Value): Value {
  if (isList(value)) return value.map(withoutDefaults);
  if (!isMap(value)) return value;
  const left = newMap();
  for (const key in value) {
    const rest = withoutDefaults(value[key] as Value);
    const isFilled = isEmpty(rest) || rest === null || defaultsByName.get(key)?.some((filled) => equal(filled, rest));
    if (!isFilled) left[key] = rest;
  }
  return left;
}
