import { inConfig, inManifest, type Mistake } from "./mistake.ts";

const TAG = "    tag: 1.30.5\n";
const SELECTOR = "{matchLabels: {logging: enabled}}";
const IMAGE = "          image: fluent/fluent-bit:3.1.9\n";
const NAME = "  name: platform\n";

const inIstio = (field: string) => inConfig(`istio: ${field}`, TAG, `${TAG}    ${field}\n`);
const inSidecar = (field: string) => inConfig(`a sidecar: ${field}`, "    template:\n", `    ${field}\n    template:\n`);
const inSpec = (field: string) => inConfig(`spec: ${field}`, "  sidecars:\n", `  ${field}\n  sidecars:\n`);
const inContainer = (field: string) => inConfig(`a container: ${field}`, IMAGE, `${IMAGE}          ${field}\n`);
const selecting = (selector: string) => inConfig(`a selector: ${selector}`, SELECTOR, selector);

const names: readonly Mistake[] = [
  inConfig("kubeVersion", "kubernetesVersion", "kubeVersion"),
  inConfig("istio.version", "    tag:", "    version:"),
  inConfig("metdata", `metadata:\n${NAME}`, `metdata:\n${NAME}`),
  inConfig("metadata.nmae", NAME, "  nmae: platform\n"),
  inConfig("metadata.name: 7", NAME, "  name: 7\n"),
  inConfig("a sidecar's name misspelt", "  - name: log", "  - nmae: log"),
  inConfig("a known namespace's name misspelt", "{name: shop,", "{nmae: shop,"),
  inSidecar("labelSelector: {matchLabels: {app: web}}"),
  inSidecar("kind: [Deployment]"),
  inSpec("workloads: [{apiVersion: example.com/v1, kind: Farm, podTemplate: [spec.template]}]"),
  inSpec("grafts: [istio, log]"),
  selecting("{matchExpressions: [{label: logging, operator: Exists}]}"),
  selecting("{matchExpressions: [{key: logging, op: Exists}]}"),
];

const values: readonly Mistake[] = [
  inIstio("profile: default"),
  inIstio('enableNamespacesByDefault: "true"'),
  inIstio("enableNamespacesByDefault: sure"),
  inIstio("rollout: [{percent: 200}]"),
  inIstio("rollout: [{percent: 5%}]"),
  inIstio("compliancePolicy: fips"),
  inConfig("a tag without a value", TAG, "    tag:\n"),
  inSidecar("hostNetwork: true"),
  inSidecar("after: mesh"),
  inSidecar("kinds: [Deploy, sts]"),
  inSidecar("jsonPatch: [{op: add, path: spec/x, value: 1}]"),
  selecting("{matchLabels: {logging: [a, b]}}"),
  selecting("{matchLabels: {logging: }}"),
  selecting("{matchExpressions: [{key: logging, operator: Exists, values: [a]}]}"),
  selecting("{matchExpressions: [{key: logging, operator: In}]}"),
  selecting("{matchExpressions: [{key: logging, operator: Equals}]}"),
  inContainer("imagePullPolicy: always"),
  inContainer("resources: {limits: {memory: 5g}}"),
];

const asText = (text: string) => `    templateText: |\n      spec:\n        containers: [{name: a, image: ${text}}]\n`;
const TEMPLATE = `    template:\n      spec:\n        containers:\n        - name: log-shipper\n${IMAGE}`;

const others: readonly Mistake[] = [
  inConfig("a function misspelt", TEMPLATE, asText("{{ qoute .Workload.Name }}")),
  inConfig("a field of the pod misspelt", TEMPLATE, asText("{{ .Spec.ServiceAcountName }}")),
  { name: "an option before the command", args: "-f web.yaml inject -c inj.yaml" },
  inManifest("two JSON documents", "apiVersion", '{"apiVersion": "v1"} {"kind": "Pod"}\n---\napiVersion'),
];

/** Fields, values and names that are nearly right. */
export const wrongFields: Readonly<Record<string, readonly Mistake[]>> = {
  "wrong-names": names,
  "wrong-values": values,
  "wrong-texts": others,
};
