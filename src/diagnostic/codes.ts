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
  BuildFailed: { severity: "error", summary: "The program that builds the manifests failed, or gave nothing." },
  BrokenDocument: { severity: "warning", summary: "A document that is no workload is no YAML; it is left as it is." },
  InvalidParameter: { severity: "error", summary: "A parameter that Argo CD passes on cannot be used." },
  InvalidConfiguration: { severity: "error", summary: "A field of the configuration is unknown or holds a wrong value." },
  InvalidTemplate: { severity: "error", summary: "A template cannot be parsed or executed, or does not give a partial pod." },
  UnsafeValue: { severity: "error", summary: "A value of a pod would change the structure of what a template renders." },
  TemplateSource: {
    severity: "info",
    summary: "Istio's sidecar comes from the templates of the mesh's own ConfigMaps, or not though they are there.",
  },
  InvalidAnnotation: { severity: "error", summary: "An annotation of a pod holds a value that Istio refuses.", ist: "IST0125" },
  InvalidMetricsPort: { severity: "error", summary: "A pod's metrics cannot be merged: their port is none, or Istio's own." },
  UnknownTemplate: { severity: "error", summary: "A pod asks for an injection template that does not exist." },
  UnknownMeshField: { severity: "warning", summary: "A field of a MeshConfig or ProxyConfig is unknown; Istio ignores it." },
  AmbiguousProxyConfig: { severity: "warning", summary: "Two ProxyConfig resources of one rank match; only one is used." },
  IgnoredAnnotation: { severity: "warning", summary: "An annotation has no effect, or not the one that it seems to have." },
  GuideAnnotation: { severity: "info", summary: "An annotation that Istio ignores takes effect, since guides show it." },
  InjectedBefore: { severity: "info", summary: "A pod was injected before by another tool; it is injected again as Istio would." },
  InvalidInjectValue: { severity: "warning", summary: "A pod's inject key is neither true nor false, so that the policy decides." },
  UnservedRevision: { severity: "error", summary: "A revision or tag is asked for that no control plane serves." },
  UnconfiguredRevision: { severity: "warning", summary: "A control plane injects of which only the webhook is known." },
  PrecedenceMatters: { severity: "warning", summary: "A pod is injected or not depending on istio.precedence." },
  BothNamespaceLabels: {
    severity: "warning",
    summary: "A namespace has istio-injection and istio.io/rev; the first wins.",
    ist: "IST0123",
  },
  UnreadMeshData: { severity: "warning", summary: "A ConfigMap of the mesh holds something that no injector reads." },
  UnpinnedVersion: { severity: "warning", summary: "No version of Istio is set, so that an upgrade of podgraft changes the pods." },
  UnknownIstioVersion: { severity: "warning", summary: "The built-in profile does not reproduce the version of Istio that is set." },
  UnknownAnnotation: { severity: "warning", summary: "An annotation of Istio's is misspelt, or in another prefix.", ist: "IST0108" },
  MisplacedAnnotation: { severity: "warning", summary: "An annotation or label stands where nothing reads it.", ist: "IST0107" },
  DeprecatedAnnotation: { severity: "info", summary: "An annotation is deprecated.", ist: "IST0135" },
  DoubtfulAnnotation: { severity: "warning", summary: "An annotation that Istio does not check holds a value that has no use." },
  ResourcesReplaced: { severity: "warning", summary: "One resource annotation takes the proxy's other requests and limits away." },
  TproxyIsNoCni: {
    severity: "info",
    summary: "TPROXY does without Istio's init container no more than REDIRECT does; the CNI plugin does.",
  },
  DnsPolicy: { severity: "warning", summary: "A pod's dnsPolicy keeps its proxy from finding the control plane." },
  AmbientSidecar: { severity: "warning", summary: "A pod is in ambient mode and has a sidecar.", ist: "IST0123" },
  ReservedPort: { severity: "warning", summary: "An application listens on a port of the proxy's." },
  ProxyUser: { severity: "warning", summary: "An application runs as the proxy's user, whose traffic is not redirected.", ist: "IST0144" },
  HandMadeProxy: { severity: "warning", summary: "A pod brings a proxy of its own, whose settings beat the injected ones." },
  SidecarKeepsJob: { severity: "error", summary: "A sidecar that is no native one keeps a Job from ever completing." },
  UnknownKubernetesVersion: {
    severity: "warning",
    summary: "Nobody says how old the oldest kubelet is, which decides about native sidecars.",
  },
  NativeUnsupported: { severity: "error", summary: "The oldest kubelet does not know native sidecars, so that the pod never starts." },
  PodSecurityRejects: { severity: "warning", summary: "The namespace's Pod Security level forbids what is injected." },
  StaleIdentity: { severity: "warning", summary: "An injected pod carries the name of another workload." },
  WebhookWillReinject: { severity: "warning", summary: "Istio's webhook would inject an injected pod once more." },
  StrictWithoutSidecar: { severity: "warning", summary: "A workload without sidecar is in a namespace that wants mutual TLS." },
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
  MissingImage: { severity: "error", summary: "A sidecar's container has no image, neither its own nor the pod's." },
  MissingVolume: { severity: "error", summary: "A sidecar mounts a volume that neither a sidecar nor the pod has." },
  UnknownNamespace: {
    severity: "warning",
    summary: "A rule needed the labels of a namespace that is neither in the input nor in the configuration.",
  },
  MissingNamespace: { severity: "warning", summary: "A rule needed the namespace of a resource that names none, and there is no default." },
  InvalidOptIn: { severity: "warning", summary: "The key by which a pod opts in or out holds neither true nor false." },
  SelectorBroken: { severity: "error", summary: "A graft would take a pod's label away that the workload's own selector asks for." },
  LayerConflict: { severity: "error", summary: "Two configurations write one field of a workload." },
  UnreadableProvenance: { severity: "error", summary: "The annotation that says what was grafted before cannot be read." },
  ForeignEditKept: { severity: "warning", summary: "Something that was grafted has been edited by others since; the edit stays." },
  ForeignEditLost: { severity: "warning", summary: "An edit of something that was grafted went with it." },
  Regrafted: { severity: "warning", summary: "Something that was grafted has been removed by others since; it is there again." },
  UninjectedByStatus: { severity: "warning", summary: "What another tool injected was taken out by the notes that it left." },
  StaleInjection: { severity: "error", summary: "What was injected is not what the configuration makes." },
  MissingInjection: { severity: "error", summary: "A workload should be injected and is not.", ist: "IST0103" },
  OutdatedPod: {
    severity: "warning",
    summary: "A running pod has other images than the configuration would give it.",
    ist: "IST0105",
  },
  OtherRevision: { severity: "warning", summary: "A sidecar is of another revision than the one that serves its pod." },
  ImmutableTemplate: { severity: "warning", summary: "A cluster refuses the change, since the workload's pod template is immutable." },
  ClonedIdentity: { severity: "warning", summary: "Another tool copies an injected workload, with the names that were baked in." },
  Mended: { severity: "info", summary: "A finding was mended." },
  KnownNamespaceDiffers: {
    severity: "warning",
    summary: "The configuration says something else of a namespace than the Namespace itself.",
  },
  Grafted: { severity: "info", summary: "A sidecar was grafted into a pod template." },
  NotGrafted: { severity: "info", summary: "A rule kept a sidecar out of a pod template." },
  UnknownField: { severity: "warning", summary: "A field is not known to this version of the Kubernetes API." },
} as const satisfies Record<string, CodeFacts>;

export type Code = keyof typeof codes;
