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
  InvalidPatch: { severity: "error", summary: "A strategic merge patch is malformed or does not fit what it is applied to." },
  UnknownField: { severity: "warning", summary: "A field is not known to this version of the Kubernetes API." },
} as const satisfies Record<string, CodeFacts>;

export type Code = keyof typeof codes;
