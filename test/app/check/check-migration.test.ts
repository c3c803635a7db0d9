import { checkTexts } from "../../../src/app/check/check.ts";
import { injectDocuments } from "../../../src/app/inject/texts.ts";
import { at, type Value } from "../../../src/value/value.ts";
import { assert, table } from "../../cases.ts";
import { configOf } from "../../function/run-core.ts";
import { mapOf } from "../../istio/contexts.ts";
import { look } from "../../istio/look.ts";
import { documents } from "../../istio/yaml.ts";

/** Istio's webhook of the control plane without name, as far as it decides. */
const webhook = `apiVersion: admissionregistration.k8s.io/v1
kind: MutatingWebhookConfiguration
metadata:
  name: istio-sidecar-injector
  labels: {istio.io/rev: default}
webhooks:
- name: namespace.sidecar-injector.istio.io
  namespaceSelector:
    matchExpressions:
    - {key: istio-injection, operator: In, values: [enabled]}
  objectSelector:
    matchExpressions:
    - {key: sidecar.istio.io/inject, operator: NotIn, values: ["false"]}
- name: object.sidecar-injector.istio.io
  namespaceSelector:
    matchExpressions:
    - {key: istio-injection, operator: DoesNotExist}
    - {key: istio.io/rev, operator: DoesNotExist}
  objectSelector:
    matchExpressions:
    - {key: sidecar.istio.io/inject, operator: In, values: ["true"]}
    - {key: istio.io/rev, operator: DoesNotExist}
`;

function deployment(name: string, inject?: string): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}, namespace: orders}
spec:
  selector:
    matchLabels: {app: ${name}}
  template:
    metadata:
      labels: {app: ${name}${inject === undefined ? "" : `, sidecar.istio.io/inject: "${inject}"`}}
    spec:
      containers:
      - {name: ${name}, image: "example.com/${name}:1"}
`;
}

interface Step {
  readonly name: string;
  /** The labels of the namespace. */
  readonly labels: Record<string, string>;
  readonly istio: Record<string, unknown>;
  /** The workloads that are injected. */
  readonly injected: readonly string[];
  readonly told: readonly string[];
  readonly tag?: string;
}

const selector = { namespaceSelector: { matchLabels: { mesh: "git" } } };

/** `asks` has the inject label "true", `legacy` has "false". */
const steps: readonly Step[] = [
  {
    name: "1. the webhook serves the namespace; Git is only a preview, since all is injected once more",
    labels: { "istio-injection": "enabled" },
    istio: {},
    injected: ["web", "asks"],
    told: ["WebhookWillReinject web", "WebhookWillReinject asks"],
  },
  {
    name: "2. the configuration chooses the namespace, and the webhook still serves it",
    labels: { "istio-injection": "enabled", mesh: "git" },
    istio: selector,
    injected: ["web", "asks"],
    told: ["WebhookWillReinject web", "WebhookWillReinject asks"],
  },
  {
    name: "2a. with the label taken off, a pod's own label still calls the webhook",
    labels: { mesh: "git" },
    istio: selector,
    injected: ["web", "asks"],
    told: ["WebhookWillReinject asks"],
  },
  {
    name: "2b. with the label disabled and no selector, only what asks for itself is injected, which the webhook would not do",
    labels: { "istio-injection": "disabled" },
    istio: {},
    injected: ["asks"],
    told: ["PrecedenceMatters asks"],
  },
  {
    name: "3. the label is disabled and the configuration chooses: Git alone injects",
    labels: { "istio-injection": "disabled", mesh: "git" },
    istio: selector,
    injected: ["web", "asks"],
    told: [],
  },
  {
    name: "4. a new version is a commit",
    labels: { "istio-injection": "disabled", mesh: "git" },
    istio: { ...selector, tag: "1.31.0" },
    injected: ["web", "asks"],
    told: [],
    tag: "1.31.0",
  },
];

table("from the webhook to Git", steps, {
  title: ({ name }) => name,
  run: async ({ labels, istio, injected, told, tag = "1.30.5" }) => {
    const namespace = JSON.stringify({ apiVersion: "v1", kind: "Namespace", metadata: { name: "orders", labels } });
    const input = [webhook, `${namespace}\n`, deployment("web"), deployment("asks", "true"), deployment("legacy", "false")].join("---\n");
    const spec = { kubernetesVersion: "1.34", istio: { tag: "1.30.5", ...istio } };
    const config = { apiVersion: "podgraft.dev/v1alpha1", kind: "SidecarInjector", metadata: { name: "mesh" }, spec };
    const { output, diagnostics } = await injectDocuments("input.yaml", input, configOf(mapOf(config)));
    const text = output?.join("") ?? "";
    const images = documents(text).map((object): readonly [Value | undefined, Value | undefined] => [
      at(object, "metadata", "name"),
      look(object, "spec.template.spec.initContainers[istio-proxy].image"),
    ]);
    assert.equal(
      images.filter(([, image]) => image !== undefined),
      injected.map((name) => [name, `registry.istio.io/release/proxyv2:${tag}`]),
    );
    assert.equal(
      diagnostics.filter(({ severity }) => severity !== "info").map(({ code, resource }) => `${code} ${resource?.name}`),
      told,
    );
    // What check says about the same, once it is committed.
    const inputs = [{ file: "input.yaml", text }];
    const checked = await checkTexts({ inputs, config: { file: "config.yaml", text: JSON.stringify(config) } }, { requireInjected: true });
    assert.equal("findings" in checked ? checked.findings.map(({ code, resource }) => `${code} ${resource?.name}`) : checked, told);
  },
});
