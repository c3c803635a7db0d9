import { isList, isMap, newMap, type Value } from "../value/value.ts";

/** `$patch: replace | delete | merge` in a map speaks of the whole map. */
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

/** The list that a directive such as `$setElementOrder/env` names, or undefined where it names none. */
export function listNameOf(key: string): string | undefined {
  const slash = key.indexOf("/");
  const [directive, name] = [key.slice(0, slash), key.slice(slash + 1)];
  return directive === SET_ELEMENT_ORDER || directive === DELETE_FROM_LIST ? name : undefined;
}

/** Whether `key` is no field but tells how to merge. */
export function isDirective(key: string): boolean {
  return key.startsWith("$") && (key === PATCH || key === RETAIN_KEYS || listNameOf(key) !== undefined);
}

/**
 * A part of a patch as it stands in the result where it is not merged with anything: without directive keys.
 *
 * Differs: API machinery leaves the directives in and decoding into a typed object drops them. Manifests are not
 * decoded. Nulls stay, as they do there.
 */
export function withoutDirectiveKeys(value: Value): Value {
  if (isList(value)) return value.map(withoutDirectiveKeys);
  if (!isMap(value)) return value;
  const kept = newMap();
  for (const key of Object.keys(value)) if (!isDirective(key)) kept[key] = withoutDirectiveKeys(value[key] as Value);
  return kept;
}

/**
 * A part of a patch for which the original has nothing to merge with: without nulls and without every map that carries
 * `$patch`, whatever it says; undefined where that is `value` itself.
 *
 * Source: apimachinery pkg/util/strategicpatch/patch.go mergeMap
 */
export function takenWhole(value: Value): Value | undefined {
  return withoutDirectiveMaps(withoutNulls(value));
}

/** Source: apimachinery pkg/util/strategicpatch/patch.go discardNullValuesFromPatch */
function withoutNulls(value: Value): Value {
  if (isList(value)) return value.map(withoutNulls);
  if (!isMap(value)) return value;
  const kept = newMap();
  for (const key of Object.keys(value)) if (value[key] !== null) kept[key] = withoutNulls(value[key] as Value);
  return kept;
}

/** Source: apimachinery pkg/util/strategicpatch/patch.go removeDirectives */
export function withoutDirectiveMaps(value: Value): Value | undefined {
  if (isList(value)) return value.map(withoutDirectiveMaps).filter((item) => item !== undefined);
  if (!isMap(value)) return value;
  if (Object.hasOwn(value, PATCH)) return undefined;
  const kept = newMap();
  for (const key of Object.keys(value)) {
    const item = isDirective(key) ? undefined : withoutDirectiveMaps(value[key] as Value);
    if (item !== undefined) kept[key] = item;
  }
  return kept;
}
