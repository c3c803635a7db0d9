import { remembered } from "../value/remembered.ts";
import { at, isList, isMap, type Value, type ValueList, type ValueMap } from "../value/value.ts";
import { PATCH } from "./patch-directives.ts";

export interface NameProblem {
  /** From the template on, such as `spec.containers[0].name`. */
  readonly path: string;
  /** Absent if there is no name. */
  readonly found?: Value;
  readonly expected: string;
}

const LISTS = ["containers", "initContainers", "volumes"];
const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
const EXPECTED = "a name of at most 63 lower-case letters, digits and -, a letter or digit first and last";

/**
 * The names in a partial pod template that Kubernetes refuses for containers and volumes, those that are missing
 * included. One with `$` or `{` may be a placeholder for a later step of the build, and is left alone.
 *
 * Source: kubernetes pkg/apis/core/validation/validation.go validateContainerCommon, ValidateVolumes
 */
export function validateNames(template: Value): readonly NameProblem[] {
  return LISTS.flatMap((list) => {
    const items = at(template, "spec", list);
    return isList(items) ? problemsIn(items, list) : [];
  });
}

/** Templates share most of their lists between pods. */
const problemsIn = remembered((items: ValueList, list: string): readonly NameProblem[] =>
  items.flatMap((item, i) => (isMap(item) && !isName(item) ? [problem(item, `spec.${list}[${i}].name`)] : [])),
);

/** A value that is not text has the wrong type, which is reported elsewhere. */
function isName(item: ValueMap): boolean {
  const { name } = item;
  if (Object.hasOwn(item, PATCH)) return true;
  return (name ?? null) !== null && (typeof name !== "string" || LABEL.test(name) || /[${]/.test(name));
}

function problem({ name }: ValueMap, path: string): NameProblem {
  return { path, expected: EXPECTED, ...((name ?? null) !== null && { found: name as Value }) };
}
