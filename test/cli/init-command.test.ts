import { parse, stringify } from "yaml";
import { assert, suite, table } from "../cases.ts";
import { deployment } from "./manifests.ts";
import { podgraft, withFiles } from "./run.ts";

const webhook = (revision: string, tag?: string) => ({
  apiVersion: "admissionregistration.k8s.io/v1",
  kind: "MutatingWebhookConfiguration",
  metadata: { name: `istio-${tag ?? revision}`, labels: { "istio.io/rev": revision, ...(tag && { "istio.io/tag": tag }) } },
  webhooks: [{ name: "rev.namespace.sidecar-injector.istio.io", clientConfig: { service: { path: "/inject" } } }],
});
const injector = (suffix: string, tag: string, more: object = {}) => ({
  apiVersion: "v1",
  kind: "ConfigMap",
  metadata: { name: `istio-sidecar-injector${suffix}`, namespace: "istio-system" },
  data: { config: "policy: enabled\n", values: JSON.stringify({ global: { hub: "example.com/istio", tag }, ...more }) },
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
    { apiVersion: "v1", kind: "Namespace", metadata: { name: "written", labels: { "istio.io/rev": "canary" } } },
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
      namespaces: {
        known: [
          { name: "shop", labels: { "istio-injection": "enabled" } },
          { name: "plain" },
          { name: "written", labels: { "istio.io/rev": "canary" } },
        ],
      },
      istio: {
        precedence: "webhook",
        guideAnnotations: false,
        hub: "example.com/istio",
        tag: "1.30.5",
        revisions: [{ name: "canary", hub: "example.com/istio", tag: "1.31.0", tags: ["next"] }],
      },
    });
  });
  test("shows where the version goes that the dump does not tell", () => {
    const { out } = podgraft(["init", "-f", "-"], { input: JSON.stringify(webhook("default")) });
    assert.equal(parse(out).spec.istio, { precedence: "webhook", guideAnnotations: false });
    assert.match(out, "    # tag: 1.30.5\n");
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

const cniConfig = { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "istio-cni-config", namespace: "kube-system" }, data: {} };

/** Whether the configuration says that Istio's CNI plugin is there. */
const cniRows: readonly { readonly name: string; readonly values: object; readonly more?: readonly object[]; readonly cni: boolean }[] = [
  { name: "in the injector's values", values: { pilot: { cni: { enabled: true } } }, cni: true },
  { name: "in the values of older versions", values: { istio_cni: { enabled: true, chained: true } }, cni: true },
  { name: "by its own ConfigMap, where the values say nothing", values: {}, more: [cniConfig], cni: true },
  { name: "not, where the values say so", values: { pilot: { cni: { enabled: false } } }, more: [cniConfig], cni: false },
  { name: "not, where nothing shows it", values: {}, cni: false },
];

table("init sees the CNI plugin", cniRows, {
  title: ({ name }) => name,
  run: ({ values, more = [], cni }) => {
    const input = stringify({ apiVersion: "v1", kind: "List", items: [webhook("default"), injector("", "1.30.5", values), ...more] });
    const { out, code, err } = podgraft(["init", "-f", "-"], { input });
    assert.is(code, 0, err);
    assert.equal(parse(out).spec.istio, {
      precedence: "webhook",
      guideAnnotations: false,
      hub: "example.com/istio",
      tag: "1.30.5",
      ...(cni && { values: { pilot: { cni: { enabled: true } } } }),
    });
    withFiles({ "web.yaml": deployment("web", { labels: 'sidecar.istio.io/inject: "true"' }), "c.yaml": out }, (cwd) => {
      const run = podgraft(["inject", "-f", "web.yaml", "-c", "c.yaml"], { cwd });
      assert.is(run.code, 0, run.err);
      assert.is(run.out.includes("istio-init"), !cni);
    });
  },
});

suite("init of a mesh that injects by default", (test) => {
  test("says so", () => {
    const configuration = webhook("default");
    const webhooks = [{ ...configuration.webhooks[0], name: "auto.sidecar-injector.istio.io" }];
    const { out } = podgraft(["init", "-f", "-"], { input: JSON.stringify({ ...configuration, webhooks }) });
    assert.is(parse(out).spec.istio.enableNamespacesByDefault, true);
  });
});
