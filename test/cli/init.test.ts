import { parse } from "yaml";
import { assert, suite } from "../cases.ts";
import { deployment } from "./manifests.ts";
import { podgraft, withFiles } from "./run.ts";

const webhook = (revision: string, tag?: string) => ({
  apiVersion: "admissionregistration.k8s.io/v1",
  kind: "MutatingWebhookConfiguration",
  metadata: { name: `istio-${tag ?? revision}`, labels: { "istio.io/rev": revision, ...(tag && { "istio.io/tag": tag }) } },
  webhooks: [{ name: "rev.namespace.sidecar-injector.istio.io", clientConfig: { service: { path: "/inject" } } }],
});
const injector = (suffix: string, tag: string) => ({
  apiVersion: "v1",
  kind: "ConfigMap",
  metadata: { name: `istio-sidecar-injector${suffix}`, namespace: "istio-system" },
  data: { config: "policy: enabled\n", values: JSON.stringify({ global: { hub: "example.com/istio", tag } }) },
});
const node = (kubeletVersion: string) => ({
  apiVersion: "v1",
  kind: "Node",
  metadata: { name: kubeletVersion },
  status: { nodeInfo: { kubeletVersion } },
});
const ns = (name: string, labels: Record<string, string>) => ({
  apiVersion: "v1",
  kind: "Namespace",
  metadata: { name, labels: { ...labels, "kubernetes.io/metadata.name": name } },
});

const dump = JSON.stringify({
  apiVersion: "v1",
  kind: "List",
  items: [
    ns("shop", { "istio-injection": "enabled" }),
    ns("plain", {}),
    ns("kube-system", {}),
    node("v1.32.1"),
    node("v1.9.4+k3s1"),
    webhook("default"),
    webhook("canary"),
    webhook("canary", "next"),
    injector("", "1.30.5"),
    injector("-canary", "1.31.0"),
  ],
});

suite("init", (test) => {
  test("takes from a dump what the cluster shows", () => {
    const { out, code, err } = podgraft(["init", "-f", "-"], { input: dump });
    assert.is(code, 0, err);
    assert.equal(parse(out).spec, {
      kubernetesVersion: "1.9",
      namespaces: { known: [{ name: "shop", labels: { "istio-injection": "enabled" } }, { name: "plain" }] },
      istio: {
        precedence: "webhook",
        hub: "example.com/istio",
        tag: "1.30.5",
        revisions: [{ name: "canary", hub: "example.com/istio", tag: "1.31.0", tags: ["next"] }],
      },
    });
  });
  for (const [name, input] of [
    ["of a dump", dump],
    ["of nothing", undefined],
  ] as const)
    test(`its configuration ${name} is one that inject takes`, () => {
      const { out } = podgraft(input === undefined ? ["init"] : ["init", "-f", "-"], { input: input ?? "" });
      withFiles({ "web.yaml": deployment("web"), "c.yaml": out }, (cwd) => {
        const run = podgraft(["inject", "-f", "web.yaml", "-c", "c.yaml"], { cwd });
        assert.is(run.code, 0, run.err);
        assert.is(run.out.includes("istio-proxy"), input !== undefined);
      });
    });
});
