import type * as z from "zod/mini";
import { type Diagnostic, diagnostic } from "../../diagnostic/diagnostic.ts";
import { fieldPath } from "../../diagnostic/field-path.ts";
import { choiceText, didYouMean, nearest } from "../../diagnostic/nearest.ts";
import { describe } from "../../kube/describe.ts";
import { fieldNames, fieldOf, itemOf, podTemplateSchema } from "../../kube/schema.ts";
import { valueFix } from "../../kube/value-fix.ts";
import { at, isList, type Value } from "../../value/value.ts";

type Schema = z.core.$ZodType;
type Path = readonly (string | number)[];

interface Found {
  readonly issues: readonly z.core.$ZodIssue[];
  /** A value as it is written, if that says more than the value. */
  readonly written?: ((path: Path) => string | undefined) | undefined;
}

/** All faults that a schema finds in a value, each with the field, what is there and what is expected. */
export function schemaIssues(schema: Schema, value: Value, { issues, written }: Found): readonly Diagnostic[] {
  const misspelt = new Set(issues.flatMap((issue) => misspeltIn(schema, issue)));
  return issues.flatMap((issue) => {
    const path = issue.path as Path;
    const whole = wholePod(issue, value);
    if (whole) return [whole];
    if (issue.code === "unrecognized_keys")
      return issue.keys.map((key) => unknownKey(schema, { path: [...path, key], key, value: at(value, ...path, key) }));
    const found = at(value, ...path);
    if (found === undefined && misspelt.has(fieldText(path))) return [];
    const expected = expectation(issue, schemaAt(schema, path));
    return [wrongValue(path, found, { expected, written: written?.(path), fix: wrongValueFix(schema, { path, found, expected }) })];
  });
}

function fieldText(path: Path): string {
  return path.reduce<string>(fieldPath, "spec");
}

/** The fields that unknown keys probably mean: they are not reported as missing too. */
function misspeltIn(schema: Schema, issue: z.core.$ZodIssue): readonly string[] {
  if (issue.code !== "unrecognized_keys") return [];
  const path = issue.path as Path;
  const known = fieldsAt(schema, path);
  return issue.keys.flatMap((key) => {
    const meant = meantField(key, known);
    return meant === undefined ? [] : [fieldText([...path, meant])];
  });
}

/** Other tools' names for a field, with the field. */
const SYNONYMS: Readonly<Record<string, string>> = {
  kubeVersion: "kubernetesVersion",
  k8sVersion: "kubernetesVersion",
  version: "tag",
  image: "tag",
  registry: "hub",
  labelSelector: "podSelector",
  selector: "podSelector",
  enabled: "policy",
  meta: "metadata",
  op: "operator",
  label: "key",
};

function meantField(key: string, known: readonly string[]): string | undefined {
  const synonym = Object.hasOwn(SYNONYMS, key) ? SYNONYMS[key] : undefined;
  return synonym !== undefined && known.includes(synonym) ? synonym : nearest(key, known);
}

/** A Pod, or a workload, where a sidecar's template is: one fault, whatever it has beside metadata and spec. */
function wholePod(issue: z.core.$ZodIssue, value: Value): Diagnostic | undefined {
  if (issue.code !== "unrecognized_keys" || issue.path.at(-1) !== "template" || !issue.keys.includes("kind")) return undefined;
  const path = issue.path as Path;
  const kind = at(value, ...path, "kind");
  const gone = issue.keys.join(" and ").replace(/ and (?=.* and )/g, ", ");
  return diagnostic("InvalidConfiguration", {
    message: `Cannot use ${fieldText(path)}: it is a whole ${typeof kind === "string" ? kind : "object"}; expected a partial pod with metadata and spec`,
    fix:
      kind === "Pod" || kind === undefined || kind === null
        ? `remove ${gone}`
        : `remove ${gone}, and write under spec what the ${kind} has under spec.template.spec`,
    field: { path: fieldText([...path, "kind"]), ...(kind !== undefined && { current: kind }) },
  });
}

interface UnknownKey {
  readonly path: Path;
  readonly key: string;
  readonly value: Value | undefined;
}

