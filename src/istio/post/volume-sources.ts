import { specOf } from "../../kube/pod.ts";
import { remembered } from "../../value/remembered.ts";
import { isList, isMap, type ValueMap, withKey } from "../../value/value.ts";
import type { PostStep } from "./post-step.ts";

/**
 * Takes the null out of `emptyDir: null`, which a template writes of a volume so that the pod, or another template, may give
 * that its source. Where nobody does, the name alone stands for an empty directory.
 *
 * Istio's merge keeps the null if the pod has volumes of its own, and its decoder drops it.
 * Source: kubernetes pkg/apis/core/v1/defaults.go SetDefaults_Volume
 */
export const volumeSources: PostStep = (pod, { original }) => {
  const spec = specOf(pod);
  const { volumes } = spec;
  const own = specOf(original).volumes;
  if (!isList(volumes) || !isList(own)) return pod;
  const isOwn = ({ name }: ValueMap) => own.some((volume) => isMap(volume) && volume.name === name);
  const open = volumes.map((volume) => (isMap(volume) && volume.emptyDir === null && !isOwn(volume) ? withoutNull(volume) : volume));
  return open.every((volume, i) => volume === volumes[i]) ? pod : withKey(pod, "spec", withKey(spec, "volumes", open));
};

/** The same object for the same volume: what is alike in every pod is one object. */
const withoutNull = remembered((volume: ValueMap) => withKey(volume, "emptyDir", undefined));
