import { any, dict, fn, str, variadic, withMust } from "../define.ts";
import { entriesOf, entry, itemsOf, sortedKeys, textOf } from "../value/inspect.ts";
import {
  type CallContext,
  type Func,
  FuncError,
  type GoValue,
  isPlainMap,
  Nil,
  newMap,
  type PlainMap,
  TypedList,
  TypedMap,
  typeOf,
} from "../value/value.ts";
import { toText } from "./cast.ts";
import { merge } from "./merge.ts";
import { texts } from "./strings.ts";

function make(values: readonly GoValue[], context: CallContext): PlainMap {
  const map = newMap();
  for (let i = 0; i < values.length; i += 2) map[toText(values[i], context)] = i + 1 < values.length ? values[i + 1] : "";
  return map;
}

function set(map: GoValue, change: { key: string; value: GoValue }, context: CallContext): GoValue {
  if (map instanceof Nil) throw new FuncError("assignment to entry in nil map");
  context.journal.set(entriesOf(map)!, change.key, change.value);
  return map;
}

function filter(map: PlainMap, isKept: (key: string) => boolean): PlainMap {
  const kept = newMap();
  for (const key of Object.keys(map)) if (isKept(key)) kept[key] = map[key];
  return kept;
}

function pluck(key: string, maps: readonly PlainMap[]): GoValue[] {
  return maps.filter((map) => Object.hasOwn(map, key)).map((map) => map[key]);
}

/** `dig "a" "b" DEFAULT MAP`: what is at the path, or the default where a key is missing. */
function dig(args: readonly GoValue[]): GoValue {
  if (args.length < 3) throw new FuncError("dig needs at least three arguments");
  const path = args.slice(0, -2).map((key) => textOf(key) ?? wrongType(key, "string"));
  let found: GoValue = args.at(-1);
  for (const key of path) {
    if (!isPlainMap(found)) return wrongType(found, "map[string]interface {}");
    if (!Object.hasOwn(found, key)) return args.at(-2);
    found = found[key];
  }
  return found;
}

/** What Go's type assertion panics with. */
function wrongType(value: GoValue, wanted: string): never {
  throw new FuncError(`interface conversion: interface {} is ${typeOf(value)?.name ?? "nil"}, not ${wanted}`);
}

/** New lists and maps all the way down. */
function deepCopy(value: GoValue, { context, depth }: { context: CallContext; depth: number }): GoValue {
  context.budget.spend(1);
  context.budget.nest(depth);
  const below = { context, depth: depth + 1 };
  const items = itemsOf(value)?.map((item) => deepCopy(item, below));
  if (items !== undefined && Array.isArray(value)) return items;
  if (items !== undefined && value instanceof TypedList) return new TypedList(value.type, items);
  const entries = entriesOf(value);
  if (entries === undefined || (!isPlainMap(value) && !(value instanceof TypedMap))) return value;
  const copy = newMap();
  for (const key of Object.keys(entries)) copy[key] = deepCopy(entries[key], below);
  return value instanceof TypedMap ? new TypedMap(value.type, copy) : copy;
}

/** `merge` and similar functions; the first map is changed and returned. */
function merging(overwrite: boolean): Func {
  return variadic([dict], dict, ([target], sources, context) => {
    for (const source of sources) merge({ target, source, overwrite, depth: 0 }, context);
    return target;
  });
}

/** Keys and values come in the order of the keys, where Go's order is random. */
export const dicts: Readonly<Record<string, Func>> = {
  dict: variadic([], any, (_, values, context) => make(values, context)),
  get: fn([dict, str], ([map, key]) => (Object.hasOwn(map, key) ? map[key] : "")),
  set: fn([{ ...any, type: dict.type }, str, any], ([map, key, value], context) => set(map, { key, value }, context)),
  unset: fn([dict, str], ([map, key], context) => {
    context.journal.remove(map, key);
    return map;
  }),
  hasKey: fn([dict, str], ([map, key]) => Object.hasOwn(map, key)),
  pluck: variadic([str], dict, ([key], maps) => pluck(key, maps)),
  keys: variadic([], dict, (_, maps) => texts(maps.flatMap((map) => sortedKeys(map)))),
  values: fn([dict], ([map]) => sortedKeys(map).map((key) => entry(map, key))),
  pick: variadic([dict], str, ([map], names) => filter(map, (key) => names.includes(key))),
  omit: variadic([dict], str, ([map], names) => filter(map, (key) => !names.includes(key))),
  ...withMust({
    merge: merging(false),
    mergeOverwrite: merging(true),
    deepCopy: fn([any], ([value], context) => {
      if (value === null) throw new FuncError("reflect: call of reflect.Value.Type on zero Value");
      return deepCopy(value, { context, depth: 0 });
    }),
  }),
  dig: variadic([], any, (_, args) => dig(args)),
};
