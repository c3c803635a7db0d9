import { checks, ns } from "../../cli/check-findings.ts";
import { deployment } from "../../cli/manifests.ts";

const web = deployment("web");

checks("check: objects that are nearly workloads, each at its line", [
  {
    name: "a misspelt apiVersion",
    input: `${ns}---\n${web.replace("apps/v1", "app/v1")}`,
    args: ["--require-injected"],
    found: ["warning MisspeltWorkload 7"],
    code: 1,
  },
  {
    name: "a kind in lower case",
    input: `${ns}---\n${web.replace("Deployment", "deployment")}`,
    args: ["--require-injected"],
    found: ["warning MisspeltWorkload 8"],
    code: 1,
  },
  { name: "no apiVersion", input: `${ns}---\n${web.replace("apiVersion: apps/v1\n", "")}`, found: ["warning MisspeltWorkload 7"], code: 1 },
  {
    name: "misspelt ones in a List",
    input: `apiVersion: v1\nkind: List\nitems:\n- ${web.replace("apps/v1", "app/v1").trimEnd().replaceAll("\n", "\n  ")}\n- {kind: pod, apiVersion: v1, metadata: {name: a}}\n`,
    found: ["warning MisspeltWorkload 4", "warning MisspeltWorkload 19"],
    code: 1,
  },
  {
    name: "a misspelt one that stays on the machine that builds",
    input: `${web.replace("apps/v1", "app/v1").replace("  namespace", '  annotations: {config.kubernetes.io/local-config: "true"}\n  namespace')}`,
    found: [],
    code: 0,
  },
  {
    name: "what is not a workload",
    input: "apiVersion: v1\nkind: Service\nmetadata: {name: a}\n---\napiVersion: other.example/v1\nkind: Deployment\nmetadata: {name: a}\n",
    found: [],
    code: 0,
  },
]);
