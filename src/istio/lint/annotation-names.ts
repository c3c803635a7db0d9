import { type Diagnostic, diagnostic, type MetadataKey } from "../../diagnostic/diagnostic.ts";
import { didYouMean, nearest } from "../../diagnostic/nearest.ts";
import { misplacedKeys } from "../../graft/misplaced-keys.ts";
import { annotationTexts, labelTexts } from "../../kube/pod.ts";
import { annotationRow } from "../annotations/table.ts";
import { annotations, labels, otherAnnotations } from "../names.ts";
import type { PodLintFacts } from "./pod-lint-facts.ts";

const known: readonly string[] = [...Object.values(annotations), ...otherAnnotations, ...Object.values(labels)];

/** Annotations that are read as labels too, or as labels only. */
const labelNames: readonly string[] = Object.values(labels);

/** Annotations of Istio's that do not exist, misspelt or in another prefix; and labels beside the inject label. */
export function unknownNames({ podTemplate }: PodLintFacts): readonly Diagnostic[] {
  const nearInject = Object.keys(labelTexts(podTemplate)).filter(
    (name) => name.startsWith("sidecar.istio.io/") || name.endsWith("/inject") || labelMeant(name) !== undefined,
  );
  return [...unknown("annotations", Object.keys(annotationTexts(podTemplate))), ...unknown("labels", nearInject)];
}

function unknown(which: MetadataKey["which"], names: readonly string[]): readonly Diagnostic[] {
  const noun = which === "labels" ? "label" : "annotation";
  return names.flatMap((name) => {
    if (!isOfIstio(name) || known.includes(name)) return [];
    const meant = (which === "labels" ? labelMeant(name) : undefined) ?? sameLastPart(name) ?? nearest(name, known);
    const to =
      meant === undefined || annotationRow(meant)?.standing === "written" ? undefined : { which: whichOf(meant, which), name: meant };
    return [
      diagnostic("UnknownAnnotation", {
        message: `The ${noun} ${name} has no effect: Istio does not know it${didYouMean(meant)}`,
        fix: meant === undefined ? `remove the ${noun}` : `write ${meant}, or remove the ${noun}`,
        field: { path: `metadata.${which}[${name}]` },
        ...(to && moved({ of: "podTemplate", which, name }, to)),
      }),
    ];
  });
}

/** The label of the same domain that is most likely meant; other labels of Istio's are for other readers. */
function labelMeant(name: string): string | undefined {
  if (labelNames.includes(name)) return undefined;
  if (name === "istio.io/revision") return labels.revision;
  const domain = name.slice(0, name.indexOf("/") + 1);
  const lasts = labelNames.flatMap((label) => (domain !== "" && label.startsWith(domain) ? label.slice(domain.length) : []));
  const meant = isOfIstio(name) ? nearest(name.slice(domain.length), lasts) : undefined;
  return meant === undefined ? undefined : domain + meant;
}

/**
 * Keys that are around the pod template's metadata but only read in it, or among the labels but only read among the
 * annotations.
 */
export function misplacedNames({ podTemplate, outer, workload }: PodLintFacts): readonly Diagnostic[] {
  const given = Object.keys(labelTexts(podTemplate));
  const asLabels = given.filter((name) => isOfIstio(name) && isAnnotationOnly(name));
  return [
    ...misplacedKeys({ podTemplate, kind: workload.kind, outer }, countsAmong),
    ...asLabels.map(amongLabels),
    ...given.filter((name) => name === labels.injection).map(onPod),
  ];
}

/** The inject key and the proxy's settings; a revision or topology label on a workload may be for other readers. */
function countsAmong(name: string, which: MetadataKey["which"]): MetadataKey["which"] | undefined {
  const row = annotationRow(name);
  const isOfPod = ofPods.some((prefix) => name.startsWith(prefix)) || row?.readBy.some((reader) => reader !== "others");
  if (!isOfPod || !isOfIstio(name) || row?.standing === "written") return undefined;
  return isAnnotationOnly(name) ? "annotations" : which;
}

const ofPods = ["sidecar.istio.io/", "traffic.sidecar.istio.io/", "status.sidecar.istio.io/", "readiness.status.sidecar.istio.io/"];

function amongLabels(name: string): Diagnostic {
  return diagnostic("MisplacedAnnotation", {
    message: `The label ${name} of the pod template has no effect: it only counts as an annotation`,
    fix: "move it to metadata.annotations",
    field: { path: `metadata.labels[${name}]` },
    ...moved({ of: "podTemplate", which: "labels", name }, { which: "annotations", name }),
  });
}

function onPod(name: string): Diagnostic {
  return diagnostic("MisplacedAnnotation", {
    message: `The label ${name} of the pod template has no effect: it only counts on the namespace`,
    fix: `label the namespace, or write ${labels.inject} on the pod template`,
    field: { path: `metadata.labels[${name}]` },
  });
}

export function deprecatedAnnotations({ podTemplate, unread }: PodLintFacts): readonly Diagnostic[] {
  const given = annotationTexts(podTemplate);
  const labelled = labelTexts(podTemplate)[labels.inject] !== undefined;
  return Object.keys(given).flatMap((name) => {
    const { standing, instead, successor } = annotationRow(name) ?? {};
    if (standing !== "deprecated" || (name === annotations.inject && labelled) || unread.includes(name)) return [];
    return [
      diagnostic("DeprecatedAnnotation", {
        message: `The annotation ${name} is deprecated; use ${instead}`,
        fix: `use ${instead}`,
        field: { path: `metadata.annotations[${name}]` },
        ...(successor && moved({ of: "podTemplate", which: "annotations", name }, successor)),
      }),
    ];
  });
}

function moved(from: MetadataKey, to: Pick<MetadataKey, "which" | "name">): Pick<Diagnostic, "move"> {
  return { move: { from, to: { of: "podTemplate", ...to } } };
}

/** Where a known name is read; the inject key, which is read in both, stays where it is. */
function whichOf(name: string, which: MetadataKey["which"]): MetadataKey["which"] {
  if (name === annotations.inject) return which;
  return labelNames.includes(name) ? "labels" : "annotations";
}

function isAnnotationOnly(name: string): boolean {
  return (Object.values(annotations) as readonly string[]).includes(name) && !labelNames.includes(name);
}

function isOfIstio(name: string): boolean {
  return name.slice(0, Math.max(0, name.indexOf("/"))).endsWith("istio.io");
}

/** `traffic.istio.io/includeInboundPorts` for `traffic.sidecar.istio.io/includeInboundPorts`. */
function sameLastPart(name: string): string | undefined {
  const last = name.slice(name.indexOf("/")).toLowerCase();
  return known.find((candidate) => candidate.slice(candidate.indexOf("/")).toLowerCase() === last);
}
