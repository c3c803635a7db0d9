import type { Path } from "../change/changes.ts";
import type { Value, ValueMap } from "../value/value.ts";
import type { Applied, Graft, Part } from "./graft.ts";
import type { LayerNamed, NamedList } from "./own-items.ts";
import type { Taken } from "./taken-values.ts";

/** The effect of one graft, or of a part of it, on a pod template. */
export interface Contribution extends Part {
  readonly graft: Graft;
  /** The effect of the whole graft. */
  readonly applied: Applied;
}

/** A pod template and what was merged into it, in order. */
export interface Grafting {
  /** Before the first graft. */
  readonly before: ValueMap;
  readonly contributions: readonly Contribution[];
  /** The other configuration that added an item that was in the template before. */
  readonly layerNamed: LayerNamed;
  /** The values of the pod's own, without those of other configurations, that a patch takes away. */
  readonly taken: (patch: Value) => readonly Taken[];
  /** What selects the pod by one of its labels, as named in messages: `the Service web`. */
  readonly selectedBy: (label: string) => string | undefined;
  /** A path within the template, as written in messages. */
  readonly pathTo: (path: Path) => string;
}

/** Who put something into a pod. */
export interface Owner {
  /** Its name in messages. */
  readonly party: string;
  /** Absent: it was there before the first graft. */
  readonly contribution?: Contribution;
}

export const POD: Owner = { party: "the pod" };

/** The pod template as it was before the contribution at `index` came in. */
export function beforeGraft({ before, contributions }: Grafting, index: number): ValueMap {
  return contributions[index - 1]?.podTemplate ?? before;
}

/** Who added an item to the pod: the first after which it is there. */
export function ownerOf(
  { before, contributions, layerNamed }: Grafting,
  [list, name]: readonly [NamedList, Value | undefined],
  isIn: (podTemplate: ValueMap) => boolean,
): Owner {
  if (!isIn(before)) {
    const contribution = contributions.find(({ podTemplate }) => isIn(podTemplate));
    return contribution ? { party: contribution.party, contribution } : POD;
  }
  const layer = layerNamed(list, name);
  return layer === undefined ? POD : { party: `the configuration ${layer}` };
}

/** Whether the graft's own injector would also add a contribution next to the owner's: then it is at most a warning. */
export function isInjectedBeside({ graft }: Contribution, owner: Owner): boolean {
  return graft.hasInjector === true && (owner === POD || owner.contribution?.graft === graft);
}

/** `the pod's container web`, `the sidecar proxy's volume logs`, `Istio's container istio-proxy`. */
export function whose({ party }: Pick<Owner, "party">, what: string): string {
  return `${party}'s ${what}`;
}
