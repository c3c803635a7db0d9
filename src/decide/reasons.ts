/** Every reason for grafting or not, with the words that tell it. Codes are stable. */
export const reasons = {
  KindNotListed: "its kind is not listed",
  HostNetwork: "it uses the host's network",
  OptedIn: "the pod opts in",
  OptedOut: "the pod opts out",
  NamespaceNotSelected: "its namespace is not selected",
  NamespaceUnknown: "the labels of its namespace are not known",
  PodNotSelected: "the pod is not selected",
  Selected: "the selectors match",
  PolicyEnabled: "the policy is enabled",
  PolicyDisabled: "the policy is disabled and nothing selects it",
} as const;

export type ReasonCode = keyof typeof reasons;
