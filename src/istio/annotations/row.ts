import type { AnnotationCheck } from "./checks.ts";

export type BuiltinTemplate = "sidecar" | "gateway" | "grpc-simple" | "grpc-agent";

/**
 * Who reads an annotation: built-in templates; the injector, whatever the template (its decision, its steps around the templates); the
 * agent in the pod; others than Istio.
 */
export type AnnotationReader = BuiltinTemplate | "injector" | "agent" | "others";

/** Everything known about one annotation; validation, findings and docs/ANNOTATIONS.md read it. */
export interface AnnotationRow {
  readonly name: string;
  /** What carries it, where that is not the pod template. */
  readonly on?: string;
  /** What its value may be: a check, or words where nothing checks it. */
  readonly value: AnnotationCheck | string;
  /** Whether a bad value forbids the injection, as in Istio; elsewhere it is a warning. Source: istio pkg/kube/inject/validate.go. */
  readonly refuses?: true;
  /** deprecated: still read; guide: honoured only with `istio.guideAnnotations`; none: nothing reads it; written: by injectors, for themselves. */
  readonly standing?: "deprecated" | "guide" | "none" | "written";
  /** What works instead, of those that are deprecated, a guide's or without effect. */
  readonly instead?: string;
  /** The key that takes the same values, where a deprecated one has one. */
  readonly successor?: { readonly which: "labels" | "annotations"; readonly name: string };
  readonly readBy: readonly AnnotationReader[];
  /** For docs/ANNOTATIONS.md. */
  readonly effect: string;
}

export type AnnotationRows = Readonly<Record<string, AnnotationRow>>;

/** The templates with a proxy or agent. */
export const proxies = ["sidecar", "gateway", "grpc-agent"] as const;

/** Those of them whose probe and resources the pod may set. */
export const probed = ["sidecar", "grpc-agent"] as const;

export const inConfig = "in the annotation proxy.istio.io/config";
