import { allOf, anyOf, celList, celText, FALSE, hasKey, ifElse, not, selects, TRUE, textIn, textUnder } from "../../kube/cel.ts";
import { ANNOTATIONS, type CelVariable, FOR_WINDOWS, HOST_NETWORK, IS_OF_KNATIVE, LABELS, NAMESPACE_LABELS } from "../../kube/cel-pod.ts";
import { annotations, labels } from "../names.ts";
import { type ControlPlane, isDefault, type Precedence, planeNamed } from "./control-plane.ts";
import { systemNamespaces } from "./judge-injection.ts";

/** The variables by which a policy decides as `judgeInjection` does, and whether the pod gets Istio's sidecar. */
export interface InjectionGuard {
  readonly variables: readonly CelVariable[];
  readonly wanted: readonly string[];
  /** The name under which `variables.istioPlane` holds a control plane. */
  readonly idOf: (plane: ControlPlane) => string;
}

const KEY = "variables.istioKey";
export const PLANE = "variables.istioPlane";
const HAS_KEY_LABEL = hasKey(LABELS, labels.inject);
const PODS_REVISION = hasKey(LABELS, labels.revision);

export function guardInjection(planes: readonly ControlPlane[], precedence: Precedence): InjectionGuard {
  const named = planesById(planes);
  const key = ifElse(HAS_KEY_LABEL, textUnder(LABELS, labels.inject), textIn(ANNOTATIONS, annotations.inject));
  const selecting = planes.some(({ namespaceSelector }) => namespaceSelector !== undefined);
  const optsIn = precedence === "pod" ? `${KEY} == 'true'` : FALSE;
  const plane = selecting ? selectedPlane(planes, named, optsIn) : labelledPlane(planes, named, optsIn);
  return {
    variables: [
      { name: "istioKey", expression: key },
      { name: "istioPlane", expression: plane },
    ],
    wanted: [
      not(HOST_NETWORK),
      not(FOR_WINDOWS),
      not(IS_OF_KNATIVE),
      not(`request.namespace in ${celList(systemNamespaces)}`),
      `${KEY} != 'false'`,
      rulesOfPlanes(planes, named),
    ],
    idOf: named.idOf,
  };
}

interface Named {
  readonly idOf: (plane: ControlPlane | undefined) => string;
  /** The id of the control plane that an expression names. */
  readonly served: (expression: string) => string;
  readonly standard: string;
}

/** The first one with a name has the name as its id. */
function planesById(planes: readonly ControlPlane[]): Named {
  const nameOf = ({ revision }: ControlPlane) => revision || "default";
  const ids = planes.map((plane, i) =>
    planes.findIndex((other) => nameOf(other) === nameOf(plane)) === i ? nameOf(plane) : `${nameOf(plane)}#${i}`,
  );
  const idOf = (plane: ControlPlane | undefined) => (plane === undefined ? "" : (ids[planes.indexOf(plane)] as string));
  const names = [...new Set(planes.flatMap((plane) => [nameOf(plane), ...plane.tags]))];
  const map = names.map((name) => `${celText(name)}: ${celText(idOf(planeNamed(planes, name)))}`).join(", ");
  return { idOf, served: (expression) => `{${map}}[?${expression}].orValue('')`, standard: celText(idOf(planeNamed(planes, "default"))) };
}

/** The control plane that the pod itself names, else the default one. */
function ownPlane({ served, standard }: Named): string {
  return ifElse(PODS_REVISION, served(`${LABELS}[${celText(labels.revision)}]`), standard);
}

function labelledPlane(planes: readonly ControlPlane[], named: Named, optsIn: string): string {
  const byDefault = planes.some((plane) => isDefault(plane) && plane.enableNamespacesByDefault);
  const asks = anyOf(PODS_REVISION, optsIn, allOf(HAS_KEY_LABEL, `${KEY} == 'true'`));
  const own = ownPlane(named);
  const rest = byDefault ? ifElse(HAS_KEY_LABEL, "''", named.standard) : "''";
  return cases(
    [
      [`${textIn(NAMESPACE_LABELS, labels.injection)} == 'enabled'`, named.standard],
      [hasKey(NAMESPACE_LABELS, labels.injection), ifElse(optsIn, own, "''")],
      [hasKey(NAMESPACE_LABELS, labels.revision), named.served(`${NAMESPACE_LABELS}[${celText(labels.revision)}]`)],
      [asks, own],
    ],
    rest,
  );
}

function selectedPlane(planes: readonly ControlPlane[], named: Named, optsIn: string): string {
  const selecting = planes.filter(({ namespaceSelector }) => namespaceSelector !== undefined);
  const tests = selecting.map((plane) => selects(plane.namespaceSelector ?? [], NAMESPACE_LABELS));
  const last = cases(selecting.map((plane, i) => [tests[i] as string, celText(named.idOf(plane))] as const).reverse(), "''");
  const asked = ifElse(
    hasKey(NAMESPACE_LABELS, labels.revision),
    textUnder(NAMESPACE_LABELS, labels.revision),
    textIn(LABELS, labels.revision),
  );
  const served = named.served(asked);
  const chosen = ifElse(`${served} != ''`, served, last);
  return ifElse(anyOf(...tests), chosen, ifElse(optsIn, ownPlane(named), "''"));
}

function cases(rows: readonly (readonly [string, string])[], otherwise: string): string {
  return rows.reduceRight((rest, [condition, then]) => ifElse(condition, then, rest), otherwise);
}

/** What each control plane decides when it is asked. */
function rulesOfPlanes(planes: readonly ControlPlane[], { idOf }: Named): string {
  const rules = planes.map(ruleOf);
  if (rules.every((rule) => rule === TRUE)) return `${PLANE} != ''`;
  return anyOf(...planes.map((plane, i) => allOf(`${PLANE} == ${celText(idOf(plane))}`, rules[i] as string)));
}

function ruleOf({ policy, neverInjectSelector, alwaysInjectSelector }: ControlPlane): string {
  if (policy !== "enabled" && policy !== "disabled") return FALSE;
  const match = (selectors: ControlPlane["neverInjectSelector"]) =>
    anyOf(...selectors.filter((selector) => selector.length > 0).map((selector) => selects(selector, LABELS)));
  const byPolicy = policy === "enabled" ? TRUE : match(alwaysInjectSelector);
  const bySelector = allOf(not(match(neverInjectSelector)), byPolicy);
  return bySelector === TRUE ? TRUE : anyOf(`${KEY} == 'true'`, bySelector);
}
