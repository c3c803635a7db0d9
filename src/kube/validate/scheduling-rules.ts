import { isMap, type Value, type ValueList, type ValueMap } from "../../value/value.ts";
import { below, EMPTY, isSet, isZero, listOf, mapOf, mapsOf, numberOf, type Place, tell, textOf } from "./fault.ts";
import { dnsLabel, dnsSubdomain, isLabelValue, isQualifiedName, labelValue, oneOf, percent, positive, qualifiedName } from "./formats.ts";
import type { Rules } from "./rules.ts";

const SELECTING = oneOf("In", "NotIn", "Exists", "DoesNotExist");

/** Source: kubernetes pkg/apis/core/validation/validation.go validateAffinity, ValidateTolerations, validateTopologySpreadConstraints, 1.34 */
export const schedulingRules: Rules = {
  LabelSelector: { check: checkMatchLabels },
  LabelSelectorRequirement: {
    required: ["key", "operator"],
    fields: { key: qualifiedName, operator: SELECTING },
    items: { values: labelValue },
    check: checkValues,
  },
  NodeSelector: { required: ["nodeSelectorTerms"], check: checkTerms },
  NodeSelectorTerm: { check: checkMatchFields },
  PreferredSchedulingTerm: { required: ["weight"], fields: { weight: percent } },
  WeightedPodAffinityTerm: { implied: ["podAffinityTerm"], required: ["weight"], fields: { weight: percent } },
  PodAffinityTerm: {
    required: ["topologyKey"],
    fields: { topologyKey: qualifiedName },
    items: { namespaces: dnsLabel },
    check: checkLabelKeys,
  },
  TopologySpreadConstraint: {
    required: ["maxSkew", "topologyKey", "whenUnsatisfiable"],
    fields: {
      maxSkew: positive,
      minDomains: positive,
      whenUnsatisfiable: oneOf("DoNotSchedule", "ScheduleAnyway"),
      nodeAffinityPolicy: oneOf("Honor", "Ignore"),
      nodeTaintsPolicy: oneOf("Honor", "Ignore"),
    },
    check: checkSpread,
  },
  Toleration: {
    fields: {
      key: qualifiedName,
      operator: oneOf("Equal", "Exists"),
      effect: oneOf("NoSchedule", "PreferNoSchedule", "NoExecute"),
    },
    check: checkToleration,
  },
};

/** Labels as a selector or a pod has them. */
export function checkLabels(labels: Value | undefined, place: Place, before: ValueMap = EMPTY): void {
  if (!isMap(labels) || labels === before) return;
  for (const key in labels) {
    const value = labels[key];
    if (value === before[key]) continue;
    if (!isQualifiedName(key)) tell(below(place, key), key, qualifiedName.expected);
    if (typeof value === "string" && !isLabelValue(value)) tell(below(place, key), value, labelValue.expected);
  }
}

function checkMatchLabels(selector: ValueMap, place: Place): void {
  checkLabels(selector.matchLabels, below(place, "matchLabels"));
}

function checkValues(requirement: ValueMap, place: Place): void {
  const values = listOf(requirement, "values");
  const at = below(place, "values");
  if (["In", "NotIn"].includes(textOf(requirement, "operator")) && values.length === 0) tell(at, undefined, "at least one value");
  if (["Exists", "DoesNotExist"].includes(textOf(requirement, "operator")) && values.length > 0)
    tell(at, requirement.values, `no values for ${textOf(requirement, "operator")}`);
}

/** Only required terms ask for values that a label can have; preferred ones take any. */
function checkTerms(selector: ValueMap, place: Place): void {
  for (const [term, i] of mapsOf(selector, "nodeSelectorTerms")) {
    const at = below(below(below(place, "nodeSelectorTerms"), i), "matchExpressions");
    for (const [expression, j] of mapsOf(term, "matchExpressions"))
      for (const [k, value] of listOf(expression, "values").entries())
        if (typeof value === "string" && !isLabelValue(value)) tell(below(below(below(at, j), "values"), k), value, labelValue.expected);
  }
}

const NODE_OPERATORS = oneOf("In", "NotIn", "Exists", "DoesNotExist", "Gt", "Lt");

function checkMatchFields(term: ValueMap, place: Place): void {
  for (const [expression, i] of mapsOf(term, "matchExpressions"))
    checkNodeExpression(expression, below(below(place, "matchExpressions"), i));
  for (const [field, i] of mapsOf(term, "matchFields")) checkNodeField(field, below(below(place, "matchFields"), i));
}

