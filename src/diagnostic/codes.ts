export type Severity = "error" | "warning" | "info";

interface CodeFacts {
  readonly severity: Severity;
  /** What the code stands for, in one line of the documentation. */
  readonly summary: string;
  /** Istio's own code where the meaning is the same. */
  readonly ist?: string;
}

/** Every code that podgraft can report. Codes are stable: one is never renamed or given another meaning. */
export const codes = {
  InvalidInput: { severity: "error", summary: "The input cannot be read as what it should be." },
  InvalidConfiguration: { severity: "error", summary: "A field of the configuration is unknown or holds a wrong value." },
  InvalidTemplate: { severity: "error", summary: "A sidecar's template is not a valid partial pod." },
  InvalidAnnotation: { severity: "error", summary: "An annotation of a pod holds a value that Istio refuses." },
  InvalidMetricsPort: { severity: "error", summary: "A pod's metrics cannot be merged: their port is none, or Istio's own." },
  UnknownTemplate: { severity: "error", summary: "A pod asks for an injection template that does not exist." },
  UnknownMeshField: { severity: "warning", summary: "A field of a MeshConfig or ProxyConfig is unknown; Istio ignores it." },
  AmbiguousProxyConfig: { severity: "warning", summary: "Two ProxyConfig resources of one rank match; only one is used." },
  IgnoredAnnotation: { severity: "warning", summary: "An annotation has no effect, or not the one that it seems to have." },
  GuideAnnotation: { severity: "info", summary: "An annotation that Istio ignores takes effect, since guides show it." },
  InjectedBefore: { severity: "info", summary: "A pod was injected before by another tool; it is injected again as Istio would." },
  InvalidInjectValue: { severity: "warning", summary: "A pod's inject key is neither true nor false, so that the policy decides." },
  UnservedRevision: { severity: "error", summary: "A revision or tag is asked for that no control plane serves." },
  PrecedenceMatters: { severity: "warning", summary: "A pod is injected or not depending on istio.precedence." },
  BothNamespaceLabels: {
    severity: "warning",
    summary: "A namespace has istio-injection and istio.io/rev; the first wins.",
    ist: "IST0123",
  },
  UnpinnedVersion: { severity: "warning", summary: "No version of Istio is set, so that an upgrade of podgraft changes the pods." },
  UnknownIstioVersion: { severity: "warning", summary: "The built-in profile does not reproduce the version of Istio that is set." },
  InvalidPatch: { severity: "error", summary: "A strategic merge patch is malformed or does not fit what it is applied to." },
  UnknownField: { severity: "warning", summary: "A field is not known to this version of the Kubernetes API." },
} as const satisfies Record<string, CodeFacts>;

export type Code = keyof typeof codes;
