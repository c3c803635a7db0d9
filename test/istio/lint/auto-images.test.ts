import { injectDocuments } from "../../../src/app/inject/texts.ts";
import { assert, table } from "../../cases.ts";
import { configOf } from "../../function/run-core.ts";
import { mapOf } from "../contexts.ts";

interface Row {
  readonly name: string;
  /** Its namespace: edge has no labels, mesh is in the mesh, off is out of it, and of nowhere nothing is known. */
  readonly namespace?: string;
  readonly kind?: { readonly apiVersion: string; readonly kind: string };
  readonly metadata?: object;
  readonly spec?: object;
  /** `istio-proxy` with the image auto, where nothing is said. */
  readonly containers?: readonly object[];
  readonly istio?: object;
  /** Further objects of the input. */
  readonly beside?: string;
  /** The whole messages of the errors. */
  readonly told: readonly string[];
}

const gateway = { annotations: { "inject.istio.io/templates": "gateway" } };
const app = { name: "web", image: "web:1" };
const webhook = `---
${JSON.stringify({
  apiVersion: "admissionregistration.k8s.io/v1",
  kind: "MutatingWebhookConfiguration",
  metadata: { name: "istio-sidecar-injector" },
  webhooks: [{ name: "object.sidecar-injector.istio.io", objectSelector: { matchLabels: { gw: "yes" } } }],
})}
`;

const notInjected = (reason: string, name = "istio-proxy") =>
  `The container ${name} keeps the image auto, which no node can pull: only an injector replaces it, and nothing is injected: ${reason}`;
const noTemplate = (name: string) =>
  `The container ${name} keeps the image auto, which no node can pull: no injected template has a container of that name`;

const rows: readonly Row[] = [
  { name: "a gateway in the mesh", namespace: "mesh", metadata: gateway, told: [] },
  { name: "a sidecar in the mesh", namespace: "mesh", containers: [app, { name: "istio-proxy", image: "auto" }], told: [] },
  { name: "no label", metadata: gateway, told: [notInjected("neither its namespace nor the pod asks for injection")] },
  { name: "out of the mesh", namespace: "off", told: [notInjected("its namespace is labelled against injection")] },
  { name: "an unknown namespace", namespace: "nowhere", told: [notInjected("the labels of its namespace are not known")] },
  { name: "a system namespace", namespace: "kube-system", told: [notInjected("its namespace is one of the system's")] },
  { name: "the host's network", namespace: "mesh", spec: { hostNetwork: true }, told: [notInjected("the pod uses hostNetwork")] },
  {
    name: "a DaemonSet that opts out",
    namespace: "mesh",
    kind: { apiVersion: "apps/v1", kind: "DaemonSet" },
    metadata: { labels: { "sidecar.istio.io/inject": "false" } },
    told: [notInjected("the pod opts out")],
  },
  { name: "Windows", namespace: "mesh", spec: { os: { name: "windows" } }, told: [notInjected("the pod is for Windows nodes")] },
  {
    name: "a revision that nobody serves is one error",
    metadata: { labels: { "istio.io/rev": "other" } },
    told: ['Cannot inject: no control plane serves the revision "other"; expected default'],
  },
  {
    name: "a template without proxy",
    namespace: "mesh",
    metadata: { annotations: { "inject.istio.io/templates": "grpc-simple" } },
    told: [noTemplate("istio-proxy")],
  },
  {
    name: "an init container that CNI makes unnecessary",
    namespace: "mesh",
    istio: { values: { pilot: { cni: { enabled: true } } } },
    containers: [app],
    spec: { initContainers: [{ name: "istio-init", image: "auto" }] },
    told: [noTemplate("istio-init")],
  },
  {
    name: "the init container",
    namespace: "mesh",
    containers: [app],
    spec: { initContainers: [{ name: "istio-init", image: "auto" }] },
    told: [],
  },
  { name: "another container", namespace: "mesh", containers: [{ name: "web", image: "auto" }], told: [noTemplate("web")] },
  {
    name: "two of them",
    containers: [
      { name: "web", image: "auto" },
      { name: "istio-proxy", image: "auto" },
    ],
    told: ["web", "istio-proxy"].map((name) => notInjected("neither its namespace nor the pod asks for injection", name)),
  },
  { name: "an image of a like name", containers: [{ name: "web", image: "auto:1" }], told: [] },
  { name: "a webhook takes it", metadata: { labels: { gw: "yes" } }, beside: webhook, told: [] },
  {
    name: "a webhook takes others",
    beside: webhook,
    told: [notInjected("neither its namespace nor the pod asks for injection")],
  },
  {
    name: "Knative's, which its webhook injects",
    namespace: "mesh",
    kind: { apiVersion: "serving.knative.dev/v1", kind: "Service" },
    told: [],
  },
];

const namespaces = ["edge", "mesh", "off", "kube-system"].map((name) => {
  const labels =
    name === "mesh" || name === "kube-system" ? { "istio-injection": "enabled" } : name === "off" ? { "istio-injection": "disabled" } : {};
  return { name, labels };
});

table("containers whose image stays auto", rows, {
  title: ({ name }) => name,
  run: (row) => {
    const { diagnostics, output } = injectDocuments("in.yaml", inputOf(row), configOf(configuration(row)));
    const errors = diagnostics.filter(({ severity }) => severity === "error");
    assert.equal(
      errors.map(({ message }) => message),
      row.told,
    );
    if (row.told.length > 0) assert.is(output?.join(""), inputOf(row));
  },
});

function inputOf({ namespace = "edge", kind, metadata, spec, containers, beside = "" }: Row): string {
  const pod = { ...spec, containers: containers ?? [{ name: "istio-proxy", image: "auto" }] };
  const workload = {
    ...(kind ?? { apiVersion: "apps/v1", kind: "Deployment" }),
    metadata: { name: "gw", namespace },
    spec: { template: { metadata: metadata ?? {}, spec: pod } },
  };
  return `${JSON.stringify(workload)}\n${beside}`;
}

function configuration({ istio }: Row) {
  return mapOf({
    apiVersion: "podgraft.dev/v1alpha1",
    kind: "SidecarInjector",
    metadata: { name: "mesh" },
    spec: { kubernetesVersion: "1.34", namespaces: { known: namespaces }, istio: { tag: "1.30.5", ...istio } },
  });
}
