import { dialectFields } from "../engines.ts";
import { type FieldRows, prefixed, selectorRows } from "./field-row.ts";
import { istioFieldRows } from "./istio-field-rows.ts";

/**
 * A row for each field below `spec`, by its path; `[]` stands for the items of a list. A test compares them with the
 * schema.
 */
export const fieldRows: FieldRows = {
  kubernetesVersion: {
    description: 'The oldest kubelet of the cluster, such as "1.34". Decides about native sidecars.',
    absent: "native sidecars, and with Istio a warning",
    example: '"1.34"',
  },
  namespaces: {
    description: "What is known about namespaces besides the input.",
    absent: "what the input shows",
    example: "{default: shop}",
  },
  "namespaces.default": {
    description: "The namespace of resources that name none.",
    absent: "such resources have no namespace's labels",
    example: "shop",
  },
  "namespaces.known": {
    description: "Namespaces that the cluster has and the input may lack.",
    absent: "none",
    example: "[{name: shop, labels: {istio-injection: enabled}}]",
  },
  "namespaces.known[].name": { description: "The namespace's name.", absent: "required", example: "shop" },
  "namespaces.known[].labels": { description: "Its labels.", absent: "none", example: "{istio-injection: enabled}" },
  "namespaces.known[].annotations": {
    description: "Its annotations.",
    absent: "none",
    example: "{openshift.io/sa.scc.uid-range: 1000620000/10000}",
  },
  istio: { description: "Istio's sidecar. Absent: none.", absent: "no mesh sidecar", example: "{tag: 1.30.5}" },
  ...istioFieldRows,
  sidecars: {
    description: "Sidecars of your own, grafted in this order.",
    absent: "none",
    example: "[{name: shipper, policy: enabled, template: {spec: {containers: [{name: shipper, image: fluent/fluent-bit:3.1.9}]}}}]",
  },
  "sidecars[].name": { description: "Unique among the sidecars; named in reports.", absent: "required", example: "log-shipper" },
  "sidecars[].kinds": {
    description: "The kinds of workload that it goes into. Absent: every kind.",
    absent: "every kind",
    example: "[Deployment, StatefulSet]",
  },
  "sidecars[].os": {
    description: "The nodes that its containers run on: pods for other nodes do not get it.",
    absent: "`linux`; a sidecar without containers goes into any pod",
    example: "windows",
  },
  "sidecars[].hostNetwork": { description: "Whether it goes into pods on the host's network.", absent: "`inject`", example: "skip" },
  "sidecars[].optIn": {
    description: 'The pod label, or else annotation, whose "true" or "false" decides for a pod.',
    absent: "no key",
    example: "logging.example.com/ship",
  },
  "sidecars[].namespaceSelector": {
    description: "The namespaces whose pods get it.",
    absent: "every namespace",
    example: "{matchLabels: {logging: enabled}}",
  },
  "sidecars[].podSelector": {
    description: "The pods that get it.",
    absent: "every pod",
    example: "{matchExpressions: [{key: tier, operator: NotIn, values: [batch]}]}",
  },
  "sidecars[].policy": {
    description: "Whether every pod gets it, if no selector is given.",
    absent: "`disabled`",
    example: "enabled",
  },
  "sidecars[].after": {
    description: "Grafts it after Istio's sidecar instead of before; then the mesh does not see its ports, probes and containers.",
    absent: "before Istio's",
    example: "istio",
  },
  "sidecars[].before": {
    description: "Starts its init containers, including native sidecars, before Istio's; the mesh still knows its ports.",
    absent: "they start after Istio's",
    example: "istio",
  },
  "sidecars[].appContainers": {
    description:
      "A partial container that is merged into every container of the application. Its strings may be Go templates, with the data of `templateText`.",
    absent: "nothing",
    example: "{volumeMounts: [{name: logs, mountPath: /var/log/app}]}",
  },
  "sidecars[].appContainerNames": {
    description: "The containers and init containers of the application that appContainers is merged into; `*` stands for any characters.",
    absent: "every container, and no init container",
    example: '[web, "migrate-*"]',
  },
  "sidecars[].appContainerNamesFrom": {
    description:
      "The pod label or annotation that lists those names, separated by commas; in a pod that has it, it replaces appContainerNames.",
    absent: "appContainerNames alone decides",
    example: "logging.example.com/containers",
  },
  "sidecars[].onConflict": {
    description:
      "If the pod and the sidecar have different values: an error (fail), the pod's value stays (keep), or the sidecar's value replaces it, with a warning (replace). Sets such as tolerations and envFrom are joined.",
    absent: "`fail`",
    example: "keep",
  },
  "sidecars[].knative": {
    description: "What goes into the templates of Knative's kinds: labels and annotations, or all of the pod.",
    absent: "`metadata`",
    example: "pod",
  },
  "sidecars[].allowUnknownFields": {
    description: "Fields of the pod template that only a newer Kubernetes has.",
    absent: "none; such a field is an error",
    example: '["spec.containers[].newField"]',
  },
  "sidecars[].template": {
    description: "A partial pod, merged as a strategic merge patch.",
    absent: "`templateText` is used instead",
    example: "{spec: {containers: [{name: shipper, image: fluent/fluent-bit:3.1.9}]}}",
  },
  "sidecars[].template.metadata": {
    description: "Labels and annotations.",
    absent: "none",
    example: '{annotations: {logging.example.com/shipped: "true"}}',
  },
  "sidecars[].template.spec": {
    description: "Containers, init containers, volumes and everything else in a pod's spec.",
    absent: "none",
    example: "{containers: [{name: shipper, image: fluent/fluent-bit:3.1.9}]}",
  },
  "sidecars[].templateText": {
    description: "The same as a Go template.",
    absent: "`template` is used instead",
    example: '"spec: {priorityClassName: {{ lower .Workload.Kind }}}"',
  },
  "sidecars[].jsonPatch": {
    description:
      "A JSON Patch (RFC 6902) for the pod template, applied after `template` is merged. Paths begin with `/spec` or `/metadata`.",
    absent: "none",
    example: "[{op: add, path: /spec/containers/0/args/-, value: --verbose}]",
  },
  "sidecars[].jsonPatchText": {
    description: "The same as a Go template that renders the list of operations for each pod: [TEMPLATES.md](TEMPLATES.md).",
    absent: "`jsonPatch` is used instead",
    example: '"- {op: add, path: /spec/hostname, value: {{ .Workload.Name }}}"',
  },
  "sidecars[].jsonPatch[].op": { description: "The operation.", absent: "required", example: "add" },
  "sidecars[].jsonPatch[].path": { description: "The place, as a JSON pointer.", absent: "required", example: "/spec/containers/0/args/-" },
  "sidecars[].jsonPatch[].from": {
    description: "The place that `move` and `copy` take from.",
    absent: "required by these two",
    example: "/spec/containers/0/env",
  },
  "sidecars[].jsonPatch[].value": {
    description: "What `add`, `replace` and `test` write or compare.",
    absent: "required by these three",
    example: "--verbose",
  },
  dialects: {
    description: "Other vendors' injectors, by name: [DIALECTS.md](DIALECTS.md).",
    absent: "none",
    example: "{aws-pod-identity: {region: eu-central-1}}",
  },
  ...dialectFields(),
  grafts: {
    description: "The order of grafting: the names of all sidecars and dialects, and `istio`.",
    absent: "the sidecars, the dialects, Istio, and the sidecars after it",
    example: "[istio, shipper]",
  },
  workloads: {
    description: "Kinds with pod templates that podgraft does not know.",
    absent: "the kinds of [WORKLOADS.md](WORKLOADS.md)",
    example: '[{apiVersion: example.com/v1, kind: Farm, podTemplates: ["spec.pods[].template"]}]',
  },
  "workloads[].apiVersion": { description: "The kind's group and version.", absent: "required", example: "example.com/v1" },
  "workloads[].kind": { description: "The kind.", absent: "required", example: "Farm" },
  "workloads[].podTemplates": {
    description: "Where its pod templates are, such as spec.pods[].template.",
    absent: "required",
    example: '["spec.pods[].template", "spec.leaderTemplate?"]',
  },
  onUninjectable: {
    description: "A pod that qualifies and cannot be injected: fail the run, or skip it with a warning.",
    absent: "`fail`",
    example: "skip",
  },
};

/** Where a label selector is; `|` is what may be null. */
const selectorPlaces = [
  ...["istio.", "istio.revisions[]."].flatMap((plane) =>
    ["namespaceSelector|", "neverInjectSelector[]", "alwaysInjectSelector[]"].map((field) => plane + field),
  ),
  "sidecars[].namespaceSelector",
  "sidecars[].podSelector",
];

/** The same with the fields of label selectors, in all places. */
export const everyFieldRow: FieldRows = {
  ...fieldRows,
  ...Object.assign({}, ...selectorPlaces.map((place) => prefixed(`${place}.`, selectorRows))),
};
