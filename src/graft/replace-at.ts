import type { Path } from "../change/changes.ts";
import { isList, type Value, type ValueList, type ValueMap, withKey } from "../value/value.ts";

/** Map keys and list indices from an object to one of its pod templates. */
export type TemplatePath = readonly (string | number)[];

/** A copy of `value` with `next` at an existing path; the value itself if `next` is already there. */
export function replaceAt(value: Value, path: TemplatePath, next: Value): Value {
  return replaceBelow(value, 0, { path, next });
}

function replaceBelow(value: Value, depth: number, change: { path: TemplatePath; next: Value }): Value {
  const step = change.path[depth];
  if (step === undefined) return change.next;
  if (typeof step === "number") {
    const item = replaceBelow((value as ValueList)[step] as Value, depth + 1, change);
    return isList(value) && item !== value[step] ? value.with(step, item) : value;
  }
  const map = value as ValueMap;
  const child = replaceBelow(map[step] as Value, depth + 1, change);
  return child === map[step] ? map : withKey(map, step, child);
}

/** The path with its list indices as items, by which podgraft distinguishes the items on the path to a pod template. */
export function keyedPath(path: TemplatePath): Path {
  return path.map((step) => (typeof step === "number" ? { item: String(step) } : step));
}
