import { equal, isMap, newMap, type Value, type ValueList, type ValueMap } from "../value/value.ts";
import { PATCH } from "./patch-directives.ts";
import { reuseItems } from "./sharing.ts";

type Join = (original: ValueList, patch: ValueList) => ValueList | undefined;

/** Every item of both; if the API server takes two for one, both must be equal. */
const union =
  (...keys: readonly string[]): Join =>
  (original, patch) => {
    const isOne = (a: Value, b: Value) => isMap(a) && isMap(b) && keys.length > 0 && keys.every((key) => equal(a[key], b[key]));
    const added: Value[] = [];
    for (const item of patch) {
      const same = [...original, ...added].find((other) => equal(item, other) || isOne(item, other));
      if (same === undefined) added.push(item);
      else if (!equal(item, same)) return undefined;
    }
    return [...original, ...added];
  };

/**
 * A pod goes to a node that matches any term, so each term of one side is combined with each term of the other. A term
 * that has all of another one's requirements needs no more. A term without requirements matches no node.
 */
const everyPair: Join = (original, patch) => {
  if (![...original, ...patch].every((term) => isMap(term) && requirements(term).length > 0)) return undefined;
  const added = patch as readonly ValueMap[];
  return (original as readonly ValueMap[]).flatMap((term) => {
    const isEnough = added.some((other) => requirements(other).every((wanted) => requirements(term).some((has) => equal(has, wanted))));
    return isEnough ? [term] : added.map((other) => bothOf(term, other));
  });
};

const TERM_FIELDS = ["matchExpressions", "matchFields"] as const;

/** With the field in which each is. */
function requirements(term: ValueMap): readonly Value[] {
  return TERM_FIELDS.flatMap((field) => listIn(term, field).map((requirement) => [field, requirement]));
}

function bothOf(term: ValueMap, other: ValueMap): ValueMap {
  const both = Object.assign(newMap(), term);
  for (const field of TERM_FIELDS)
    if (other[field] !== undefined) both[field] = union()(listIn(term, field), listIn(other, field)) as ValueList;
  return both;
}

function listIn(map: ValueMap, field: string): ValueList {
  const list = map[field];
  return Array.isArray(list) ? list : [];
}

/** Lists that are sets in meaning, by the struct and the field in which they are. */
const JOINS: ReadonlyMap<string, Join> = new Map([
  ["Container.envFrom", union()],
  ["Container.resizePolicy", union("resourceName")],
  ["ResourceRequirements.claims", union("name")],
  ["Capabilities.add", union()],
  ["Capabilities.drop", union()],
  ["PodSpec.tolerations", union()],
  ["PodSpec.readinessGates", union()],
  ["PodSpec.topologySpreadConstraints", union("topologyKey", "whenUnsatisfiable")],
  ["PodSecurityContext.supplementalGroups", union()],
  ["PodSecurityContext.sysctls", union("name")],
  ["HostAlias.hostnames", union()],
  ["NodeSelector.nodeSelectorTerms", everyPair],
  ["NodeAffinity.preferredDuringSchedulingIgnoredDuringExecution", union()],
  ...["PodAffinity", "PodAntiAffinity"].flatMap((type): [string, Join][] => [
    [`${type}.requiredDuringSchedulingIgnoredDuringExecution`, union()],
    [`${type}.preferredDuringSchedulingIgnoredDuringExecution`, union()],
  ]),
]);

/**
 * Joins two lists so that both sides are satisfied: the original's items, then those that it lacks. Undefined if a list
 * is not a set, if the two contradict each other, or if the patch has a directive.
 */
export function joinedList(place: string, original: ValueList, patch: ValueList): ValueList | undefined {
  const join = JOINS.get(place);
  if (!join || patch.some((item) => isMap(item) && PATCH in item)) return undefined;
  const joined = join(original, patch);
  return joined && reuseItems(original, joined);
}
