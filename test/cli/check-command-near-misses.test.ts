import { checks, ns } from "./check-findings.ts";
import { deployment, istioSidecar, ownSidecar } from "./manifests.ts";

const web = deployment("web");
const dialects = `apiVersion: podgraft.dev/v1alpha1
kind: SidecarInjector
metadata: {name: vendors}
spec:
  kubernetesVersion: "1.34"
  dialects: {dapr: {trustAnchors: x}, linkerd: {values: {linkerdVersion: edge-26.8.3}}, aws-pod-identity: {}, azure-workload-identity: {tenantId: t}}
`;
const linkerdsLabels = "linkerd.io/control-plane-ns: linkerd, linkerd.io/workload-ns: shop, linkerd.io/proxy-deployment: web";
const daprsLabels = 'dapr.io/sidecar-injected: "true", dapr.io/app-id: web, dapr.io/metrics-enabled: "true"';
const lists = (kinds: string) => ownSidecar.replace("    optIn", `    kinds: [${kinds}]\n    optIn`);

checks("check: what is nearly right, each at its line", [
  {
    name: "a pod's revision that its namespace overrules",
    input: `${ns}---\n${deployment("web", { labels: "istio.io/rev: canary" })}`,
    config: istioSidecar,
    found: ["warning RevisionOverruled 17"],
    code: 1,
  },
  {
    name: "a misspelt kind in the configuration",
    input: `${ns}---\n${web}`,
    config: lists("Deploymnt"),
    found: ["warning UnknownKind 8"],
    code: 1,
  },
  {
    name: "a sidecar that nothing selects",
    input: `${ns}---\n${web}`,
    config: ownSidecar.replace("    optIn: ship\n    namespaceSelector:\n      matchLabels: {logging: enabled}\n", ""),
    found: ["warning NeverSelected 7"],
    code: 1,
  },
  {
    name: "a tag with a v",
    input: `${ns}---\n${web}`,
    config: istioSidecar.replace("1.30.5", "v1.30.5"),
    found: ["warning UnknownIstioVersion 7"],
    code: 1,
  },
  {
    name: "a configuration without a name",
    input: `${ns}---\n${web}`,
    config: ownSidecar.replace("metadata:\n  name: logging\n", ""),
    found: ["warning UnnamedConfiguration 1"],
    code: 1,
  },
  {
    name: "nothing in what the vendors' injectors write",
    input: `${ns}---\n${deployment("web", { labels: `${linkerdsLabels}, ${daprsLabels}, eks.amazonaws.com/pod-identity: enabled` }).replace(
      "    spec:\n",
      "      annotations: {linkerd.io/created-by: linkerd/cli, linkerd.io/proxy-version: edge-26.8.3, linkerd.io/trust-root-sha256: z}\n    spec:\n",
    )}`,
    config: dialects,
    found: [],
    code: 0,
  },
]);
