import type { Code } from "./codes.ts";

export interface CauseAndFix {
  readonly cause: string;
  readonly fix: string;
}

/** The same for the codes about Istio. */
export const istioCodeFacts = {
  TemplateSource: {
    cause: "The mesh's ConfigMaps are in the input, so it matters which template was used.",
    fix: "Set `istio.profile` to choose.",
  },
  InvalidAnnotation: {
    cause: "An annotation marked ✔ in [ANNOTATIONS.md](ANNOTATIONS.md) has a malformed value.",
    fix: "Correct it; all invalid annotations of a pod are reported at once.",
  },
  InvalidMetricsPort: {
    cause: "`prometheus.io/port` is not a port, or is one of the proxy's.",
    fix: 'Name the application\'s port, or set `prometheus.istio.io/merge-metrics: "false"`.',
  },
  UnknownTemplate: {
    cause: "`inject.istio.io/templates` names a template that is neither built in nor the mesh's nor in `istio.templates`.",
    fix: "Correct the annotation, or add the template.",
  },
  UnknownMeshField: { cause: "A field is misspelt or too new.", fix: "Correct or remove it; the message names the nearest known one." },
  UnknownValue: {
    cause:
      "A key under `istio.values` that is nearly one of Istio's charts, or one that they have elsewhere. Other unknown keys are silent: a template of the mesh may read them.",
    fix: "Write the key as the charts have it.",
  },
  AmbiguousProxyConfig: {
    cause: "Two ProxyConfig resources select the pod; Istio takes the older, and Git does not record ages.",
    fix: "Keep one, or narrow their selectors.",
  },
  IgnoredAnnotation: {
    cause: "Guides show the annotation, but nothing reads it; or a key is repeated.",
    fix: "Use what the message names instead.",
  },
  GuideAnnotation: {
    cause: "`holdApplicationUntilProxyStarts` or the `init` resources as annotations, which Istio's own injector ignores.",
    fix: "Nothing; or write what Istio reads, or set `istio.guideAnnotations: false`.",
  },
  InjectedBefore: {
    cause: "The input has a pod that istioctl or a webhook injected.",
    fix: "Run `podgraft uninject` first, and keep the manifest without sidecars in Git.",
  },
  InvalidInjectValue: {
    cause: '`sidecar.istio.io/inject` is neither "true" nor "false", such as `yes`.',
    fix: "Write one of the two, in quotes.",
  },
  UnservedRevision: {
    cause: "A label `istio.io/rev` names a revision or tag that no control plane has.",
    fix: "Correct the label, or add the name to `istio.revisions` or `tags`.",
  },
  UnconfiguredRevision: {
    cause: "A webhook in the input serves a revision that the configuration does not have: its version and settings are a guess.",
    fix: "Add it to `istio.revisions`, or its ConfigMaps to the input.",
  },
  PrecedenceMatters: {
    cause: "A pod's own inject key and its namespace's labels say different things, which podgraft and the webhook weigh differently.",
    fix: "Make both say the same, or set `istio.precedence: webhook`.",
  },
  IgnoredNamespaceKey: {
    cause: "`istio-injection: enable`, `istio-injected`, `istio.io/injection`, or the key as an annotation.",
    fix: "Write the label that the message names.",
  },
  RevisionOverruled: {
    cause: "`istio.io/rev` on the pod, and `istio-injection` or another `istio.io/rev` on its namespace, which beats it.",
    fix: "Remove one of the two.",
  },
  BothNamespaceLabels: { cause: "Both labels are on one namespace.", fix: "Keep one." },
  UnreadMeshData: {
    cause: "A key of the injector's ConfigMap other than `config` and `values`, or one that is repeated.",
    fix: "Move it to where it is read, or remove it.",
  },
  MeshNotCarried: {
    cause: "`podgraft init` read a dump without the injector's ConfigMap, or one whose templates are not those of Istio's chart.",
    fix: "Add the ConfigMap to the dump; or keep the mesh's ConfigMaps in the input, as the message says.",
  },
  UnpinnedVersion: {
    cause: "`istio.tag` is absent, and the mesh's ConfigMaps are not in the input.",
    fix: "Write the control plane's version in `istio.tag`.",
  },
  UnknownIstioVersion: {
    cause:
      "The built-in profile does not reproduce this minor; or `istio.tag` has a `v`, or `istio.hub` an image's name. The message says which.",
    fix: "Add the mesh's ConfigMaps to the input with `profile: mesh`, or use one of the profile's versions; or write the tag or hub that the message names.",
  },
  UnknownCompliancePolicy: {
    cause: "`istio.compliancePolicy: fips-140-3` with Istio 1.30, which knows `fips-140-2` and `pqc`.",
    fix: "Choose one of these, or Istio 1.31 or newer.",
  },
  UnknownAnnotation: {
    cause: "Istio does not have this key, though it has one of Istio's prefixes.",
    fix: "Write the key that the message names.",
  },
  MisplacedAnnotation: {
    cause:
      "On the workload, between it and the pod template (a CronJob's `jobTemplate.metadata`), or in the pod's spec, instead of the pod template's metadata; or as a label where only an annotation counts.",
    fix: "Move it to where the message says.",
  },
  DeprecatedAnnotation: { cause: "Istio has replaced it with something newer.", fix: "Use what the message names." },
  DoubtfulAnnotation: {
    cause: "The value, such as a log level or an image type, is unknown to the proxy; Istio does not check it.",
    fix: "Correct it.",
  },
  ResourcesReplaced: {
    cause: "One of `proxyCPU`, `proxyMemory`, `proxyCPULimit`, `proxyMemoryLimit` is set; then the mesh's own block is not used.",
    fix: "Set all four.",
  },
  DnsPolicy: {
    cause: "With any policy but ClusterFirst, the name of istiod is not resolved in the cluster.",
    fix: "Use ClusterFirst.",
  },
  AmbientSidecar: {
    cause: "`istio.io/dataplane-mode: ambient` on the namespace or pod, and a sidecar in it.",
    fix: "Choose one: remove the label, or opt the pod out.",
  },
  ReservedPort: { cause: "15000-15010, 15020, 15021, 15053 and 15090 belong to the proxy and its agent.", fix: "Use another port." },
  ProxyUser: {
    cause: "`runAsUser: 1337`, or the user that the pod gives the proxy. Init containers may use it, because they run before the proxy.",
    fix: "Use another user; or suppress IST0144.",
  },
  ImageAuto: {
    cause:
      "`image: auto` leaves the image to an injector, most often in a gateway. But nothing is injected, or no template has that container. The pods end in ErrImagePull.",
    fix: "Get the pod injected (`podgraft explain` shows what decides), or write the image.",
  },
  HandMadeProxy: {
    cause: "The manifest itself has a container `istio-proxy`; Istio takes it as the user's settings.",
    fix: 'Remove it, or set its image to "auto".',
  },
  InitBeforeProxy: {
    cause:
      "`values.pilot.cni.enabled` with a classic proxy: the plugin redirects traffic before an init container of the application runs.",
    fix: "Use native sidecars, run that container as user 1337, or exclude the addresses that it calls from redirection.",
  },
  HoldWithoutHook: {
    cause: "`values.global.proxy.lifecycle` beside `holdApplicationUntilProxyStarts`, with a classic proxy.",
    fix: "Add the hook to the lifecycle; the message shows it.",
  },
  RequestAboveLimit: {
    cause: "The pod's own `istio-proxy` or the values set a request, and the limit comes from elsewhere.",
    fix: "Set both.",
  },
  ProbePortZero: {
    cause: '`status.sidecar.istio.io/port: "0"` on a pod whose probes Istio rewrites.',
    fix: "Remove the annotation, or turn the rewriting off.",
  },
  InvalidProbe: {
    cause: "`httpGet`, `tcpSocket` or `grpc` of a probe or hook without a port, with 0, with one above 65535, or with a number in quotes.",
    fix: "Write the port that the container listens on.",
  },
  AppArmorContainer: {
    cause: "`container.apparmor.security.beta.kubernetes.io/NAME` for a container that no longer exists, or that Istio did not inject.",
    fix: "Correct the name, or use `securityContext.appArmorProfile`.",
  },
  StaleIdentity: { cause: "The workload was injected in a base, and an overlay renamed it.", fix: "List podgraft in the overlay." },
  WebhookWillReinject: {
    cause: "A MutatingWebhookConfiguration in the input matches the injected pod.",
    fix: "Label the namespace `istio-injection: disabled` and select it with `istio.namespaceSelector`; see the example `migrating-from-the-webhook`.",
  },
  StrictWithoutSidecar: {
    cause: "A PeerAuthentication with STRICT, and a pod without a proxy.",
    fix: "Inject the workload, or exempt it in the PeerAuthentication.",
  },
  TproxyIsNoCni: {
    cause: "`interceptionMode: TPROXY` without the CNI plugin. Many believe that it works without NET_ADMIN.",
    fix: "Nothing for TPROXY itself. To avoid that capability, use the CNI plugin and `values.pilot.cni.enabled: true`.",
  },
  OtherRevision: {
    cause: "The namespace or pod has moved to another revision, and the old one injected the present sidecar.",
    fix: "Inject again and apply; that replaces the running pods.",
  },
} satisfies Partial<Record<Code, CauseAndFix>>;
