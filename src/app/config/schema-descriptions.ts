const plane = {
  hub: "The registry that the proxy's image comes from.",
  tag: "The proxy's version: a release such as 1.30.5, or a digest.",
  tags: "Revision tags that point here; `default` takes istio-injection=enabled and istio.io/rev=default.",
  namespaceSelector: "Decides in place of Istio's own labels on the namespace.",
  enableNamespacesByDefault: "Injects where neither the namespace nor the pod says anything.",
  values: "Anything else, as in Istio's Helm values; null takes a value away.",
  meshConfig: "As in Istio's MeshConfig.",
  neverInjectSelector: "Label selectors of pods that are never injected.",
  alwaysInjectSelector: "Label selectors of pods that are always injected.",
  compliancePolicy: "As Istio's COMPLIANCE_POLICY.",
  platform: "openshift takes the proxy's user and group from the namespace's annotations.",
  guideAnnotations: "Honours annotations that guides show and Istio ignores.",
};

const selector = {
  matchLabels: "Labels that all have to be there, with these values.",
  matchExpressions: "Requirements that all have to hold.",
  "matchExpressions[].key": "The label's key.",
  "matchExpressions[].operator": "How the label is compared.",
  "matchExpressions[].values": "The values for In and NotIn; none for Exists and DoesNotExist.",
};

/** Where a label selector stands; `|` is what may be null. */
const selectorPlaces = [
  ...["istio.", "istio.revisions[]."].flatMap((plane) =>
    ["namespaceSelector|", "neverInjectSelector[]", "alwaysInjectSelector[]"].map((field) => plane + field),
  ),
  "sidecars[].namespaceSelector",
  "sidecars[].podSelector",
];

const prefixed = (prefix: string, texts: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(texts).map(([name, text]) => [prefix + name, text]));

/** What each field of the configuration's `spec` is for, by its path; `[]` stands for the items of a list. */
export const schemaDescriptions: Readonly<Record<string, string>> = {
  kubernetesVersion: 'The oldest kubelet of the cluster, such as "1.34". Decides about native sidecars.',
  namespaces: "What is known of namespaces beside the input.",
  "namespaces.default": "The namespace of resources that name none.",
  "namespaces.known": "Namespaces that the cluster has and the input may not show.",
  "namespaces.known[].name": "The namespace's name.",
  "namespaces.known[].labels": "Its labels.",
  "namespaces.known[].annotations": "Its annotations.",
  istio: "Istio's sidecar. Absent: none.",
  ...prefixed("istio.", plane),
  "istio.profile": "Which template: podgraft's own, or that of the ConfigMaps in the input; auto takes those where they are.",
  "istio.precedence": "pod: a pod's inject key beats its namespace. webhook: exactly Istio's selectors.",
  "istio.revision": "The control plane's name.",
  "istio.templates": "Go templates by name, added to or replacing the injector's.",
  "istio.revisions": "Further control planes; each has what is said above, but for what it says itself.",
  ...prefixed("istio.revisions[].", plane),
  "istio.revisions[].name": "The control plane's name.",
  ...Object.assign({}, ...selectorPlaces.map((place) => prefixed(`${place}.`, selector))),
  sidecars: "Sidecars of your own, grafted in this order.",
  "sidecars[].name": "Unique among the sidecars; named in reports.",
  "sidecars[].kinds": "The kinds of workload that it goes into. Absent: every kind.",
  "sidecars[].os": "The nodes that its containers run on: pods for other nodes do not get it.",
  "sidecars[].hostNetwork": "Whether it goes into pods on the host's network.",
  "sidecars[].optIn": 'The pod label, or else annotation, whose "true" or "false" decides for a pod.',
  "sidecars[].namespaceSelector": "The namespaces whose pods get it.",
  "sidecars[].podSelector": "The pods that get it.",
  "sidecars[].policy": "Where neither selector is given: whether every pod gets it.",
  "sidecars[].after": "Grafted after Istio's sidecar instead of before; the mesh then knows nothing of its ports, probes and containers.",
  "sidecars[].appContainers": "A partial container that is merged into every container of the application.",
  "sidecars[].knative": "What goes into the templates of Knative's kinds: labels and annotations, or all of the pod.",
  "sidecars[].allowUnknownFields": "Fields of the pod template that only a newer Kubernetes knows.",
  "sidecars[].template": "A partial pod, merged as a strategic merge patch.",
  "sidecars[].template.metadata": "Labels and annotations.",
  "sidecars[].template.spec": "Containers, init containers, volumes and all else of a pod.",
  "sidecars[].templateText": "The same as a Go template.",
  workloads: "Kinds with pod templates that podgraft does not know.",
  "workloads[].apiVersion": "The kind's group and version.",
  "workloads[].kind": "The kind.",
  "workloads[].podTemplates": "Where its pod templates are, such as spec.pods[].template.",
  onUninjectable: "A pod that qualifies and cannot be injected: fail the run, or skip it with a warning.",
};
