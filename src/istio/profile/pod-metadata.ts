import { hasChange } from "../config/versions.ts";
import { annotations, labels } from "../names.ts";
import type { PodContext } from "../pod-context.ts";
import { annotationOf, appContainerNames, labelOf, proxyMetadata } from "./pod-settings.ts";

type Texts = Readonly<Record<string, string>>;

/** The labels by which telemetry knows the workload. */
export function canonicalLabels(context: PodContext, trim: (name: string) => string = (name) => name): Texts {
  const first = (...names: readonly string[]) => names.map((name) => labelOf(context, name)).find((value) => value !== "");
  return {
    [labels.canonicalName]: trim(first(labels.canonicalName, labels.appName, labels.app) ?? context.workload.name),
    [labels.canonicalRevision]: first(labels.canonicalRevision, labels.appVersion, labels.version) ?? "latest",
  };
}

/** The labels of a pod with a sidecar. */
export function sidecarLabels(context: PodContext): Texts {
  const tunnels = proxyMetadata(context).ISTIO_META_ENABLE_HBONE === "true";
  return {
    [labels.tlsMode]: labelOf(context, labels.tlsMode) || "istio",
    ...(tunnels && { [labels.tunnel]: labelOf(context, labels.tunnel) || "http" }),
    ...canonicalLabels(context, (name) => labelValue(name, context.minor)),
  };
}

/** The revision that injected, and the container that kubectl uses if the user names none. */
export function injectionAnnotations(context: PodContext): Texts {
  const [first] = appContainerNames(context);
  const kubectl = [annotations.defaultLogsContainer, annotations.defaultContainer];
  const unset = first === undefined ? [] : kubectl.filter((name) => annotationOf(context, name) === undefined);
  return {
    [annotations.revision]: context.revision || "default",
    ...Object.fromEntries(unset.map((name) => [name, first as string])),
  };
}

/**
 * At most 63 characters, no punctuation at either end.
 *
 * Differs: Istio 1.30 leaves a dot or underscore at the end of a name that it cut, which is not a label value.
 */
function labelValue(name: string, minor: string | undefined): string {
  const cut = name.slice(0, 63);
  if (hasChange(minor, "canonicalNameTrimmed")) return withoutPunctuation(cut, cut.search(/[^-_.]/));
  if (cut !== name) return withoutPunctuation(cut, 0);
  return cut.endsWith("-") ? cut.slice(0, -1) : cut;
}

function withoutPunctuation(name: string, start: number): string {
  let end = name.length;
  while (end > 0 && "-_.".includes(name[end - 1]!)) end--;
  return start < 0 ? "" : name.slice(start, end);
}
