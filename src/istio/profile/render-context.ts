import { annotationsOf, containersIn, labelsOf } from "../../kube/pod.ts";
import { at, isMap, newMap, type Value, type ValueMap } from "../../value/value.ts";
import type { Message } from "../config/message.ts";
import { printed } from "../config/values.ts";
import { annotations, proxyContainer } from "../names.ts";

/** What one pod is rendered from. */
export interface RenderContext {
  /** The pod template as the user has it: `metadata` and `spec`, without what an earlier injection added. */
  readonly pod: ValueMap;
  /** The workload that the pods belong to. */
  readonly workload: Workload;
  /** The chart's values with the defaults filled in. */
  readonly values: ValueMap;
  readonly meshConfig: Message<"MeshConfig">;
  /** This pod's own: the mesh's with annotation and ProxyConfig resources laid over. */
  readonly proxyConfig: Message<"ProxyConfig">;
  readonly revision: string;
  /** Whether the proxy is native where the pod's annotation does not say. */
  readonly nativeSidecars: boolean;
  readonly proxyUid: number;
  readonly proxyGid: number;
  /** "" or "fips-140-3". */
  readonly compliancePolicy: string;
  /** The minor of Istio whose injector is reproduced ("1.31"); undefined: the newest. */
  readonly minor: string | undefined;
  /** Whether annotations that guides show and Istio ignores take effect. */
  readonly guideAnnotations: boolean;
}

export interface Workload {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  /** "" where the manifest does not say. */
  readonly namespace: string;
}

/** The value of an annotation of the pod, or undefined. */
export function annotationOf({ pod }: Pick<RenderContext, "pod">, name: string): string | undefined {
  return textUnder(annotationsOf(pod), name);
}

/** The value of a label of the pod; "" where it has none, as Istio's templates see it. */
export function labelOf({ pod }: Pick<RenderContext, "pod">, name: string): string {
  return textUnder(labelsOf(pod), name) ?? "";
}

/** The annotation where the pod has it, even empty; else the value at a path of the values, printed. */
export function annotationOrValue(context: Pick<RenderContext, "pod" | "values">, name: string, ...path: readonly string[]): string {
  return annotationOf(context, name) ?? printed(at(context.values, ...path));
}

export function valueAt({ values }: Pick<RenderContext, "values">, ...path: readonly string[]): Value | undefined {
  return at(values, ...path);
}

/** The names of the containers that are the user's own. */
export function appContainerNames({ pod }: Pick<RenderContext, "pod">): readonly string[] {
  return containersIn(pod, "containers")
    .map(({ name }) => printed(name ?? ""))
    .filter((name) => name !== proxyContainer);
}

/** REDIRECT, TPROXY or NONE. */
export function interceptionMode(context: RenderContext): string {
  return annotationOf(context, annotations.interceptionMode) ?? context.proxyConfig.interceptionMode ?? "REDIRECT";
}

/** Whether this pod's proxy is native: anything but "false" in the annotation says so; empty is as good as absent. */
export function isNative(context: RenderContext): boolean {
  return (annotationOf(context, annotations.nativeSidecar) || String(context.nativeSidecars)) !== "false";
}

export function proxyMetadata({ proxyConfig }: Pick<RenderContext, "proxyConfig">): Readonly<Record<string, string>> {
  return proxyConfig.proxyMetadata ?? (newMap() as Record<string, string>);
}

function textUnder(map: Value | undefined, name: string): string | undefined {
  const value = isMap(map) && Object.hasOwn(map, name) ? map[name] : undefined;
  return value === undefined || value === null ? undefined : String(value);
}
