import type { Path } from "../change/changes.ts";
import type { Diagnostic } from "../diagnostic/diagnostic.ts";
import { at, isList, isMap, type Value, type ValueMap } from "../value/value.ts";
import { containerConflicts } from "./container-conflicts.ts";
import { fieldConflicts } from "./field-conflicts.ts";
import type { IsOwn } from "./own-items.ts";
import { portConflicts } from "./port-conflicts.ts";
import { readablePath } from "./readable-path.ts";
import { keyedPath, type TemplatePath } from "./replace-at.ts";
import { volumeConflicts } from "./volume-conflicts.ts";

/** What one graft did to a pod template: the patch, and the template with it and all earlier ones merged in. */
export interface Contribution {
  readonly graft: string;
  readonly patch: Value;
  readonly merged: ValueMap;
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

/** Everything in which grafts contradict each other or the pod, each telling both sides. */
export function conflicts(
  before: ValueMap,
  contributions: readonly Contribution[],
  { template, isOwn }: { template: TemplatePath; isOwn: IsOwn },
): readonly Diagnostic[] {
  const pathTo = (path: Path) => readablePath([...keyedPath(template), ...path]);
  const grafting = { before, contributions, isOwn, pathTo };
  return [fieldConflicts, containerConflicts, portConflicts, volumeConflicts].flatMap((find) => find(grafting));
}

/** The pod template as it was before the graft at `index` came in. */
export function beforeGraft({ before, contributions }: Grafting, index: number): ValueMap {
  return contributions[index - 1]?.merged ?? before;
}

/** Who brought something: the first after whom it is there. `undefined` is the pod itself. */
export function bringer({ before, contributions }: Grafting, isIn: (podTemplate: ValueMap) => boolean): string | undefined {
  return isIn(before) ? undefined : contributions.find(({ merged }) => isIn(merged))?.graft;
}

/** `the pod's container "web"`, `the sidecar proxy's volume "logs"`. */
export function whose(graft: string | undefined, what: string): string {
  return graft === undefined ? `the pod's ${what}` : `the sidecar ${graft}'s ${what}`;
}

/** The maps of a list in a pod's spec. */
export function itemsAt(podTemplate: Value, list: string): readonly ValueMap[] {
  const items = at(podTemplate, "spec", list);
  return isList(items) ? items.filter(isMap) : [];
}
