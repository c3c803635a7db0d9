import { at, isList, type Value } from "../value/value.ts";
import { specOf } from "./pod.ts";

/** Where a pod template says which nodes it is for. */
export interface WindowsMark {
  /** `os.name`, `nodeSelector kubernetes.io/os`. */
  readonly fact: string;
  readonly path: readonly string[];
}

/** Source: Kubernetes well-known labels; the second is its former name. */
const osLabels = ["kubernetes.io/os", "beta.kubernetes.io/os"];

const NODE_AFFINITY = ["spec", "affinity", "nodeAffinity"];

/**
 * The field that says that the pods are for Windows nodes: `os.name`, or else the node selector, or else a required
 * node affinity; undefined if they are not, or may also run elsewhere.
 *
 * Source: Kubernetes pkg/apis/core/types.go PodOS; nodeSelectorTerms are alternatives; all expressions of one must be
 * met.
 */
export function windowsMark(podTemplate: Value): WindowsMark | undefined {
  const { os, nodeSelector, affinity } = specOf(podTemplate);
  if (os === undefined && nodeSelector === undefined && affinity === undefined) return undefined;
  const name = at(podTemplate, "spec", "os", "name");
  if (name !== undefined && name !== null) return name === "windows" ? { fact: "os.name", path: ["spec", "os", "name"] } : undefined;
  const selected = osLabels.find((label) => at(podTemplate, "spec", "nodeSelector", label) === "windows");
  if (selected !== undefined) return { fact: `nodeSelector ${selected}`, path: ["spec", "nodeSelector", selected] };
  const terms = at(podTemplate, ...NODE_AFFINITY, "requiredDuringSchedulingIgnoredDuringExecution", "nodeSelectorTerms");
  const isRequired = isList(terms) && terms.length > 0 && terms.every(wantsWindows);
  return isRequired ? { fact: "required node affinity", path: NODE_AFFINITY } : undefined;
}

function wantsWindows(term: Value): boolean {
  const expressions = at(term, "matchExpressions");
  return isList(expressions) && expressions.some(isForWindows);
}

function isForWindows(expression: Value): boolean {
  const values = at(expression, "values");
  const isOs = osLabels.includes(String(at(expression, "key"))) && at(expression, "operator") === "In";
  return isOs && isList(values) && values.length > 0 && values.every((value) => value === "windows");
}
