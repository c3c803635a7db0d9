import type { ReasonCode } from "../../src/decide/reasons.ts";
import type { Code } from "../../src/diagnostic/codes.ts";

/** What somebody sees, and what may explain it, the most likely first: parts of pages, and codes. */
interface Symptom {
  readonly seen: string;
  readonly pages?: readonly string[];
  readonly codes?: readonly (Code | ReasonCode)[];
}

export const symptoms: readonly Symptom[] = [
  {
    seen: "My pod has no sidecar: none in the output, exit status 0",
    pages: ["kustomize ran without `--enable-exec` ([HOSTS.md](HOSTS.md#kustomize))"],
    codes: ["NamespaceUnknown", "NamespaceNotLabelled", "PolicyDisabled", "OptedOut", "HostNetwork"],
  },
  {
    seen: "No sidecar, although the annotation or label is there",
    codes: ["MisplacedAnnotation", "UnknownAnnotation", "InvalidInjectValue", "InvalidOptIn"],
  },
  {
    seen: "No sidecar, although the namespace is labelled",
    codes: ["IgnoredNamespaceKey", "NamespaceTwice", "BothNamespaceLabels", "RevisionUnserved"],
  },
  {
    seen: "A sidecar of your own goes nowhere",
    codes: ["NeverSelected", "UnknownKind", "KindNotListed", "MisspeltWorkload", "ContainerNotFound"],
  },
  {
    seen: "kustomize: `unable to find plugin root`",
    pages: [
      "the configuration lacks the annotation `config.kubernetes.io/function` ([HOSTS.md](HOSTS.md#kustomize))",
      "or kubectl finds no plugin ([HOSTS.md](HOSTS.md#kubectl))",
    ],
  },
  {
    seen: "kustomize: `external plugins disabled`",
    pages: ["`--enable-alpha-plugins` is missing ([HOSTS.md](HOSTS.md#kustomize))"],
  },
  {
    seen: "kustomize: `couldn't execute function`",
    pages: [
      "podgraft is not on the PATH, or `path` has a slash and counts from the kustomization's directory ([HOSTS.md](HOSTS.md#kustomize))",
    ],
  },
  {
    seen: "kustomize: `is not in or below`",
    pages: ["list the injector's directory, not its file ([HOSTS.md](HOSTS.md#kustomize))"],
  },
  { seen: "The pods are of another revision than their label says", codes: ["RevisionOverruled", "OtherRevision", "StaleIdentity"] },
  {
    seen: "`kubectl apply`: `is invalid: spec.template.spec...`",
    codes: ["InvalidPod", "RefusedPod", "RequestAboveLimit", "MissingVolume", "ProbePortZero"],
  },
  { seen: "`kubectl apply`: `may not be specified when value is not empty`", codes: ["FieldConflict", "InvalidPod"] },
  {
    seen: "`kubectl apply` says `configured`, although nothing changed",
    pages: ["kubectl compares two of Istio's volumes as a whole; no pod restarts ([DIFFERENCES.md](DIFFERENCES.md#in-a-cluster))"],
  },
  { seen: "`kubectl apply`: `field is immutable`", codes: ["ImmutableTemplate", "SelectorBroken"] },
  { seen: "No pods come, and the ReplicaSet has `violates PodSecurity`", codes: ["PodSecurityRejects"] },
  { seen: "No pods come, and the ReplicaSet has `exceeded quota` or `maximum cpu usage per Container`", codes: ["NamespaceLimitRejects"] },
  { seen: "ErrImagePull or InvalidImageName for the image `auto`", codes: ["ImageAuto"] },
  { seen: "Two containers `istio-proxy`, or `Duplicate value`", codes: ["ContainerConflict", "HandMadeProxy"] },
  { seen: "The pod never becomes ready", codes: ["UnknownPortName", "ReservedPort", "DnsPolicy"] },
  { seen: "A probe answers on no port, or on another one than before", codes: ["UnknownPortName", "ProbePortZero", "ForeignEditKept"] },
  { seen: "An init container has no network", codes: ["InitBeforeProxy", "ProxyUser"] },
  { seen: "The application starts before the proxy", codes: ["HoldWithoutHook", "GuideAnnotation"] },
  { seen: "A Job does not complete", codes: ["SidecarKeepsJob", "NativeUnsupported"] },
  { seen: "A pod for Windows stays without a sidecar, or never starts", codes: ["WindowsPod", "LinuxPod"] },
  { seen: "A variable, label, toleration or capability of the application has another value, or is gone", codes: ["FieldConflict"] },
  { seen: "A Service finds no pods any more", codes: ["FieldConflict", "SelectorBroken"] },
  { seen: "A field of the template is missing in the cluster", codes: ["InvalidPod", "UnknownField", "DoubtfulAnnotation"] },
  { seen: "`user-volume` is mounted and empty", codes: ["DoubtfulAnnotation", "MissingVolume", "VolumeConflict"] },
  { seen: "The proxy has other resources than the mesh gives", codes: ["ResourcesReplaced", "RequestAboveLimit"] },
  { seen: "An annotation does nothing", codes: ["IgnoredAnnotation", "DoubtfulAnnotation", "DeprecatedAnnotation"] },
  { seen: "AppArmor refuses the pod", codes: ["AppArmorContainer"] },
  { seen: "The image is `proxyv2:v1.30.5` and cannot be pulled", codes: ["UnknownIstioVersion"] },
  { seen: "The sidecars of another configuration vanish", codes: ["UnnamedConfiguration", "LayerConflict"] },
  { seen: "`check` fails on what was just injected", codes: ["StaleInjection", "ForeignEditKept", "UnreadableProvenance"] },
  { seen: "Pods have two injections, or the webhook's image", codes: ["WebhookWillReinject", "InjectedBefore"] },
  { seen: "Calls fail under mutual TLS", codes: ["StrictWithoutSidecar", "AmbientSidecar"] },
];
