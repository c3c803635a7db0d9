import { fieldPath } from "../diagnostic/field-path.ts";
import { nearest } from "../diagnostic/nearest.ts";
import { isList, isMap, type Value, type ValueList, type ValueMap } from "../value/value.ts";
import { isDirective, PATCH } from "./patch-directives.ts";
import { parseQuantity } from "./quantity.ts";
import { fieldNames, fieldOf, itemOf, type Kind, podTemplateSchema, type Schema } from "./schema.ts";

export interface TemplateProblem {
  /** From the template on, such as `spec.containers[0].image`. */
  readonly path: string;
  readonly found: Value;
  /** What may stand there: `a string`, `no field of Container`. */
  readonly expected: string;
  /** The field is not known; else its value is of a wrong type. */
  readonly isUnknown?: true;
  /** For an unknown field: the known one that was most likely meant. */
  readonly nearest?: string;
}

/**
 * Checks a partial pod template, `{metadata, spec}`, against the Kubernetes API: every unknown field and every value
 * of a wrong type. Null is right everywhere, and so are strategic merge patch's directives; nothing is required, as
 * the template is merged into another.
 */
export function validateTemplate(template: Value): readonly TemplateProblem[] {
  const problems: TemplateProblem[] = [];
  check(template, podTemplateSchema, { path: "", problems });
  return problems;
}

/**
 * Whether {@link validateTemplate} may find a value other than text that is of a wrong type: the same question for
 * the many templates in which nothing is wrong, without saying where.
 */
export function mayHaveWrongType(value: Value, schema: Schema = podTemplateSchema): boolean {
  if (value === null || typeof value === "string") return false;
  if (!kinds[schema.kind].is(value)) return true;
  if (typeof value !== "object") return false;
  return isList(value) ? mayHoldWrongItem(value, itemOf(schema)) : mayHoldWrongField(value, schema);
}

function mayHoldWrongItem(list: ValueList, item: Schema | undefined): boolean {
  if (item === undefined) return false;
  for (let i = 0; i < list.length; i++) if (mayHaveWrongType(list[i] as Value, item)) return true;
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

interface Place {
  readonly path: string;
  readonly problems: TemplateProblem[];
}

/** Maps and lists in which nothing is wrong: templates share theirs between pods. */
const sound = new WeakMap<object, Schema>();

function check(value: Value, schema: Schema, place: Place): void {
  if (value === null) return;
  const { is, called } = kinds[schema.kind];
  if (!is(value)) place.problems.push({ path: place.path, found: value, expected: called });
  else if (typeof value === "object" && sound.get(value) !== schema) {
    const before = place.problems.length;
    if (isMap(value)) checkMap(value, schema, place);
    else if (isList(value)) checkList(value, schema, place);
    if (place.problems.length === before) sound.set(value, schema);
  }
}

/** The same as a check that finds nothing, for most values at once. */
function isSound(value: Value, schema: Schema): boolean {
  if (value === null) return true;
  return typeof value === "object" ? sound.get(value) === schema : kinds[schema.kind].is(value);
}

function checkMap(map: ValueMap, schema: Schema, { path, problems }: Place): void {
  if (Object.hasOwn(map, PATCH) && map[PATCH] === "delete") return;
  for (const key of Object.keys(map)) {
    if (isDirective(key)) continue;
    const field = fieldOf(schema, key);
    const value = map[key] as Value;
    if (field === undefined) {
      if (schema.kind === "struct") problems.push(unknownField(schema, { key, path: fieldPath(path, key), found: value }));
    } else if (!isSound(value, field)) check(value, field, { path: fieldPath(path, key), problems });
  }
}

function unknownField(schema: Schema, { key, path, found }: { key: string; path: string; found: Value }): TemplateProblem {
  const meant = nearest(key, fieldNames(schema));
  return { path, found, expected: `no field of ${schema.type}`, isUnknown: true, ...(meant !== undefined && { nearest: meant }) };
}

function checkList(list: ValueList, schema: Schema, { path, problems }: Place): void {
  const item = itemOf(schema);
  if (item === undefined) return;
  for (const [index, value] of list.entries()) if (!isSound(value, item)) check(value, item, { path: `${path}[${index}]`, problems });
}

const isText = (value: Value) => typeof value === "string";
const isNumber = (value: Value) => typeof value === "bigint" || typeof value === "number";
const isInteger = (value: Value) => typeof value === "bigint" || Number.isSafeInteger(value);

/** What a value of each kind is in JSON, and how it is called. */
const kinds: { readonly [kind in Kind]: { readonly is: (value: Value) => boolean; readonly called: string } } = {
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
