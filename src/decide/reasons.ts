/** Every reason for grafting or not, with the words that tell it. Codes are stable. */
export const reasons = {
  KindNotListed: "its kind is not listed",
  MetadataOnly: "its kind takes labels and annotations only",
  HostNetwork: "the pod uses hostNetwork",
  OptedIn: "the pod opts in",
  OptedOut: "the pod opts out",
  NamespaceNotSelected: "its namespace is not selected",
  NamespaceUnknown: "the labels of its namespace are not known",
  PodNotSelected: "the pod is not selected",
  Selected: "the selectors match",
  SystemNamespace: "its namespace is one of the system's",
  NamespaceDisabled: "its namespace is labelled against injection",
  NamespaceNotLabelled: "neither its namespace nor the pod asks for injection",
  RevisionUnserved: "no control plane serves the revision that is asked for",
  NoDefaultRevision: "no control plane is the default one",
  NeverInjectSelector: "neverInjectSelector matches the pod",
  AlwaysInjectSelector: "alwaysInjectSelector matches the pod",
  InMesh: "its namespace or its revision belongs to the mesh",
  PolicyUnknown: "the policy is neither enabled nor disabled",
  PolicyEnabled: "the policy is enabled",
  PolicyDisabled: "the policy is disabled and nothing selects it",
} as const;

export type ReasonCode = keyof typeof reasons;

/** The same in a few words, to be counted: "2 opted out, 1 namespace not selected". */
export const briefReasons: Readonly<Record<ReasonCode, string>> = {
  KindNotListed: "kind not listed",
  MetadataOnly: "kind takes only labels",
  HostNetwork: "hostNetwork",
  OptedIn: "opted in",
  OptedOut: "opted out",
  NamespaceNotSelected: "namespace not selected",
  NamespaceUnknown: "namespace not known",
  PodNotSelected: "pod not selected",
  Selected: "selected",
  SystemNamespace: "system namespace",
  NamespaceDisabled: "namespace labelled against it",
  NamespaceNotLabelled: "namespace not labelled",
  RevisionUnserved: "revision not served",
  NoDefaultRevision: "no default revision",
  NeverInjectSelector: "neverInjectSelector",
  AlwaysInjectSelector: "alwaysInjectSelector",
  InMesh: "in the mesh",
  PolicyUnknown: "policy unknown",
  PolicyEnabled: "policy enabled",
  PolicyDisabled: "policy disabled",
};
