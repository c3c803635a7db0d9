import type { Code } from "./codes.ts";
import { type CauseAndFix, istioCodeFacts } from "./istio-code-facts.ts";

/**
 * The cause and the fix of each code, for docs/WHY.md and SARIF. Severity and summary are in codes.ts, which the program
 * loads at every start.
 */
export const codeFacts: Readonly<Record<Code, CauseAndFix>> = {
  ...istioCodeFacts,
  InvalidInput: {
    cause: "Not UTF-8, invalid YAML, a repeated key, a tab as indentation, a list without items; the message names the line.",
    fix: "Correct the input. Empty standard input most often means that the program to the left of the pipe failed.",
  },
  InterruptedRun: {
    cause: "A run with `--in-place`, `--fix` or `-o` was killed while it wrote, and left a temporary file.",
    fix: "Look at `git diff`: that run may have changed only some of the files. Run the command again.",
  },
  SkippedFile: {
    cause: "A FIFO, a socket or a device in a directory that `-f` names.",
    fix: "Replace it with a file, or name it with `-f` itself: then it is read.",
  },
  NoKubernetesObject: {
    cause: "Values of a chart, a kustomization, or the output of a program that failed.",
    fix: "Build it first, or name the manifests.",
  },
  BuildFailed: {
    cause: "`podgraft build`: kustomize or helm failed, printed nothing, took too long or is not on PATH.",
    fix: "Run the program that the message names by hand; its own output is above.",
  },
  BrokenDocument: {
    cause: "A document without a workload has invalid YAML. Only commands look at it: as a function, podgraft gets what its host has read.",
    fix: "Correct the text; a cluster would refuse it.",
  },
  MisspeltWorkload: {
    cause: "`apiVersion: app/v1`, `kind: deployment`, or no apiVersion at all: nothing looks for pods in the object.",
    fix: "Write what the message names; or list the kind in `spec.workloads`, if it is one of your own.",
  },
  UnnamedConfiguration: { cause: "`metadata.name` of the configuration is absent.", fix: "Give it a unique name." },
  UnknownKind: {
    cause: "`kinds` of a sidecar is misspelt, in lower case or in the plural, or names a kind of your own.",
    fix: "Write the kind as the manifests do, or add it to `spec.workloads`.",
  },
  NeverSelected: {
    cause: "A sidecar has no `optIn`, no selector and no `policy`; its `kinds` are empty; or a selector contradicts itself.",
    fix: "Write `policy: enabled`, or correct the selector.",
  },
  ContainerNotFound: {
    cause: "A name in `appContainerNames` is misspelt, or its container is gone; or a pod's own list names a container that it lacks.",
    fix: "Write the name as the pods do; `*` stands for any characters.",
  },
  NamespaceTwice: { cause: "The input has two Namespaces of one name, perhaps from two files.", fix: "Keep one." },
  InvalidParameter: {
    cause: "A parameter of the Argo CD plugin is unknown, has the wrong type, or does not fit the application.",
    fix: "Correct `spec.source.plugin.parameters`; [ARGO-CD.md](ARGO-CD.md) lists them.",
  },
  InvalidConfiguration: {
    cause:
      "A misspelt field (the message names the nearest one), a value of the wrong type, nothing to graft, a selector that Kubernetes would refuse.",
    fix: "Correct the field; [CONFIGURATION.md](CONFIGURATION.md) lists them all.",
  },
  InvalidTemplate: {
    cause:
      "A Go template with a mistake, or one that does not render a partial pod; a field of a `template` that Kubernetes does not have.",
    fix: "The message shows the rendered lines around the fault. For a field of a newer Kubernetes: `allowUnknownFields`.",
  },
  UnsafeValue: {
    cause: "A template prints a pod's annotation or label without quoting, and its value adds YAML structure.",
    fix: "Correct the value, or print it with `quote` or `toYaml`.",
  },
  SidecarKeepsJob: {
    cause: "An ordinary sidecar keeps running when the Job's own container has ended.",
    fix: "Native sidecars (Kubernetes 1.28 and newer, by default from 1.33 on), or opt the Job out.",
  },
  UnknownKubernetesVersion: { cause: "`kubernetesVersion` is absent.", fix: "Write the version of the oldest node." },
  NativeUnsupported: {
    cause: "Native sidecars are asked for, and `kubernetesVersion` is older than 1.28.",
    fix: "Do not ask for them, or upgrade.",
  },
  PodSecurityRejects: {
    cause:
      "The namespace has the label `pod-security.kubernetes.io/enforce` (or `warn`, `audit`), and a sidecar breaks that level. Istio's init container, for example, needs NET_ADMIN.",
    fix: "For Istio, use its CNI plugin with `values.pilot.cni.enabled: true`, and under `restricted` `values.global.proxy.seccompProfile: {type: RuntimeDefault}`. For your own sidecars, correct the fields that the message names.",
  },
  NamespaceLimitRejects: {
    cause:
      "The requests or limits of an injected container are missing, or outside what a LimitRange or ResourceQuota allows; or the pod as a whole has too much.",
    fix: "Set the resources of the sidecar (for Istio `values.global.proxy.resources`, or annotations such as sidecar.istio.io/proxyCPU), or change the LimitRange or ResourceQuota.",
  },
  InvalidPatch: {
    cause: "A sidecar's template and the workload do not fit together: one has a map where the other has a list.",
    fix: "Correct the one that is wrong.",
  },
  MissingPodTemplate: {
    cause: "The pod template, such as `spec.template`, is absent or not a map.",
    fix: "Add it, or correct the path in `spec.workloads`.",
  },
  NoPodTemplate: { cause: "A DeploymentConfig, FlinkDeployment or the like without a template of its own.", fix: "Nothing." },
  InvalidPodTemplate: {
    cause: "A pod template has a value of the wrong type, no containers, or one without a name, so nothing can be merged into it safely.",
    fix: "Correct the field that the message names.",
  },
  TemplateElsewhere: { cause: "A Rollout with `workloadRef`.", fix: "Nothing." },
  ReferenceNotFound: { cause: "A Rollout's `workloadRef` names a workload that is not in the input.", fix: "Give podgraft both together." },
  MetadataOnly: {
    cause: "A sidecar with containers, and a Knative Service.",
    fix: "`knative: pod` in the sidecar, where Knative's feature flags allow it.",
  },
  FieldConflict: {
    cause:
      "Two sidecars of one configuration (perhaps Istio's) disagree on a field; or a sidecar and the pod do, and the field is not a set that can be joined. It is a warning if `onConflict: replace`, or a null or directive in the template, replaces the pod's value; an info if `keep` keeps it. A label by which a Service or PodDisruptionBudget of the input selects the pod is never replaced.",
    fix: "Give both the same value, or drop it from one; between a sidecar and the pod, set the sidecar's `onConflict`.",
  },
  ContainerConflict: {
    cause: "A container with another image, or one in the other list, already has the sidecar's name.",
    fix: "Rename one; or leave the image out to change the other container.",
  },
  PortConflict: {
    cause: "Both name the same port and protocol, or the same host port. It is a warning if Istio's own injector would inject both.",
    fix: "Change one.",
  },
  VolumeConflict: {
    cause:
      "A volume with that name has another source, or something else is mounted at that path. It is a warning if Istio's own injector would do it.",
    fix: "Rename the volume, or change the path.",
  },
  InvalidPod: {
    cause:
      "With the sidecar, the pod has a value that Kubernetes refuses. It is malformed or out of range, two members of a union, a name that is taken or missing, a request above its limit, or a field that the Kubernetes of `spec.kubernetesVersion` does not have. Values of the pod itself are left to the API server. It is a warning if a controller other than Kubernetes' own makes the pods.",
    fix: "Correct the field in the sidecar's template; for Istio's proxy, in the pod's annotation or the part of `spec.istio` that it comes from.",
  },
  UnknownPortName: {
    cause:
      "The `port` of a probe or hook is misspelt, or names a port of another container. The API server does not check it; the kubelet fails.",
    fix: "Write the `name` of one of the container's own `ports`, or the number.",
  },
  RefusedPod: {
    cause:
      "The pod template itself has a value that Kubernetes refuses. Only `check` reports it: podgraft does not change it, and a later step of the build may correct it.",
    fix: "Correct the field in the workload.",
  },
  UnknownServiceAccount: {
    cause: "`spec.dialects` has an injector that reads ServiceAccounts, and the one that a pod names is not in the input.",
    fix: 'Add the ServiceAccount to the input; with `config.kubernetes.io/local-config: "true"` it stays out of the cluster.',
  },
  RefusedByInjector: {
    cause: "The pod has an annotation or a setting because of which the vendor's webhook would deny it.",
    fix: "Correct what the message names.",
  },
  UnproxiedPort: {
    cause: "A container's port has `protocol: UDP`. `linkerd inject` warns about it too.",
    fix: "Nothing, unless the traffic of that port needs the proxy: then use TCP.",
  },
  UnknownVersion: {
    cause: "`version` in `spec.dialects` is not a release, or is older or newer than those that podgraft was compared with.",
    fix: "Write one of the releases in [DIALECTS.md](DIALECTS.md), or upgrade podgraft.",
  },
  ExclusiveInjectors: {
    cause: "Two meshes, such as Istio and Linkerd, take over the traffic of one pod.",
    fix: "Opt the pod out of one of them.",
  },
  MissingImage: {
    cause:
      "A container of the sidecar's template has no `image`, or an empty one, and the pod has no container with that name. It is a warning if a controller other than Kubernetes' own makes the pods.",
    fix: "Add the image; or correct the name, if you mean one of the pod's containers.",
  },
  InvalidImage: {
    cause:
      "Upper case in the repository, a second tag, spaces, the `https://` of an address, a digest that is too short, or a placeholder that nothing replaced. Kubernetes accepts the pod, and its container stays in `InvalidImageName`. Of the app's own containers only `check` reports it, except for placeholders, which a later step may replace.",
    fix: "Correct the image. Where a later step of the build sets it, nothing has to be done.",
  },
  UnpinnedImage: {
    cause: "An image without a tag and without a digest, or with the tag `latest`. Only `check` reports it.",
    fix: "Name a version, or a digest.",
  },
  MissingVolume: {
    cause:
      "The sidecar's `volumeMounts` name a volume that is neither in its template nor in the pod, nor a claim of the StatefulSet; or the annotation `sidecar.istio.io/userVolumeMount` does. It is a warning if a controller other than Kubernetes' own makes the pods.",
    fix: "Correct the name, or add the volume to the sidecar's template; if a later step of the build gives its source, the name is enough.",
  },
  UnknownNamespace: {
    cause: "The Namespace is neither in the input nor in `spec.namespaces.known`. It counts as one without labels.",
    fix: "Add it to either.",
  },
  MissingNamespace: {
    cause: "A resource has no `metadata.namespace`, as is common in a base.",
    fix: "Run podgraft where the namespace is set, or set `spec.namespaces.default` or `-n`.",
  },
  InvalidOptIn: {
    cause: 'The key named by `optIn` has a value other than "true" or "false".',
    fix: "Write one of the two, in quotes.",
  },
  SelectorBroken: { cause: "A sidecar's template sets a label that the workload's `spec.selector` uses.", fix: "Leave the label out." },
  LayerConflict: {
    cause: "Two configurations, such as a base's and an overlay's, write one field.",
    fix: "Leave it out of one; or give both the same `metadata.name` if they are one.",
  },
  UnreadableProvenance: {
    cause: "`podgraft.dev/provenance` was edited, or a newer podgraft wrote it.",
    fix: "Restore it from version control, or use the newer podgraft.",
  },
  AnnotationsTooLong: {
    cause: "An API server accepts at most 256 KiB of annotations for an object, including `podgraft.dev/provenance`.",
    fix: "Shorten the others, such as a dashboard or a certificate in an annotation; or inject when the files are rendered.",
  },
  ForeignEditKept: {
    cause: "A patch, an overlay's `images:` or a manual edit changed what was grafted.",
    fix: "Nothing; or undo the edit, or uninject and inject.",
  },
  ForeignEditLost: {
    cause: "Others edited a grafted container or volume, and it is no longer grafted.",
    fix: "Keep it elsewhere if it is needed.",
  },
  Regrafted: { cause: "Somebody deleted a grafted container or volume.", fix: "To keep it away, opt the workload out." },
  ImmutableTemplate: {
    cause: 'The injection of a Job, a Pod or another kind marked "recreate" in [WORKLOADS.md](WORKLOADS.md) is out of date.',
    fix: "Delete it before applying, or give the new one another name.",
  },
  ClonedIdentity: {
    cause: "Flagger's Canary in the input copies an injected workload to NAME-primary, whose proxy then says NAME.",
    fix: "Leave the injection of that workload to Istio's webhook, or tell its pods apart by something else, such as `app`.",
  },
  Fixed: { cause: "`check --fix` fixed a finding that needs no decision.", fix: "Read the diff, and commit it." },
  UninjectedByStatus: {
    cause: "`uninject` of what istioctl injected, which keeps no full record.",
    fix: "Compare with the original; the message lists what is a guess.",
  },
  StaleInjection: {
    cause: "The configuration, podgraft's defaults or the workload changed after the injection. Or another tool injected another version.",
    fix: "`podgraft inject --in-place`, or render again.",
  },
  PatchFailed: {
    cause: "A `jsonPatch` or `jsonPatchText` names a place that a pod does not have, or its `test` finds another value.",
    fix: "Select pods that have it, or add it with the sidecar's `template`, which is merged first.",
  },
  GuardIncomplete: {
    cause: "A sidecar's parts are known only once its template runs, or a pod does not say which kind of workload it belongs to.",
    fix: "Do what the message says, or check the manifests with `podgraft check --require-injected`; [GUARD.md](GUARD.md) says what a policy can ask.",
  },
  MissingInjection: {
    cause:
      "`check --require-injected`: the workload lacks a graft that the configuration gives it. Most often kustomize ran without `--enable-exec`; or the manifest was never injected, or another tool injected only Istio's sidecar and your own are missing.",
    fix: "Run `podgraft inject`; under a host, make sure that podgraft runs ([HOSTS.md](HOSTS.md)).",
  },
  OutdatedPod: {
    cause: "The pods were not restarted after the sidecar's version changed.",
    fix: "`kubectl rollout restart`, or apply what is in Git.",
  },
  KnownNamespaceDiffers: {
    cause: "`spec.namespaces.known` is older than the Namespace in the input.",
    fix: "Correct it; `podgraft init` writes it from a dump.",
  },
  Grafted: { cause: "One for each sidecar and pod template.", fix: "Nothing." },
  NotGrafted: { cause: "One for each sidecar and pod template, with the reason above.", fix: "Nothing; or what the reason says." },
  UnknownField: {
    cause: "A sidecar's template has a field that `allowUnknownFields` lists.",
    fix: "Nothing; drop the entry once podgraft knows the field.",
  },
};
