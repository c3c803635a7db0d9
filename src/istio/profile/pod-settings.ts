import { annotationsOf, containersIn, labelsOf } from "../../kube/pod.ts";
import { at, isMap, newMap, type Value } from "../../value/value.ts";
import { printed } from "../config/values.ts";
import { proxyContainer } from "../container-names.ts";
import { annotations } from "../names.ts";
import type { PodContext } from "../pod-context.ts";

/** The value of an annotation of the pod, or undefined. */
export function annotationOf({ pod }: Pick<PodContext, "pod">, name: string): string | undefined {
  return textUnder(annotationsOf(pod), name);
}

/** The value of a label of the pod; "" if it has none, as Istio's templates see it. */
export function labelOf({ pod }: Pick<PodContext, "pod">, name: string): string {
  return textUnder(labelsOf(pod), name) ?? "";
}

/** The annotation if the pod has it, even empty; otherwise the printed value at a path of the values. */
export function annotationOrValue(context: Pick<PodContext, "pod" | "values">, name: string, ...path: readonly string[]): string {
  return annotationOf(context, name) ?? printed(at(context.values, ...path));
}

export function valueAt({ values }: Pick<PodContext, "values">, ...path: readonly string[]): Value | undefined {
  return at(values, ...path);
}

/** The names of the containers that are the user's own. */
export function appContainerNames({ pod }: Pick<PodContext, "pod">): readonly string[] {
  return containersIn(pod, "containers")
    .map(({ name }) => printed(name ?? ""))
    .filter((name) => name !== proxyContainer);
}

/** REDIRECT, TPROXY or NONE. */
export function interceptionMode(context: PodContext): string {
  return annotationOf(context, annotations.interceptionMode) ?? context.proxyConfig.interceptionMode ?? "REDIRECT";
}

/** Whether this pod's proxy is native: anything but "false" in the annotation says so; empty means the same as absent. */
export function isNative(context: PodContext): boolean {
  return (annotationOf(context, annotations.nativeSidecar) || String(context.nativeSidecars)) !== "false";
}

export function proxyMetadata({ proxyConfig }: Pick<PodContext, "proxyConfig">): Readonly<Record<string, string>> {
  return proxyConfig.proxyMetadata ?? (newMap() as Record<string, string>);
}

function textUnder(map: Value | undefined, name: string): string | undefined {
  const value = isMap(map) && Object.hasOwn(map, name) ? map[name] : undefined;
  return value === undefined ? undefined : String(value ?? "");
}