function unknownKey(schema: Schema, { path, key, value }: UnknownKey): Diagnostic {
  const known = fieldsAt(schema, path.slice(0, -1));
  const elsewhere = elsewhereFix(schema, { path, key, value }, known);
  const meant = elsewhere === undefined ? meantField(key, known) : undefined;
  const expected = meant === undefined ? `; expected one of ${known.join(", ")}` : didYouMean(meant);
  return diagnostic("InvalidConfiguration", {
    message: `Cannot use the field ${fieldText(path)}: it is not known${expected}`,
    fix: elsewhere ?? (meant === undefined ? "remove it, or correct its name" : `write ${meant}`),
    field: { path: fieldText(path), ...(value !== undefined && { current: value }) },
  });
}

/** How to correct a key that belongs elsewhere. */
function elsewhereFix(schema: Schema, { path, key, value }: UnknownKey, known: readonly string[]): string | undefined {
  if (known.includes("matchLabels") && typeof value === "string" && nearest(key, known) === undefined)
    return `write matchLabels: {${key}: ${value}}`;
  const place = homeOf(schema, path.slice(0, -1), key) ?? homeInPod(known, key);
  return place && `move it ${place}`;
}

/** The other place of a field with that name: right above, or in a map right below. */
function homeOf(schema: Schema, path: Path, key: string): string | undefined {
  const above = path.slice(0, -1).findLast((step) => typeof step === "string");
  const outer = path.slice(0, typeof path.at(-1) === "number" ? -2 : -1);
  if (path.length > 0 && fieldsAt(schema, outer).includes(key)) return `up to ${above ?? "spec"}`;
  const inner = fieldsAt(schema, path).find((field) => fieldsAt(schema, [...path, field]).includes(key));
  return inner && `under ${inner}`;
}

/** The right place in a sidecar or its template for a field of a pod or container. */
function homeInPod(known: readonly string[], key: string): string | undefined {
  const isSidecar = known.includes("template");
  if (!isSidecar && !(known.includes("metadata") && known.includes("spec"))) return undefined;
  const spec = isSidecar ? "template.spec" : "spec";
  if (fieldNames(podSpec).includes(key)) return `under ${spec}`;
  return fieldNames(container).includes(key) ? `into a container under ${spec}.containers` : undefined;
}

const podSpec = fieldOf(podTemplateSchema, "spec");
const container = itemOf(fieldOf(podSpec, "containers"));

/** The value as it is written, if reading changed it: an author who wrote 1.30 does not search for 1.3. */
export function asWritten(found: Value, written: string | undefined): string {
  const read = describe(found);
  return written === undefined || written === read ? read : `${written}, which YAML reads as ${read}`;
}

function wrongValue(
  path: Path,
  found: Value | undefined,
  { expected, written, fix }: { expected: string; written: string | undefined; fix: string },
): Diagnostic {
  const state = found === undefined ? "it is missing" : `it is ${asWritten(found, written)}`;
  return diagnostic("InvalidConfiguration", {
    message: `Cannot use ${fieldText(path)}: ${state}; expected ${expected}`,
    fix,
    field: { path: fieldText(path), ...(found !== undefined && { current: found }) },
  });
}

interface Wrong {
  readonly path: Path;
  readonly found: Value | undefined;
  readonly expected: string;
}

function wrongValueFix(schema: Schema, { path, found, expected }: Wrong): string {
  const key = String(path.at(-1));
  if (expected === TEXT && typeof found === "boolean" && key === "optIn")
    return "write the key of a label or annotation, such as example.com/inject";
  if (expected.startsWith(ONE_OF)) {
    if (found === undefined) return "add it";
    const choices = expected.slice(ONE_OF.length).replaceAll('"', "").split(", ");
    const near = typeof found === "string" ? nearest(found, choices) : undefined;
    return `write ${near ?? choiceText(choices.filter((word) => word !== ""))}`;
  }
  if (path.at(-2) === "matchLabels" && isList(found))
    return `write matchExpressions: [{key: ${key}, operator: In, values: [${found.join(", ")}]}]`;
  const fields = expected === "a map" ? fieldsAt(schema, path) : [];
  if (fields.length === 0) return valueFix(found, expected, key);
  const [, label, value] = typeof found === "string" && fields.includes("matchLabels") ? (/^([^=\s]+)==?(\S*)$/.exec(found) ?? []) : [];
  if (label !== undefined) return `write {matchLabels: {${label}: ${value}}}`;
  if (typeof found === "string" && fields[0] === "name") return `write {name: ${found}}`;
  return `write its fields under it: ${fields.slice(0, SHOWN).join(", ")}${fields.length > SHOWN ? ", ..." : ""}`;
}