function checkNodeExpression(expression: ValueMap, place: Place): void {
  const { key, operator } = expression;
  if (isZero(key)) tell(below(place, "key"), undefined, "a label's key");
  else if (!qualifiedName.allows(key ?? "")) tell(below(place, "key"), key, qualifiedName.expected);
  if (isZero(operator) || !NODE_OPERATORS.allows(operator ?? "")) tell(below(place, "operator"), operator, NODE_OPERATORS.expected);
  if (["Gt", "Lt"].includes(textOf(expression, "operator")) && listOf(expression, "values").length !== 1)
    tell(below(place, "values"), expression.values, `one value for ${textOf(expression, "operator")}`);
  checkValues(expression, place);
}

function checkNodeField(field: ValueMap, place: Place): void {
  const values = listOf(field, "values");
  if (field.key !== "metadata.name") tell(below(place, "key"), field.key, "metadata.name");
  if (!["In", "NotIn"].includes(textOf(field, "operator"))) tell(below(place, "operator"), field.operator, "In or NotIn");
  else if (values.length !== 1) tell(below(place, "values"), field.values, "one value");
  if (field.key !== "metadata.name") return;
  for (const [i, value] of values.entries())
    if (!dnsSubdomain.allows(value ?? "")) tell(below(below(place, "values"), i), value, "the name of a node");
}

function checkLabelKeys(term: ValueMap, place: Place): void {
  const [matching, mismatching] = [listOf(term, "matchLabelKeys"), listOf(term, "mismatchLabelKeys")];
  const selector = mapOf(term, "labelSelector");
  for (const list of ["matchLabelKeys", "mismatchLabelKeys"]) checkKeyNames(term, below(place, list), list);
  const twice = selector ? repeatedKeys(selector) : [];
  for (const [i, key] of matching.entries()) {
    const at = below(below(place, "matchLabelKeys"), i);
    if (twice.includes(key)) tell(at, key, "a key that is not in labelSelector as well");
    if (mismatching.includes(key)) tell(at, key, "a key that is not in mismatchLabelKeys as well");
  }
}

function checkKeyNames(term: ValueMap, place: Place, list: string): void {
  const keys = listOf(term, list);
  if (keys.length > 0 && !mapOf(term, "labelSelector")) {
    tell(place, term[list], "none without labelSelector");
    return;
  }
  for (const [i, key] of keys.entries()) if (!qualifiedName.allows(key ?? "")) tell(below(place, i), key, qualifiedName.expected);
}

/** The keys of expressions that are in the selector before: only those are refused, as the server itself adds some. */
function repeatedKeys(selector: ValueMap): ValueList {
  const seen = new Set<Value>(Object.keys(mapOf(selector, "matchLabels") ?? {}));
  return mapsOf(selector, "matchExpressions").flatMap(([{ key = "" }]) => {
    const isRepeated = seen.has(key);
    seen.add(key);
    return isRepeated ? [key] : [];
  });
}

/** Since this minor the keys are merged into the selector. */
const KEYS_MERGED = 34;

function checkSpread(constraint: ValueMap, place: Place): void {
  if (isSet(constraint, "minDomains") && constraint.whenUnsatisfiable !== "DoNotSchedule")
    tell(below(place, "minDomains"), constraint.minDomains, "none, as whenUnsatisfiable is not DoNotSchedule");
  if (place.pod.minor >= KEYS_MERGED) checkLabelKeys(constraint, place);
  else checkSpreadKeys(constraint, place);
}

function checkSpreadKeys(constraint: ValueMap, place: Place): void {
  checkKeyNames(constraint, below(place, "matchLabelKeys"), "matchLabelKeys");
  const selector = mapOf(constraint, "labelSelector");
  const used = [...Object.keys(mapOf(selector, "matchLabels") ?? {}), ...mapsOf(selector, "matchExpressions").map(([{ key }]) => key)];
  for (const [i, key] of listOf(constraint, "matchLabelKeys").entries())
    if (used.includes(key)) tell(below(below(place, "matchLabelKeys"), i), key, "a key that is not in labelSelector as well");
}

function checkToleration(toleration: ValueMap, place: Place): void {
  const { operator, value, effect } = toleration;
  if (isZero(toleration.key) && operator !== "Exists") tell(below(place, "operator"), operator, "Exists, as there is no key");
  if (numberOf(toleration, "tolerationSeconds") !== undefined && effect !== "NoExecute")
    tell(below(place, "effect"), effect, "NoExecute, beside tolerationSeconds");
  if (operator === "Exists") {
    if (!isZero(value)) tell(below(place, "value"), value, "no value for Exists");
  } else if (typeof value === "string" && (isZero(operator) || operator === "Equal") && !isLabelValue(value))
    tell(below(place, "value"), value, labelValue.expected);
}
