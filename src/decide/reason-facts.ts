import type { ReasonCode } from "./reasons.ts";

interface ReasonFacts {
  readonly answer: "yes" | "no";
  /** Whose rule it is. */
  readonly rule: "own" | "istio" | "both" | "dialect";
  readonly when: string;
  readonly change: string;
}

/** What is behind each reason, for docs/WHY.md. */
export const reasonFacts: Readonly<Record<ReasonCode, ReasonFacts>> = {
  KindNotListed: {
    answer: "no",
    rule: "own",
    when: "`kinds` is given and does not list the workload's kind.",
    change: "List the kind, or leave `kinds` out.",
  },
  MetadataOnly: {
    answer: "no",
    rule: "both",
    when: "The kind takes only labels and annotations (Knative), and the sidecar has containers only: Istio's, or one of your own.",
    change:
      "Nothing for Istio: its webhook injects the pods that Knative makes. `knative: pod` for a sidecar of your own, if the cluster allows it.",
  },
  ServiceAccountAsks: {
    answer: "yes",
    rule: "dialect",
    when: "The pod's ServiceAccount has the annotation that the vendor's injector asks for, such as `eks.amazonaws.com/role-arn`.",
    change: "Remove the annotation, or opt the pod out as the vendor says.",
  },
  ServiceAccountSilent: {
    answer: "no",
    rule: "dialect",
    when: "The pod's ServiceAccount is in the input and lacks that annotation; or it is the ServiceAccount `default`, and the input has none.",
    change: "Annotate the ServiceAccount, or name another one in `serviceAccountName`.",
  },
  ServiceAccountUnknown: {
    answer: "no",
    rule: "dialect",
    when: "The pod names a ServiceAccount that is not in the input, so its annotations are not known.",
    change: 'Add it to the input; with `config.kubernetes.io/local-config: "true"` it stays out of the cluster.',
  },
  NamespaceAsks: {
    answer: "yes",
    rule: "dialect",
    when: "The namespace has the label or annotation that the vendor's injector asks for.",
    change: "Opt the pod out as the vendor says.",
  },
  NobodyAsks: {
    answer: "no",
    rule: "dialect",
    when: "Neither the pod nor its namespace has the label or annotation that the vendor's injector asks for.",
    change: "Write it on the pod template or on the namespace.",
  },
  InjectedAlready: {
    answer: "no",
    rule: "dialect",
    when: "The pod has the vendor's containers already, and its injector leaves such a pod alone.",
    change: "Remove them: `podgraft uninject`.",
  },
  PodUnsuited: {
    answer: "no",
    rule: "dialect",
    when: "The vendor's injector leaves such pods alone, as the evidence says.",
    change: "Nothing; or change the pod, as the evidence says.",
  },
  HostNetwork: {
    answer: "no",
    rule: "both",
    when: "The pod has `hostNetwork: true`; for a sidecar of your own, only with `hostNetwork: skip`.",
    change: "Take the pod off the host's network; for a sidecar of your own, write `hostNetwork: inject`.",
  },
  WindowsPod: {
    answer: "no",
    rule: "both",
    when: "The pod is for Windows nodes, by `os.name`, its node selector or a required node affinity, where the sidecar's containers do not run.",
    change: "Nothing for Istio. For a sidecar of your own, write `os: windows` if its image is for Windows.",
  },
  LinuxPod: {
    answer: "no",
    rule: "own",
    when: "The sidecar says `os: windows`, and the pod does not say that it is for Windows nodes.",
    change: "Set the pod's `os.name` to windows, or remove the sidecar's `os`.",
  },
  SystemNamespace: {
    answer: "no",
    rule: "istio",
    when: "The namespace is kube-system, kube-public, kube-node-lease or local-path-storage, which Istio never injects.",
    change: "Deploy it elsewhere.",
  },
  OptedIn: {
    answer: "yes",
    rule: "both",
    when: 'The pod\'s label, or else its annotation, is "true": the key is `optIn` for a sidecar of your own, `sidecar.istio.io/inject` for Istio.',
    change: 'Write "false".',
  },
  OptedOut: {
    answer: "no",
    rule: "both",
    when: 'The same label or annotation is "false". On the workload\'s own metadata it has no effect: it belongs on the pod template.',
    change: 'Write "true", or remove it.',
  },
  NamespaceNotSelected: {
    answer: "no",
    rule: "both",
    when: "A `namespaceSelector` is given and does not match the namespace's labels.",
    change: "Label the namespace, in the input or in `spec.namespaces.known`.",
  },
  NamespaceUnknown: {
    answer: "no",
    rule: "both",
    when: "A rule needed the namespace's labels, and they are not known. This is the most common reason.",
    change:
      "Put the Namespace into the input or into `spec.namespaces.known`; for resources that name none, set `spec.namespaces.default` or `-n`.",
  },
  PodNotSelected: {
    answer: "no",
    rule: "own",
    when: "A `podSelector` is given and does not match the pod template's labels.",
    change: "Label the pod template.",
  },
  Selected: {
    answer: "yes",
    rule: "own",
    when: "All selectors that are given match.",
    change: "Opt the pod out with `optIn`, or narrow a selector.",
  },
  NamespaceDisabled: {
    answer: "no",
    rule: "istio",
    when: "The namespace has `istio-injection: disabled`, or any other value but `enabled`.",
    change: "Write `istio-injection: enabled`, or opt the pod in.",
  },
  NamespaceNotLabelled: {
    answer: "no",
    rule: "istio",
    when: "Neither the namespace nor the pod asks for injection.",
    change: 'Label the namespace `istio-injection: enabled` or `istio.io/rev`, or the pod `sidecar.istio.io/inject: "true"`.',
  },
  RevisionUnserved: {
    answer: "no",
    rule: "istio",
    when: "The label `istio.io/rev` names a revision or tag that no control plane has. This is also an error.",
    change: "Correct the label, or add the revision to `istio.revisions` or the tag to `tags`.",
  },
  NoDefaultRevision: {
    answer: "no",
    rule: "istio",
    when: "The default revision is asked for, and no control plane has the tag `default`.",
    change: "Add `default` to the `tags` of one.",
  },
  NeverInjectSelector: {
    answer: "no",
    rule: "istio",
    when: "`neverInjectSelector`, of the configuration or the mesh's ConfigMap, matches the pod's labels.",
    change: "Opt the pod in, which takes precedence, or correct the selector.",
  },
  AlwaysInjectSelector: {
    answer: "yes",
    rule: "istio",
    when: "`alwaysInjectSelector` matches the pod's labels.",
    change: "Opt the pod out.",
  },
  InMesh: {
    answer: "yes",
    rule: "istio",
    when: "The namespace's labels, the pod's revision or `istio.namespaceSelector` put the pod into the mesh.",
    change: "Opt the pod out, or change the namespace's label.",
  },
  PolicyUnknown: {
    answer: "no",
    rule: "istio",
    when: "The injector's policy is neither `enabled` nor `disabled`.",
    change: "Correct `policy` in the ConfigMap, or `values.global.proxy.autoInject`.",
  },
  PolicyEnabled: {
    answer: "yes",
    rule: "own",
    when: "Neither selector is given, and `policy` is `enabled`.",
    change: "Opt the pod out, or write selectors.",
  },
  PolicyDisabled: {
    answer: "no",
    rule: "both",
    when: "Own sidecars: neither selector is given, and `policy` is `disabled` or absent. Istio: the injector's policy is `disabled`, and nothing else asks.",
    change: "Opt the pod in, write a selector, or enable the policy.",
  },
};
