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
  MissingPodTemplate: { severity: "error", summary: "A workload has no pod template where its kind must have one." },
  NoPodTemplate: { severity: "info", summary: "A workload has no pod template, which its kind allows." },
  InvalidPodTemplate: { severity: "error", summary: "A pod template that qualifies is no valid pod." },
  TemplateElsewhere: { severity: "info", summary: "A workload takes its pods from another one, which is injected instead." },
  ReferenceNotFound: { severity: "warning", summary: "A workload takes its pods from another one that is not in the input." },
  MetadataOnly: { severity: "info", summary: "Only labels and annotations are grafted, since the kind's controller refuses the rest." },
  FieldConflict: { severity: "error", summary: "Two sidecars write different values to one field of a pod." },
  ContainerConflict: { severity: "error", summary: "A sidecar's container has the name of another container, and is another one." },
  PortConflict: { severity: "error", summary: "Two containers of a pod listen on one port." },
  VolumeConflict: { severity: "error", summary: "A sidecar's volume or mount takes the place of another one." },
  UnknownNamespace: {
    severity: "warning",
    summary: "A rule needed the labels of a namespace that is neither in the input nor in the configuration.",
  },
  MissingNamespace: { severity: "warning", summary: "A rule needed the namespace of a resource that names none, and there is no default." },
  InvalidOptIn: { severity: "warning", summary: "The key by which a pod opts in or out holds neither true nor false." },
  LayerConflict: { severity: "error", summary: "Two configurations write one field of a workload." },
  UnreadableProvenance: { severity: "error", summary: "The annotation that says what was grafted before cannot be read." },
  ForeignEditKept: { severity: "warning", summary: "Something that was grafted has been edited by others since; the edit stays." },
  ForeignEditLost: { severity: "warning", summary: "An edit of something that was grafted went with it." },
  Regrafted: { severity: "warning", summary: "Something that was grafted has been removed by others since; it is there again." },
  Grafted: { severity: "info", summary: "A sidecar was grafted into a pod template." },
  NotGrafted: { severity: "info", summary: "A rule kept a sidecar out of a pod template." },
  UnknownField: { severity: "warning", summary: "A field is not known to this version of the Kubernetes API." },
} as const satisfies Record<string, CodeFacts>;

export type Code = keyof typeof codes;
