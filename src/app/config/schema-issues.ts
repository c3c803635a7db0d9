import type * as z from "zod/mini";
import { type Diagnostic, diagnostic } from "../../diagnostic/diagnostic.ts";
import { fieldPath } from "../../diagnostic/field-path.ts";
import { nearest } from "../../diagnostic/nearest.ts";
import { describe } from "../../kube/describe.ts";
import { at, isList, isMap, type Value } from "../../value/value.ts";

type Schema = z.core.$ZodType;
type Path = readonly (string | number)[];

interface Found {
  readonly issues: readonly z.core.$ZodIssue[];
  /** A value as it is written, where it tells more than the value. */
  readonly written?: ((path: Path) => string | undefined) | undefined;
}

/** All that a schema finds wrong in a value, each with the field, what is there and what is expected. */
export function schemaIssues(schema: Schema, value: Value, { issues, written }: Found): readonly Diagnostic[] {
  return issues.flatMap((issue) => {
    const path = issue.path as Path;
    if (issue.code === "unrecognized_keys")
      return issue.keys.map((key) => unknownKey(fieldsAt(schema, path), { path: [...path, key], key, value: at(value, ...path, key) }));
    const found = at(value, ...path);
    return [wrongValue(path, found, { expected: expectation(issue), written: written?.(path) })];
  });
}

function fieldText(path: Path): string {
  return path.reduce<string>(fieldPath, "spec");
}

function unknownKey(known: readonly string[], { path, key, value }: { path: Path; key: string; value: Value | undefined }): Diagnostic {
  const near = nearest(key, known);
  const isLabel = known.includes("matchLabels") && typeof value === "string";
  const remedy = isLabel ? `write matchLabels: {${key}: ${value}}` : "remove it, or correct its name";
  return diagnostic("InvalidConfiguration", {
    message: `Cannot use the field ${fieldText(path)}: it is not known; expected one of ${known.join(", ")}`,
    fix: near === undefined ? remedy : `write ${near}`,
    field: { path: fieldText(path), ...(value !== undefined && { current: value }) },
  });
}

/** What is there, as it is written where reading changed it: an author who wrote 1.30 looks for no 1.3. */
export function asWritten(found: Value, written: string | undefined): string {
  const read = describe(found);
  return written === undefined || written === read ? read : `${written}, which YAML reads as ${read}`;
}

function wrongValue(
  path: Path,
  found: Value | undefined,
  { expected, written }: { expected: string; written: string | undefined },
): Diagnostic {
  const state = found === undefined ? "it is missing" : `it is ${asWritten(found, written)}`;
  return diagnostic("InvalidConfiguration", {
    message: `Cannot use ${fieldText(path)}: ${state}; expected ${expected}`,
    fix: found === undefined ? "add it" : expected === TEXT && !isMap(found) && !isList(found) ? "write it in quotes" : "correct the value",
    field: { path: fieldText(path), ...(found !== undefined && { current: found }) },
  });
}

function expectation(issue: z.core.$ZodIssue): string {
  if (issue.code === "invalid_value") {
    const values = issue.values.map((value) => JSON.stringify(value)).join(", ");
    return issue.values.length === 1 ? values : `one of ${values}`;
  }
  if (issue.code === "too_small") return issue.origin === "array" ? "a list with at least one entry" : "text that is not empty";
  if (issue.code === "invalid_format") return issue.message;
  if (issue.code === "invalid_type") return typeNames[issue.expected] ?? issue.expected;
  return "another value";
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

/** The fields that a schema knows at a path. */
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

/** The kind of value that a schema takes: `string`, `boolean`, `number`, `enum`, `array`, `object`, `record`. */
export function typeOf(schema: Schema): string {
  return (schema._zod.def as unknown as Def).type;
}
