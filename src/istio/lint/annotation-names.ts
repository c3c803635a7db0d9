import { type Diagnostic, diagnostic, type MetadataKey } from "../../diagnostic/diagnostic.ts";
import { nearest } from "../../diagnostic/nearest.ts";
import { at, isMap, type Value } from "../../value/value.ts";
import { annotationRow } from "../annotations/table.ts";
import { annotations, labels, otherAnnotations } from "../names.ts";
import { textsOf } from "../pod-containers.ts";
import type { PodLintFacts } from "./pod-lint-facts.ts";

const known: readonly string[] = [...Object.values(annotations), ...otherAnnotations, ...Object.values(labels)];

/** Annotations that are read as labels, too, or as labels only. */
const labelNames: readonly string[] = Object.values(labels);

/** Annotations of Istio's that do not exist: misspelt, or in another prefix. */
export function unknownAnnotations({ podTemplate }: PodLintFacts): readonly Diagnostic[] {
  return Object.keys(textsOf(podTemplate, "annotations")).flatMap((name) => {
    if (!isOfIstio(name) || known.includes(name)) return [];
    const meant = sameLastPart(name) ?? nearest(name, known);
    return [
      diagnostic("UnknownAnnotation", {
        message: `Cannot heed the annotation ${name}: Istio knows none of that name; expected ${meant === undefined ? "one that it knows" : `perhaps ${meant}`}`,
        fix: meant === undefined ? "Remove the annotation." : `Write ${meant}, or remove the annotation.`,
        field: { path: `metadata.annotations[${name}]` },
        ...(meant !== undefined &&
          annotationRow(meant)?.standing !== "written" &&
          moved({ of: "podTemplate", which: "annotations", name }, { which: whichOf(meant), name: meant })),
      }),
    ];
  });
}

/** What stands on the workload, or among the labels, and is only read on the pod, or among the annotations. */
export function misplacedNames({ podTemplate, workloadMetadata, workload }: PodLintFacts): readonly Diagnostic[] {
  const onWorkload = workload.kind === "Pod" ? [] : namesOn(workloadMetadata).filter(({ name }) => isReadOnPod(name));
  const asLabels = Object.keys(textsOf(podTemplate, "labels")).filter((name) => isOfIstio(name) && isAnnotationOnly(name));
  const namespaced = Object.keys(textsOf(podTemplate, "labels")).filter((name) => name === labels.injection);
  return [
    ...onWorkload.map((placed) =>
      misplaced(placed, {
        where: `on the ${workload.kind} itself`,
        expected: `it in the pod template's ${placed.which}`,
        of: "workload",
        to: isAnnotationOnly(placed.name) ? "annotations" : placed.which,
      }),
    ),
    ...asLabels.map((name) =>
      misplaced(
        { name, which: "labels" },
        { where: "among the pod's labels", expected: "it among the annotations", of: "podTemplate", to: "annotations" },
      ),
    ),
    ...namespaced.map((name) =>
      misplaced({ name, which: "labels" }, { where: "on a pod", expected: `it on the namespace, or ${labels.inject} on the pod` }),
    ),
  ];
}

export function deprecatedAnnotations({ podTemplate, unread }: PodLintFacts): readonly Diagnostic[] {
  const given = textsOf(podTemplate, "annotations");
  const labelled = textsOf(podTemplate, "labels")[labels.inject] !== undefined;
  return Object.keys(given).flatMap((name) => {
    const { standing, instead, successor } = annotationRow(name) ?? {};
    if (standing !== "deprecated" || (name === annotations.inject && labelled) || unread.includes(name)) return [];
    return [
      diagnostic("DeprecatedAnnotation", {
        message: `Cannot rely on the annotation ${name} for long: it is deprecated; expected ${instead}`,
        fix: `Use ${instead}.`,
        field: { path: `metadata.annotations[${name}]` },
        ...(successor && moved({ of: "podTemplate", which: "annotations", name }, successor)),
      }),
    ];
  });
}

function moved(from: MetadataKey, to: Pick<MetadataKey, "which" | "name">): Pick<Diagnostic, "move"> {
  return { move: { from, to: { of: "podTemplate", ...to } } };
}

/** Where a known name is read; what is read in both is a label first. */
function whichOf(name: string): MetadataKey["which"] {
  return labelNames.includes(name) && name !== annotations.inject ? "labels" : "annotations";
}

interface Placed {
  readonly name: string;
  readonly which: "labels" | "annotations";
}

function namesOn(metadata: Value): readonly Placed[] {
  return (["labels", "annotations"] as const).flatMap((which) => {
    const map = at(metadata, which);
    return isMap(map) ? Object.keys(map).map((name) => ({ name, which })) : [];
  });
}

/** The inject key and the proxy's settings; a revision or topology label may well stand on a workload for other readers. */
function isReadOnPod(name: string): boolean {
  const prefix = name.slice(0, name.indexOf("/"));
  return ["sidecar.istio.io", "traffic.sidecar.istio.io", "status.sidecar.istio.io", "readiness.status.sidecar.istio.io"].includes(prefix);
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

interface Misplacement {
  readonly where: string;
  readonly expected: string;
  /** Absent where moving it would not do. */
  readonly of?: MetadataKey["of"];
  readonly to?: MetadataKey["which"];
}

function misplaced({ name, which }: Placed, { where, expected, of, to }: Misplacement): Diagnostic {
  return diagnostic("MisplacedAnnotation", {
    message: `Cannot heed ${name} ${where}: nothing reads it there; expected ${expected}`,
    fix: "Move it there.",
    field: { path: `metadata.${which}[${name}]` },
    ...(of && to && moved({ of, which, name }, { which: to, name })),
  });
}
