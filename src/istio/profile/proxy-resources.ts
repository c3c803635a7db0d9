import { isMap, newMap, type Value, type ValueMap } from "../../value/value.ts";
import { isTruthy } from "../config/values.ts";
import { annotations } from "../names.ts";
import type { PodContext } from "../pod-context.ts";
import { annotationOf, valueAt } from "./pod-settings.ts";

/** Four annotations that together stand for a container's resources. */
type ResourceAnnotations = Readonly<Record<"cpu" | "memory" | "cpuLimit" | "memoryLimit", string>>;

const proxyAnnotations: ResourceAnnotations = {
  cpu: annotations.proxyCpu,
  memory: annotations.proxyMemory,
  cpuLimit: annotations.proxyCpuLimit,
  memoryLimit: annotations.proxyMemoryLimit,
};

const initAnnotations: ResourceAnnotations = {
  cpu: annotations.initCpu,
  memory: annotations.initMemory,
  cpuLimit: annotations.initCpuLimit,
  memoryLimit: annotations.initMemoryLimit,
};

/** The resources of the proxy: those of the annotations where there is any one of them, else those of the values. */
export function proxyResources(context: PodContext): Value {
  return annotated(context, proxyAnnotations) ?? fromValues(context);
}

/**
 * The resources of the init container: the proxy's.
 *
 * Differs: with guide annotations on, `sidecar.istio.io/initCPU` and similar annotations come first; Istio does not
 * have them.
 */
export function initResources(context: PodContext): Value {
  return (context.guideAnnotations ? annotated(context, initAnnotations) : undefined) ?? proxyResources(context);
}

function annotated(context: PodContext, names: ResourceAnnotations): Value | undefined {
  const requests = quantities(annotationOf(context, names.cpu), annotationOf(context, names.memory));
  const limits = quantities(annotationOf(context, names.cpuLimit), annotationOf(context, names.memoryLimit));
  if (requests === undefined && limits === undefined) return undefined;
  return { ...(requests && { requests }), ...(limits && { limits }) };
}

function quantities(cpu: string | undefined, memory: string | undefined): ValueMap | undefined {
  if (cpu === undefined && memory === undefined) return undefined;
  return { ...(cpu !== undefined && { cpu }), ...(memory !== undefined && { memory }) };
}

function fromValues(context: PodContext): Value {
  const resources = valueAt(context, "global", "proxy", "resources");
  return isTruthy(resources) ? omitNull(resources) : null;
}

/**
 * A value without the nulls in it. Maps and lists that become empty are removed too; those that were empty before stay.
 *
 * Source: istio pkg/kube/inject/template.go omitNil.
 */
function omitNull(value: Value): Value {
  if (Array.isArray(value)) {
    const kept = value.map(omitNull).filter((item) => item !== null);
    return kept.length === 0 && value.length > 0 ? null : kept;
  }
  if (!isMap(value)) return value;
  const kept = newMap();
  for (const key of Object.keys(value)) {
    const item = omitNull(value[key] as Value);
    if (item !== null) kept[key] = item;
  }
  return Object.keys(kept).length === 0 && Object.keys(value).length > 0 ? null : kept;
}
