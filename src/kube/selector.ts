import { nearest } from "../diagnostic/nearest.ts";
import { isList, isMap, type Value, type ValueMap } from "../value/value.ts";

/** A parsed label selector: all of its requirements must be met; without requirements it matches everything. */
export type Selector = readonly Requirement[];

export interface Requirement {
  readonly key: string;
  readonly operator: Operator;
  /** In: the allowed values of the label; NotIn: the forbidden ones; otherwise empty. */
  readonly values: readonly string[];
}

export type Operator = "In" | "NotIn" | "Exists" | "DoesNotExist";

export interface SelectorProblem {
  /** Where in the selector, such as `matchExpressions[0].operator`. */
  readonly path: string;
  readonly found: Value | undefined;
  readonly expected: string;
}

/** A requirement that is not met; `actual` is the label's value, or undefined if the label is missing. */
export interface Mismatch extends Requirement {
  readonly actual: string | undefined;
}

/**
 * Whether labels satisfy a selector.
 *
 * | operator | label is there | label is absent |
 * |---|---|---|
 * | In | its value is listed | no |
 * | NotIn | its value is not listed | yes |
 * | Exists | yes | no |
 * | DoesNotExist | no | yes |
 *
 * Source: apimachinery pkg/labels/selector.go Requirement.Matches
 */
export function matches(selector: Selector, labels: ValueMap): boolean {
  return firstMismatch(selector, labels) === undefined;
}

/** The first requirement that is not met, `matchLabels` before `matchExpressions`. */
export function firstMismatch(selector: Selector, labels: ValueMap): Mismatch | undefined {
  for (const requirement of selector) {
    const actual = labelOf(labels, requirement.key);
    if (!holds[requirement.operator](actual, requirement.values)) return { ...requirement, actual };
  }
  return undefined;
}

/**
 * Reads `{matchLabels, matchExpressions}`. If there are problems, the selector has only what could be read, and must
 * not be used.
 *
 * Source: apimachinery pkg/apis/meta/v1/helpers.go LabelSelectorAsSelector, pkg/labels/selector.go NewRequirement
 */
export function parseSelector(value: Value): { readonly selector: Selector; readonly problems: readonly SelectorProblem[] } {
  const problems: SelectorProblem[] = [];
  const report: Report = (path, found, expected) => problems.push({ path, found, expected });
  if (!isMap(value)) {
    report("", value, "a map with matchLabels or matchExpressions");
    return { selector: [], problems };
  }
  checkFields(value, { path: "", known: ["matchLabels", "matchExpressions"], report });
  const selector = [...readLabels(value.matchLabels ?? null, report), ...readExpressions(value.matchExpressions ?? null, report)];
  return { selector, problems };
}

type Report = (path: string, found: Value | undefined, expected: string) => void;

const holds: { readonly [operator in Operator]: (actual: string | undefined, values: readonly string[]) => boolean } = {
  In: (actual, values) => actual !== undefined && values.includes(actual),
  NotIn: (actual, values) => actual === undefined || !values.includes(actual),
  Exists: (actual) => actual !== undefined,
  DoesNotExist: (actual) => actual === undefined,
};

/**
 * The API server refuses a label whose value is not a string; here it is compared by its text. null is "", as Go reads
 * it.
 */
function labelOf(labels: ValueMap, key: string): string | undefined {
  const value = Object.hasOwn(labels, key) ? (labels[key] ?? "") : undefined;
  return value === undefined || typeof value === "object" ? undefined : String(value);
}

function readLabels(labels: Value, report: Report): Selector {
  if (labels === null) return [];
  if (!isMap(labels)) {
    report("matchLabels", labels, "a map of label keys to values");
    return [];
  }
  return Object.keys(labels).flatMap((key) => {
    const path = `matchLabels.${key}`;
    checkKey(key, { path, report });
    const values = readValues([labels[key] as Value], { pathOf: () => path, report });
    return { key, operator: "In" as const, values };
  });
}

function readExpressions(expressions: Value, report: Report): Selector {
  if (expressions === null) return [];
  if (!isList(expressions)) {
    report("matchExpressions", expressions, "a list of {key, operator, values}");
    return [];
  }
  return expressions.flatMap((expression, index) => readExpression(expression, { path: `matchExpressions[${index}]`, report }));
}

interface Reporting {
  readonly path: string;
  readonly report: Report;
}

function readExpression(expression: Value, { path, report }: Reporting): Selector {
  if (!isMap(expression)) {
    report(path, expression, "a map {key, operator, values}");
    return [];
  }
  checkFields(expression, { path: `${path}.`, known: ["key", "operator", "values"], report });
  const { key, operator, values: listed } = expression;
  if (typeof key === "string") checkKey(key, { path: `${path}.key`, report });
  else report(`${path}.key`, key, "a label key");
  if (!isOperator(operator)) report(`${path}.operator`, operator, `one of ${operators.join(", ")}`);
  const values = readExpressionValues(listed ?? null, { path: `${path}.values`, report, operator });
  return typeof key === "string" && isOperator(operator) ? [{ key, operator, values }] : [];
}

function readExpressionValues(listed: Value, { path, report, operator }: Reporting & { operator: Value | undefined }): readonly string[] {
  if (listed !== null && !isList(listed)) {
    report(path, listed, "a list of label values");
    return [];
  }
  const values = listed ?? [];
  const needsValues = operator === "In" || operator === "NotIn";
  if (needsValues && values.length === 0) report(path, listed, `at least one value for ${operator}`);
  if (isOperator(operator) && !needsValues && values.length > 0) report(path, listed, `no values for ${operator}`);
  return readValues(values, { pathOf: (index) => `${path}[${index}]`, report });
}

const operators = Object.keys(holds) as readonly Operator[];

function isOperator(value: Value | undefined): value is Operator {
  return typeof value === "string" && Object.hasOwn(holds, value);
}

function readValues(
  values: readonly Value[],
  { pathOf, report }: { pathOf: (index: number) => string; report: Report },
): readonly string[] {
  return values.flatMap((value, index) => {
    if (typeof value === "string" && isLabelValue(value)) return [value];
    report(pathOf(index), value, "a label value: a string of at most 63 letters, digits, -, _ or ., first and last a letter or digit");
    return [];
  });
}

function checkFields(map: ValueMap, { path, known, report }: Reporting & { known: readonly string[] }): void {
  for (const name of Object.keys(map).filter((key) => !known.includes(key))) {
    const meant = nearest(name, known);
    report(`${path}${name}`, map[name], meant === undefined ? `only ${known.join(", ")}` : `${meant}, which it is near to`);
  }
}

function checkKey(key: string, { path, report }: Reporting): void {
  if (!isLabelKey(key)) report(path, key, "a label key: a name of at most 63 characters, which may be after a DNS name and /");
}

const NAME = /^[A-Za-z0-9]([A-Za-z0-9_.-]*[A-Za-z0-9])?$/;
const DNS_NAME = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/;

/** Source: apimachinery pkg/api/validate/content/kube.go IsLabelValue */
function isLabelValue(value: string): boolean {
  return value === "" || (value.length <= 63 && NAME.test(value));
}

/** Source: apimachinery pkg/api/validate/content/kube.go IsLabelKey */
function isLabelKey(key: string): boolean {
  const slash = key.indexOf("/");
  const [prefix, name] = slash < 0 ? [undefined, key] : [key.slice(0, slash), key.slice(slash + 1)];
  if (prefix !== undefined && (prefix.length > 253 || !DNS_NAME.test(prefix))) return false;
  return name.length <= 63 && NAME.test(name);
}
