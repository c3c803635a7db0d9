import { nearest } from "../../diagnostic/nearest.ts";
import { isList, isMap, type Value, type ValueList, type ValueMap } from "../../value/value.ts";
import { fieldNames, fieldOf, itemOf, type Schema } from "../schema.ts";
import { kinds } from "../validate-template.ts";
import { claimRules } from "./claim-rules.ts";
import { containerRules } from "./container-rules.ts";
import { below, EMPTY, isSet, isZero, type Place, pathOf, tell } from "./fault.ts";
import type { Format } from "./formats.ts";
import { handlerRules } from "./handler-rules.ts";
import { podRules } from "./pod-rules.ts";
import { projectionRules } from "./projection-rules.ts";
import type { TypeRules } from "./rules.ts";
import { schedulingRules } from "./scheduling-rules.ts";
import { securityRules } from "./security-rules.ts";
import { isKnownSince, laterField } from "./since.ts";
import { volumeRules } from "./volume-rules.ts";

const rules: ReadonlyMap<string, TypeRules> = new Map(
  [podRules, containerRules, handlerRules, securityRules, volumeRules, projectionRules, claimRules, schedulingRules].flatMap((some) =>
    Object.entries(some),
  ),
);

/**
 * Decodes a value as the server does, and checks it and everything below it against the rules of its type. Parts that
 * are the same objects in `before`, at the same place, are skipped.
 */
export function walk(value: Value, schema: Schema, place: Place, before?: Value): void {
  if (value === null) return;
  const { is, called } = kinds[schema.kind];
  if (!is(value)) tell(place, value, called);
  else if (isMap(value)) walkMap(value, schema, place, isMap(before) ? before : EMPTY);
  else if (isList(value)) walkList(value, schema, place, isList(before) ? before : NONE);
  else walkScalar(value, schema, place);
}

const NONE: ValueList = [];

/** The same for a map. */
function walkMap(map: ValueMap, schema: Schema, place: Place, before: ValueMap): void {
  if (schema.kind === "any") return;
  walkFields(map, schema, place, before);
  if (schema.kind === "struct") checkStruct(map, schema, place);
}

/** All below a map, and that its fields are known. */
export function walkFields(map: ValueMap, schema: Schema, place: Place, before: ValueMap): void {
  for (const key in map) {
    if (map[key] === before[key]) continue;
    const field = fieldOf(schema, key);
    if (field === undefined || (schema.kind === "struct" && !isKnownSince(schema.type, key, place.pod.minor)))
      unknown(map, schema, below(place, key));
    else if (field.kind !== "string" || typeof map[key] !== "string") walk(map[key] as Value, field, below(place, key), before[key]);
  }
}

function checkImplied(map: ValueMap, fields: readonly string[], { schema, place }: Subject): void {
  for (const name of fields) {
    const field = fieldOf(schema, name);
    if (field && (map[name] ?? null) === null) checkStruct(EMPTY, field, below(place, name));
  }
}

/** The rules of the map's type alone, not of what is below it. */
export function checkStruct(map: ValueMap, schema: Schema, place: Place): void {
  const own = rules.get(schema.type);
  if (own) checkRules(map, own, { schema, place });
}

function walkList(list: ValueList, schema: Schema, place: Place, before: ValueList): void {
  const item = itemOf(schema);
  if (item === undefined) return;
  for (let i = 0; i < list.length; i++) {
    const value = list[i] as Value;
    if ((i < before.length && value === before[i]) || (isMap(value) && before.includes(value))) continue;
    walk(value === null && item.kind === "struct" ? EMPTY : value, item, below(place, i), before[i]);
  }
}

export function unknown(map: ValueMap, schema: Schema, place: Place): void {
  const key = String(place.step);
  const { minor } = place.pod;
  const meant = nearest(
    key,
    fieldNames(schema).filter((name) => isKnownSince(schema.type, name, minor)),
  );
  const expected = laterField(schema.type, key, minor) ?? `no field of ${schema.type}`;
  place.faults.push({ path: pathOf(place), found: map[key], expected, unknown: meant ?? "" });
}

