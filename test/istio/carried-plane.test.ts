import { carriedPlane } from "../../src/istio/carried-plane.ts";
import { meshObjects } from "../../src/istio/mesh-objects.ts";
import { assert, suite, table } from "../cases.ts";
import { mapOf } from "./contexts.ts";
import { readYaml } from "./yaml.ts";

const injector = (values: object, config: object) =>
  mapOf({
    apiVersion: "v1",
    kind: "ConfigMap",
    metadata: { name: "istio-sidecar-injector", namespace: "istio-system" },
    data: { values: JSON.stringify(values), config: JSON.stringify(config) },
  });

const served = { revision: "default", urlEnv: {} };
const never = [{ matchLabels: { never: "yes" } }];

/** What is carried over of a ConfigMap's `values` and of its injector's own `config`. */
const rows: readonly { name: string; values?: object; config?: object; hasCni?: boolean; urlEnv?: Record<string, string>; own: object }[] =
  [
    { name: "nothing of nothing", own: {} },
    { name: "a policy", config: { policy: "disabled" }, own: { global: { proxy: { autoInject: "disabled" } } } },
    {
      name: "selectors of the injector before those of the values",
      values: { sidecarInjectorWebhook: { neverInjectSelector: [{ matchLabels: { a: "b" } }] } },
      config: { neverInjectSelector: never },
      own: { sidecarInjectorWebhook: { neverInjectSelector: never } },
    },
    {
      name: "the chart's default template, which the values leave empty",
      config: { defaultTemplates: ["sidecar"] },
      own: {},
    },
    {
      name: "other default templates",
      config: { defaultTemplates: ["sidecar", "lab"] },
      own: { sidecarInjectorWebhook: { defaultTemplates: ["sidecar", "lab"] } },
    },
    {
      name: "the CNI plugin in older values",
      values: { istio_cni: { enabled: true, chained: true } },
      own: { pilot: { cni: { enabled: true } } },
    },
    { name: "the CNI plugin by its own ConfigMap", hasCni: true, own: { pilot: { cni: { enabled: true } } } },
    { name: "no CNI plugin, where the values say so", values: { pilot: { cni: { enabled: false } } }, hasCni: true, own: {} },
    {
      name: "cluster and network of the webhook's URL before those of the values",
      values: { global: { network: "a", multiCluster: { clusterName: "b" } } },
      urlEnv: { ISTIO_META_NETWORK: "n", ISTIO_META_CLUSTER_ID: "c" },
      own: { global: { network: "n", multiCluster: { clusterName: "c" } } },
    },
  ];

table("what a configuration says about a mesh's values", rows, {
  title: ({ name }) => name,
  run: ({ values = {}, config = {}, hasCni = false, urlEnv = {}, own }) => {
    const mesh = meshObjects([injector(values, config)], readYaml);
    assert.equal(carriedPlane({ mesh, served: { ...served, urlEnv }, hasCni }).values, mapOf(own));
  },
});

suite("a control plane as a configuration writes it", (test) => {
  const global = { hub: "example.com/istio", tag: "1.30.5", platform: "openshift" };
  const mesh = meshObjects([injector({ global, pilot: { env: { COMPLIANCE_POLICY: "pqc" } } }, {})], readYaml);
  test("has fields of their own for some settings", () =>
    assert.equal(
      carriedPlane({ mesh, served, hasCni: false }).named,
      mapOf({
        hub: "example.com/istio",
        tag: "1.30.5",
        compliancePolicy: "pqc",
        platform: "openshift",
      }),
    ));
  test("names its ConfigMap", () => {
    assert.is(carriedPlane({ mesh, served, hasCni: false }).source, "the ConfigMap istio-system/istio-sidecar-injector");
    assert.is(carriedPlane({ mesh, served: { ...served, revision: "canary" }, hasCni: false }).source, undefined);
  });
});
