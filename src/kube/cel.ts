import type { Requirement, Selector } from "./selector.ts";

/** CEL expressions for admission policies of Kubernetes. Each is complete, so it may be part of another one. */

export const TRUE = "true";
export const FALSE = "false";

/** A string literal. */
export function celText(text: string): string {
  const escaped = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'");
  return `'${escaped}'`;
}

export function celList(texts: readonly string[]): string {
  return `[${texts.map(celText).join(", ")}]`;
}

/** Whether all are true. */
export function allOf(...parts: readonly string[]): string {
  if (parts.includes(FALSE)) return FALSE;
  return joined(parts, TRUE, "&&");
}

/** Whether one of them is true. */
export function anyOf(...parts: readonly string[]): string {
  if (parts.includes(TRUE)) return TRUE;
  return joined(parts, FALSE, "||");
}

/** `neutral` changes nothing; it is also the result without expressions. */
function joined(parts: readonly string[], neutral: string, operator: string): string {
  const counted = [...new Set(parts)].filter((part) => part !== neutral);
  if (counted.length < 2) return counted[0] ?? neutral;
  return `(${counted.join(` ${operator} `)})`;
}

export function not(part: string): string {
  if (part === TRUE) return FALSE;
  return part === FALSE ? TRUE : `!${/^(?:[\w.]+|\(.*\))$/s.test(part) ? part : `(${part})`}`;
}

export function ifElse(condition: string, then: string, otherwise: string): string {
  if (condition === TRUE || then === otherwise) return then;
  return condition === FALSE ? otherwise : `(${condition} ? ${then} : ${otherwise})`;
}

/** Whether a map of strings has a key. */
export function hasKey(map: string, key: string): string {
  return `${celText(key)} in ${map}`;
}

/** The string under a key that is there. */
export function textUnder(map: string, key: string): string {
  return `${map}[${celText(key)}]`;
}

/** The string under a key; "" if the key is absent. */
export function textIn(map: string, key: string): string {
  return `${map}[?${celText(key)}].orValue('')`;
}

/** Whether labels satisfy a selector. */
export function selects(selector: Selector, labels: string): string {
  return allOf(...selector.map((requirement) => holds(requirement, labels)));
}

function holds({ key, operator, values }: Requirement, labels: string): string {
  const isListed = allOf(
    hasKey(labels, key),
    `${textUnder(labels, key)} ${values.length === 1 ? `== ${celText(values[0] as string)}` : `in ${celList(values)}`}`,
  );
  if (operator === "In") return isListed;
  if (operator === "NotIn") return not(isListed);
  return operator === "Exists" ? hasKey(labels, key) : not(hasKey(labels, key));
}
