import { stablePlace } from "../../value/stable-place.ts";

/** Part of a rollout: of these namespaces, or of all, this percentage. */
export interface Wave {
  readonly percent?: number | undefined;
  readonly namespaces?: readonly string[] | undefined;
}

/** The workload that runs a pod, as waves know it. */
export interface WaveMember {
  readonly namespace: string;
  readonly name: string;
}

/**
 * The number of the first wave that moves a workload, from 1; undefined if none does. A workload's place depends only
 * on its namespace and name, so that a larger percentage includes all workloads of a smaller one, in every repository.
 */
export function waveOf({ namespace, name }: WaveMember, waves: readonly Wave[]): number | undefined {
  const place = 100 * stablePlace(`${namespace}/${name}`);
  const index = waves.findIndex(({ percent = 100, namespaces }) => (namespaces?.includes(namespace) ?? true) && place < percent);
  return index < 0 ? undefined : index + 1;
}
