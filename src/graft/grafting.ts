import type { Path } from "../change/changes.ts";
import { isList, isMap, type Value, type ValueMap } from "../value/value.ts";
import type { Graft } from "./graft.ts";
import type { IsOwn } from "./own-items.ts";

/** What one graft did to a pod template: the patch that it answers for, and the template with this and all earlier grafts in it. */
export interface Contribution {
  readonly graft: Pick<Graft, "party" | "takesPodAsItIs">;
  readonly patch: Value;
  readonly podTemplate: ValueMap;
}

/** A pod template and what was merged into it, in order. */
export interface Grafting {
  /** Before the first graft. */
  readonly before: ValueMap;
  readonly contributions: readonly Contribution[];
  /** What another configuration grafted conflicts as a layer; see layerConflicts. */
  readonly isOwn: IsOwn;
  /** A path within the template as messages write it. */
  readonly pathTo: (path: Path) => string;
}

/** The pod template as it was before the graft at `index` came in. */
export function beforeGraft({ before, contributions }: Grafting, index: number): ValueMap {
  return contributions[index - 1]?.podTemplate ?? before;
}

/** Who brought something: the first after whom it is there. `undefined` is the pod itself. */
export function bringer({ before, contributions }: Grafting, isIn: (podTemplate: ValueMap) => boolean): Contribution | undefined {
  return isIn(before) ? undefined : contributions.find(({ podTemplate }) => isIn(podTemplate));
}

/** Whether a contribution goes beside what `owner` has, whatever that is; `undefined` is the pod itself. */
export function takesAsItIs({ graft }: Contribution, owner: Contribution | undefined): boolean {
  return owner === undefined && graft.takesPodAsItIs === true;
}

/** `the pod's container web`, `the sidecar proxy's volume logs`, `Istio's container istio-proxy`. */
export function whose(party: string | undefined, what: string): string {
  return `${party ?? "the pod"}'s ${what}`;
}

/** The lists of containers in a pod's spec, in the order in which they start. */
export const CONTAINER_LISTS = ["initContainers", "containers"] as const;

/** The maps of a list in a pod's spec. */
export function itemsAt(podTemplate: Value, list: string): readonly ValueMap[] {
  const spec = isMap(podTemplate) ? podTemplate.spec : undefined;
  return isMap(spec) ? mapsIn(spec[list]) : [];
}

/** The maps among the items of a list; none where it is no list. */
export function mapsIn(list: Value | undefined): readonly ValueMap[] {
  if (!isList(list)) return [];
  return list.every(isMap) ? (list as readonly ValueMap[]) : list.filter(isMap);
}
