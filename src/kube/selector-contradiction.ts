import type { Requirement, Selector } from "./selector.ts";

/** The key for which a selector is contradictory; undefined if some labels satisfy it. */
export function contradiction(selector: Selector): string | undefined {
  return [...new Set(selector.map(({ key }) => key))].find((key) => !canHold(selector.filter((requirement) => requirement.key === key)));
}

function canHold(requirements: readonly Requirement[]): boolean {
  const lists = requirements.flatMap(({ operator, values }) => (operator === "In" ? [values] : []));
  const [first] = lists;
  const mustBeAbsent = requirements.some(({ operator }) => operator === "DoesNotExist");
  if (mustBeAbsent) return first === undefined && !requirements.some(({ operator }) => operator === "Exists");
  const refused = requirements.flatMap(({ operator, values }) => (operator === "NotIn" ? values : []));
  return first === undefined || first.some((value) => lists.every((list) => list.includes(value)) && !refused.includes(value));
}
