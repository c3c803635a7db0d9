import { at, isList, type Value } from "../value/value.ts";
import { specOf } from "./pod.ts";

/** Where a pod template says for which nodes it is. */
export interface WindowsMark {
  /** `os.name`, `nodeSelector kubernetes.io/os`. */
  readonly fact: string;
  readonly path: readonly string[];
}

/** Source: Kubernetes well-known labels; the second is the name of earlier days. */
const osLabels = ["kubernetes.io/os", "beta.kubernetes.io/os"];

const NODE_AFFINITY = ["spec", "affinity", "nodeAffinity"];

/**
 * What says that the pods are for Windows nodes: `os.name`, else the node selector, else a required node affinity; undefined where
 * they are not, or may run elsewhere, too.
 *
 * Source: Kubernetes pkg/apis/core/types.go PodOS; nodeSelectorTerms are alternatives, the expressions of one all have to hold.
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
