import { checks, ns } from "./check-findings.ts";
import { deployment, istioSidecar, ownSidecar } from "./manifests.ts";

const web = deployment("web");
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
]);
