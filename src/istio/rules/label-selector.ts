import { at, isList, isMap, type Value, type ValueMap } from "../../value/value.ts";

/**
 * Whether labels match a Kubernetes label selector. The empty selector matches everything; where it should match nothing, as
 * in Istio's never- and alwaysInjectSelector, ask {@link isEmptySelector} first. An operator that is not known matches nothing.
 *
 * Source: apimachinery pkg/apis/meta/v1 LabelSelectorAsSelector.
 */
export function matchesSelector(selector: Value | undefined, labels: ValueMap): boolean {
  const wanted = at(selector, "matchLabels");
  const exact = isMap(wanted) ? Object.keys(wanted).every((key) => own(labels, key) === String(wanted[key])) : true;
  return exact && expressionsOf(selector).every((expression) => matchesExpression(expression, labels));
}

export function isEmptySelector(selector: Value | undefined): boolean {
  const wanted = at(selector, "matchLabels");
  return (!isMap(wanted) || Object.keys(wanted).length === 0) && expressionsOf(selector).length === 0;
}

type Operator = (value: string | undefined, values: readonly string[]) => boolean;

const operators: Readonly<Record<string, Operator>> = {
  In: (value, values) => value !== undefined && values.includes(value),
  NotIn: (value, values) => value === undefined || !values.includes(value),
  Exists: (value) => value !== undefined,
  DoesNotExist: (value) => value === undefined,
};

function matchesExpression(expression: ValueMap, labels: ValueMap): boolean {
  const name = String(expression.operator);
  const operator = Object.hasOwn(operators, name) ? operators[name] : undefined;
  const values = isList(expression.values) ? expression.values.map(String) : [];
  return operator?.(own(labels, String(expression.key)), values) ?? false;
}

function expressionsOf(selector: Value | undefined): readonly ValueMap[] {
  const expressions = at(selector, "matchExpressions");
  return isList(expressions) ? expressions.filter(isMap) : [];
}

function own(labels: ValueMap, key: string): string | undefined {
  return Object.hasOwn(labels, key) ? String(labels[key]) : undefined;
}
