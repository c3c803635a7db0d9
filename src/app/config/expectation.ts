import type * as z from "zod/mini";

type Schema = z.core.$ZodType;

export const ONE_OF = "one of ";

/** What an issue says that is expected, with the bounds of a number, of a text's length or of a list's. */
export function expectation(issue: z.core.$ZodIssue, schema: Schema | undefined): string {
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

export const TEXT = "text";

const typeNames: Readonly<Record<string, string>> = {
  object: "a map",
  record: "a map",
  array: "a list",
  string: TEXT,
  boolean: "true or false",
  number: "a number",
};
