import { checks, ns } from "../../cli/check-findings.ts";
import { deployment, istioSidecar, namespace } from "../../cli/manifests.ts";

const web = deployment("web");
const known = istioSidecar.replace(
  "  istio:",
  "  namespaces:\n    known:\n    - name: shop\n      labels: {istio-injection: enable}\n  istio:",
);

checks("check: what is wrong with namespaces, each at its line", [
  {
    name: "a namespace's label with another value",
    input: `${namespace("shop", "istio-injection: enable")}---\n${web}`,
    config: istioSidecar,
    found: ["warning IgnoredNamespaceKey 5"],
    code: 1,
  },
  { name: "the same in the configuration", input: web, config: known, found: ["warning IgnoredNamespaceKey 10"], code: 1 },
  {
    name: "the same where a selector decides",
    input: `${namespace("shop", "istio-injection: enable")}---\n${web}`,
    config: istioSidecar.replace("{tag: 1.30.5}", "{tag: 1.30.5, namespaceSelector: {matchLabels: {mesh: git}}}"),
    found: [],
    code: 0,
  },
  {
    name: "the same without Istio",
    input: `${namespace("shop", "istio-injection: enable")}---\n${web}`,
    found: [],
    code: 0,
  },
  {
    name: "the label as an annotation of the Namespace",
    input: `${namespace("shop", "a: b").replace("  labels", "  annotations: {istio-injection: enabled}\n  labels")}---\n${web}`,
    config: istioSidecar,
    found: ["warning IgnoredNamespaceKey 5"],
    code: 1,
  },
  {
    name: "two Namespaces of one name",
    input: `${ns}---\n${namespace("shop", "istio-injection: disabled")}---\n${web}`,
    config: istioSidecar,
    found: ["warning NamespaceTwice 5"],
    code: 1,
  },
  { name: "two Namespaces alike", input: `${ns}---\n${ns}---\n${web}`, config: istioSidecar, found: [], code: 0 },
]);
