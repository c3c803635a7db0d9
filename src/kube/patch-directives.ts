import { remembered } from "../value/remembered.ts";
import { isList, isMap, newMap, type Value, type ValueList, type ValueMap } from "../value/value.ts";

/** `$patch: replace | delete | merge` in a map is about the whole map. */
export const PATCH = "$patch";
/** `$retainKeys: [a, b]` in a map removes every other key of the original. */
export const RETAIN_KEYS = "$retainKeys";
/** `$setElementOrder/LIST: [...]` gives the order of a list. */
export const SET_ELEMENT_ORDER = "$setElementOrder";
/** `$deleteFromPrimitiveList/LIST: [...]` removes scalars from a list. */
export const DELETE_FROM_LIST = "$deleteFromPrimitiveList";

/** Whether `key` is a directive of the kind that names a list after a slash. */
export function isListDirective(key: string, directive: typeof SET_ELEMENT_ORDER | typeof DELETE_FROM_LIST): boolean {
  return key.startsWith(directive);
}

/** The list that a directive such as `$setElementOrder/env` names, or undefined if it names none. */
export function listNameOf(key: string): string | undefined {
  const slash = key.indexOf("/");
  const [directive, name] = [key.slice(0, slash), key.slice(slash + 1)];
  return directive === SET_ELEMENT_ORDER || directive === DELETE_FROM_LIST ? name : undefined;
}

/** Whether `key` is not a field but a directive for merging. */
export function isDirective(key: string): boolean {
  return key.startsWith("$") && (key === PATCH || key === RETAIN_KEYS || listNameOf(key) !== undefined);
}

/**
 * A part of a patch that is not merged with anything, as it is in the result: without directive keys.
 *
 * Differs: API machinery leaves the directives in and decoding into a typed object drops them. Manifests are not
 * decoded. Nulls stay, as they do there.
 */
export const withoutDirectiveKeys: (value: Value) => Value = onceForEach((value, clean) =>
  rebuilt(value, (item, key) => (key !== undefined && isDirective(key) ? undefined : clean(item))),
);

/**
 * A part of a patch for which the original has no counterpart: without nulls, and without any map that has `$patch`;
 * undefined if `value` itself is one.
 *
 * Source: apimachinery pkg/util/strategicpatch/patch.go mergeMap, discardNullValuesFromPatch, removeDirectives
 */
export const takenWhole: (value: Value) => Value | undefined = onceForEach((value, clean) => {
  if (isMap(value) && Object.hasOwn(value, PATCH) && value[PATCH] !== null) return undefined;
  return rebuilt(value, (item, key) => (key !== undefined && (item === null || isDirective(key)) ? undefined : clean(item)));
});

/** Source: apimachinery pkg/util/strategicpatch/patch.go removeDirectives */
export const withoutDirectiveMaps: (value: Value) => Value | undefined = onceForEach((value, clean) => {
  if (isMap(value) && Object.hasOwn(value, PATCH)) return undefined;
  return rebuilt(value, (item, key) => (key !== undefined && isDirective(key) ? undefined : clean(item)));
});

/**
 * A function over a value's parts that is computed once for each map and list, and leaves scalars as they are: one patch is merged
 * into many originals, and what results from it is the same object each time.
 */
function onceForEach<Result extends Value | undefined>(
  compute: (value: Value, self: (value: Value) => Result) => Result,
): (value: Value) => Result {
  const ofCollection = remembered((value: ValueMap | ValueList) => compute(value, self));
  const self = (value: Value): Result => (value !== null && typeof value === "object" ? ofCollection(value) : (value as Result));
  return self;
}

/** A map or list with `item` applied to its parts, without undefined ones; the value itself if nothing changes. */
function rebuilt(value: Value, item: (value: Value, key?: string) => Value | undefined): Value {
  if (isList(value)) {
    if (value.every((old) => item(old) === old)) return value;
    return value.map((old) => item(old)).filter((now) => now !== undefined);
  }
  if (!isMap(value)) return value;
  for (const key in value) if (item(value[key] as Value, key) !== value[key]) return withEach(value, item);
  return value;
}

function withEach(map: ValueMap, item: (value: Value, key: string) => Value | undefined): ValueMap {
  const kept = newMap();
  for (const key in map) {
    const now = item(map[key] as Value, key);
    if (now !== undefined) kept[key] = now;
  }
  return kept;
}
