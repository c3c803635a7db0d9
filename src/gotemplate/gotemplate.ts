/**
 * Go's text/template with sprig's functions, as the package `podgraft/gotemplate`: parsed, compiled and executed as Go does,
 * byte for byte, within limits. It reads no file, no environment and no clock.
 *
 * @example
 * const { template, error } = compile("greeting", "Hello {{ .name | upper }}", { functions: sprig });
 * console.log(error?.message ?? template.execute(goValue({ name: "you" })).text);
 */
export { any, bool, dict, float, fn, int, type Param, str, variadic } from "./define.ts";
export type { TemplateError } from "./errors.ts";
export type { Limits } from "./limits.ts";
export type { RegexpEngine } from "./regexp.ts";
export { re2jsEngine } from "./regexp-re2js.ts";
export { sprig } from "./sprig/sprig.ts";
export { type Compiled, compile, type Executed, type ExecuteOptions, type Template, type TemplateOptions } from "./template.ts";
export { type Func, FuncError, type GoValue } from "./value/value.ts";

import { type GoList, type GoValue, type PlainMap, Typed } from "./value/value.ts";

/**
 * Plain JavaScript data as Go's: objects become `map[string]interface {}`, arrays `[]interface {}`, numbers `float64` (what
 * Go's JSON gives), bigints `int64`. Properties that are undefined are left out. The data is copied, not kept.
 *
 * @throws TypeError for anything but data (functions, symbols, class instances such as Date) and for data that contains
 * itself.
 */
export function goValue(data: unknown): GoValue {
  return converted(data, new Set());
}

function converted(data: unknown, holders: Set<object>): GoValue {
  if (typeof data === "function" || typeof data === "symbol") throw new TypeError(`Cannot convert a ${typeof data} into a Go value`);
  if (typeof data !== "object" || data === null || data instanceof Typed) return data as GoValue;
  if (holders.has(data)) throw new TypeError("Cannot convert data that holds itself into a Go value");
  holders.add(data);
  const value = Array.isArray(data) ? data.map((item) => converted(item, holders)) : convertedMap(data, holders);
  holders.delete(data);
  return value as GoList | PlainMap;
}

function convertedMap(data: object, holders: Set<object>): PlainMap {
  const prototype = Object.getPrototypeOf(data);
  if (prototype !== null && prototype !== Object.prototype)
    throw new TypeError(`Cannot convert a ${prototype.constructor?.name ?? "class instance"} into a Go value; expected plain data`);
  const map: Record<string, GoValue> = Object.create(null);
  for (const [key, item] of Object.entries(data)) if (item !== undefined) map[key] = converted(item, holders);
  return map;
}