const SHOWN = 6;
const ONE_OF = "one of ";

function expectation(issue: z.core.$ZodIssue, schema: Schema | undefined): string {
  if (issue.code === "invalid_value") {
    const values = issue.values.map((value) => JSON.stringify(value)).join(", ");
    return issue.values.length === 1 ? values : `${ONE_OF}${values}`;
  }
  if (issue.code === "too_big" || issue.code === "too_small") return withinBounds(schema);
  if (issue.code === "invalid_format") return issue.message;
  if (issue.code === "invalid_type")
    return NUMBERS.has(issue.expected) ? withinBounds(schema) : (typeNames[issue.expected] ?? issue.expected);
  return "another value";
}

const NUMBERS: ReadonlySet<string> = new Set(["number", "int"]);

/** What a schema takes, with the bounds of a number, of a text's length or of a list's. */
function withinBounds(schema: Schema | undefined): string {
  const { type, format, checks = [] } = (schema?._zod.def ?? {}) as Partial<Checked>;
  const bound = (name: string, key: string) => checks.map(({ _zod }) => _zod.def).find(({ check }) => check === name)?.[key];
  const what = format === "safeint" ? "a whole number" : (typeNames[String(type)] ?? TEXT);
  if (type === "number") return within(what, bound("greater_than", "value"), bound("less_than", "value"), "");
  const least = bound("min_length", "minimum");
  const most = bound("max_length", "maximum");
  if (least === 1 && most === undefined) return type === "array" ? "a list with at least one entry" : "text that is not empty";
  return within(what, least, most, type === "array" ? " entries" : " characters");
}

interface Checked {
  readonly type: string;
  readonly format: string;
  readonly checks: readonly { readonly _zod: { readonly def: Readonly<Record<string, unknown>> } }[];
}

function within(what: string, least: unknown, most: unknown, unit: string): string {
  const by = unit === "" ? "from" : "of";
  if (least !== undefined && most !== undefined) return `${what} ${by} ${least} to ${most}${unit}`;
  if (most !== undefined) return `${what} of at most ${most}${unit}`;
  return least === undefined ? what : `${what} of at least ${least}${unit}`;
}

const TEXT = "text";

const typeNames: Readonly<Record<string, string>> = {
  object: "a map",
  record: "a map",
  array: "a list",
  string: TEXT,
  boolean: "true or false",
  number: "a number",
};

/** The fields that a schema has at a path. */
function fieldsAt(schema: Schema, path: Path): readonly string[] {
  const found = schemaAt(schema, path);
  const def = found?._zod.def as { shape?: Readonly<Record<string, Schema>> } | undefined;
  return def?.shape ? Object.keys(def.shape) : [];
}

interface Def {
  readonly type: string;
  readonly shape?: Readonly<Record<string, Schema>>;
  readonly innerType?: Schema;
  readonly element?: Schema;
  readonly valueType?: Schema;
  readonly getter?: () => Schema;
}

/** The schema of the value at a path, optional and lazy ones unwrapped. */
export function schemaAt(schema: Schema, path: Path): Schema | undefined {
  const def = schema._zod.def as unknown as Def;
  const inner = def.innerType ?? def.getter?.();
  if (inner) return schemaAt(inner, path);
  const [step, ...rest] = path;
  if (step === undefined) return schema;
  const next = typeof step === "number" ? def.element : def.shape && Object.hasOwn(def.shape, step) ? def.shape[step] : def.valueType;
  return next && schemaAt(next, rest);
}

/** The kind of value that a schema accepts: `string`, `boolean`, `number`, `enum`, `array`, `object`, `record`. */
export function typeOf(schema: Schema): string {
  return (schema._zod.def as unknown as Def).type;
}
