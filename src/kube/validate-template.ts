import { fieldPath } from "../diagnostic/field-path.ts";
import { nearest } from "../diagnostic/nearest.ts";
import { remembered } from "../value/remembered.ts";
import { isList, isMap, type Value, type ValueList, type ValueMap } from "../value/value.ts";
import { isDirective, PATCH } from "./patch-directives.ts";
import { parseQuantity } from "./quantity.ts";
import { fieldNames, fieldOf, itemOf, type Kind, podTemplateSchema, type Schema } from "./schema.ts";

export interface TemplateProblem {
  /** From the template on, such as `spec.containers[0].image`. */
  readonly path: string;
  readonly found: Value;
  /** What may be there: `a string`, `no field of Container`. */
  readonly expected: string;
  /** The field is not known; else its value is of a wrong type. */
  readonly isUnknown?: true;
  /** For an unknown field: the known one that was most likely meant. */
  readonly nearest?: string;
}

/**
 * Checks a partial pod template, `{metadata, spec}`, against the Kubernetes API: every unknown field and every value of
 * a wrong type. Null is valid everywhere, and so are directives of a strategic merge patch. Nothing is required,
 * because the template is merged into another one.
 */
export function validateTemplate(template: Value): readonly TemplateProblem[] {
  return problemsOf(template, podTemplateSchema);
}

/**
 * Whether {@link validateTemplate} may find a value, other than text, with the wrong type: a faster check without
 * places, because most templates have no fault.
 */
export function mayHaveWrongType(value: Value, schema: Schema = podTemplateSchema): boolean {
  if (value === null || typeof value === "string") return false;
  const { kind } = schema;
  if (typeof value !== "object") return !kinds[kind].is(value);
  if (isList(value)) return kind === "list" ? mayHoldWrongItem(value, itemOf(schema)) : kind !== "any";
  return kind === "struct" || kind === "map" ? mayHoldWrongField(value as ValueMap, schema) : kind !== "any";
}

function mayHoldWrongItem(list: ValueList, item: Schema | undefined): boolean {
  if (item === undefined) return false;
  for (let i = 0; i < list.length; i++) {
    const value = list[i] as Value;
    if (typeof value !== "string" && mayHaveWrongType(value, item)) return true;
  }
  return false;
}

function mayHoldWrongField(map: ValueMap, schema: Schema): boolean {
  for (const key in map) {
    const value = map[key] as Value;
    if (typeof value === "string") continue;
    const field = fieldOf(schema, key);
    if (field !== undefined && mayHaveWrongType(value, field)) return true;
  }
  return false;
}

function problemsOf(value: Value, schema: Schema): readonly TemplateProblem[] {
  if (value === null) return NONE;
  const { is, called } = kinds[schema.kind];
  if (!is(value)) return [{ path: "", found: value, expected: called }];
  return typeof value === "object" ? problemsIn(value, schema) : NONE;
}

const NONE: readonly TemplateProblem[] = [];

/** Templates share most of their maps and lists between pods. */
const problemsIn = remembered((value: ValueMap | ValueList, schema: Schema): readonly TemplateProblem[] => {
  const problems = isMap(value) ? mapProblems(value, schema) : listProblems(value, schema);
  return problems.length === 0 ? NONE : problems;
});

function mapProblems(map: ValueMap, schema: Schema): readonly TemplateProblem[] {
  if (Object.hasOwn(map, PATCH) && map[PATCH] === "delete") return NONE;
  const problems: TemplateProblem[] = [];
  for (const key of Object.keys(map)) {
    if (isDirective(key)) continue;
    const field = fieldOf(schema, key);
    const value = map[key] as Value;
    if (field === undefined) {
      if (schema.kind === "struct") problems.push(unknownField(schema, key, value));
    } else if (typeof value !== "string" || field.kind !== "string")
      for (const problem of problemsOf(value, field)) problems.push(below(fieldPath("", key), problem));
  }
  return problems;
}

function unknownField(schema: Schema, key: string, found: Value): TemplateProblem {
  const meant = nearest(key, fieldNames(schema));
  const expected = `no field of ${schema.type}`;
  return { path: fieldPath("", key), found, expected, isUnknown: true, ...(meant !== undefined && { nearest: meant }) };
}

function listProblems(list: ValueList, schema: Schema): readonly TemplateProblem[] {
  const item = itemOf(schema);
  if (item === undefined) return NONE;
  const problems: TemplateProblem[] = [];
  for (let i = 0; i < list.length; i++) for (const problem of problemsOf(list[i] as Value, item)) problems.push(below(`[${i}]`, problem));
  return problems;
}

/** A problem below a step, seen from above it. */
function below(step: string, problem: TemplateProblem): TemplateProblem {
  return { ...problem, path: step + (/^(?:\[|$)/.test(problem.path) ? "" : ".") + problem.path };
}

const isText = (value: Value) => typeof value === "string";
const isNumber = (value: Value) => typeof value === "bigint" || typeof value === "number";
const isInteger = (value: Value) => typeof value === "bigint" || Number.isSafeInteger(value);

/** What a value of each kind is in JSON, and how it is called. */
export const kinds: { readonly [kind in Kind]: { readonly is: (value: Value) => boolean; readonly called: string } } = {
  struct: { is: isMap, called: "a map" },
  map: { is: isMap, called: "a map" },
  list: { is: isList, called: "a list" },
  string: { is: isText, called: "a string" },
  integer: { is: isInteger, called: "a whole number" },
  number: { is: isNumber, called: "a number" },
  boolean: { is: (value) => typeof value === "boolean", called: "true or false" },
  quantity: { is: (value) => parseQuantity(value) !== undefined, called: "a quantity such as 500m or 1Gi" },
  "int-or-string": { is: (value) => isText(value) || isInteger(value), called: "a whole number or a string" },
  time: { is: isText, called: "a time such as 2024-01-31T12:00:00Z" },
  bytes: { is: isText, called: "a string in base 64" },
  any: { is: () => true, called: "any value" },
};