/** Whole numbers of 64 bits; all others have 32. */
const LONG: ReadonlySet<string | number> = new Set([
  ...["runAsUser", "runAsGroup", "fsGroup", "supplementalGroups", "terminationGracePeriodSeconds", "activeDeadlineSeconds"],
  ...["tolerationSeconds", "expirationSeconds", "seconds", "generation", "deletionGracePeriodSeconds"],
]);

function walkScalar(value: Value, schema: Schema, place: Place): void {
  if (schema.kind === "time") {
    if (!isTime(value as string)) tell(place, value, kinds.time.called);
  } else if (typeof value === "number" || typeof value === "bigint") {
    const isLong = LONG.has(typeof place.step === "number" && place.up ? place.up.step : place.step);
    const bits = isLong ? 63 : 31;
    if (schema.kind !== "quantity" && !fits(value, bits)) tell(place, value, `a whole number of ${bits + 1} bits`);
  }
}

function fits(value: number | bigint, bits: number): boolean {
  return typeof value === "bigint" ? BigInt.asIntN(bits + 1, value) === value : value >= -(2 ** bits) && value < 2 ** bits;
}

/** Source: Go's time.RFC3339, which apimachinery's Time is read by */
function isTime(text: string): boolean {
  const found = /^(\d{4})-(\d\d)-(\d\d)T(\d?\d):(\d\d):(\d\d)(?:[.,]\d+)?(?:Z|[+-](\d\d):(\d\d))$/.exec(text);
  if (!found) return false;
  const [year, month, day, hour, minute, second] = found.slice(1, 7).map(Number) as [number, number, number, number, number, number];
  const isDay = month >= 1 && month <= 12 && day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
  return isDay && hour < 24 && minute < 60 && second < 60 && Number(found[7] ?? 0) <= 24 && Number(found[8] ?? 0) < 60;
}

interface Subject {
  readonly schema: Schema;
  readonly place: Place;
}

function checkRules(map: ValueMap, type: TypeRules, subject: Subject): void {
  const { required, fields, items, implied, union, check } = type;
  const { place } = subject;
  for (const field of required ?? []) if (isZero(map[field])) tell(below(place, field), map[field], missing(map[field]));
  for (const field in fields) if (isSet(map, field)) checkField(map, field, type, subject);
  for (const list in items) if (isSet(map, list)) checkItems(map[list], items[list] as Format, below(place, list));
  if (implied) checkImplied(map, implied, subject);
  if (union) checkUnion(map, union, place);
  check?.(map, place);
}

function missing(found: Value | undefined): string {
  return found === 0 ? "a number other than 0" : isList(found) ? "at least one item" : "a value, as the field is required";
}

function checkField(map: ValueMap, field: string, { fields, required }: TypeRules, { schema, place }: Subject): void {
  const value = map[field];
  if (value === undefined || typeof value === "object" || typeof value === "boolean") return;
  if (isZero(value) && (required?.includes(field) || !fieldOf(schema, field)?.pointer)) return;
  const format = fields?.[field] as Format;
  if (!format.allows(value)) tell(below(place, field), value, format.expected);
}

function checkItems(list: Value | undefined, format: Format, place: Place): void {
  if (!isList(list)) return;
  for (const [index, item] of list.entries())
    if (typeof item !== "object" && !format.allows(item)) tell(below(place, index), item, format.expected);
    else if (item === null && !format.allows("")) tell(below(place, index), item, format.expected);
}

function checkUnion(map: ValueMap, { fields, needed }: NonNullable<TypeRules["union"]>, place: Place): void {
  const given = fields.filter((field) => isSet(map, field));
  if (given.length > 1) tell(place, map, `only one of ${given.join(" and ")}`);
  if (given.length === 0 && needed !== undefined) tell(place, map, needed);
}
