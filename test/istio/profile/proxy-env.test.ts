import { gatewayEnv, grpcAgentEnv, sidecarEnv } from "../../../src/istio/profile/proxy-env.ts";
import { assert, table } from "../../cases.ts";
import { podContext, podOf, valuesOf } from "../contexts.ts";

const deployment = { apiVersion: "apps/v1", kind: "Deployment", name: "web", namespace: "shop" };
const datadog = valuesOf({ global: { proxy: { tracer: "datadog" } } });
const annotated = (annotations: object) => podOf({ annotations });

interface Row {
  readonly title: string;
  readonly context: Partial<ReturnType<typeof podContext>>;
  readonly name: string;
  readonly value: string | undefined;
  readonly of?: typeof sidecarEnv;
}

const owner = (namespace: string) => ({ workload: { ...deployment, namespace } });
const OWNER = "ISTIO_META_OWNER";

const rows: readonly Row[] = [
  { title: "the owner", context: owner("shop"), name: OWNER, value: "kubernetes://apis/apps/v1/namespaces/shop/deployments/web" },
  ...[sidecarEnv, gatewayEnv].map((of) => ({
    title: `the owner in no namespace, ${of.name}`,
    context: owner(""),
    name: OWNER,
    value: "kubernetes://apis/apps/v1/namespaces/default/deployments/web",
    of,
  })),
  { title: "no owner without a name", context: { workload: { ...deployment, name: "" } }, name: OWNER, value: undefined },
  { title: "no owner without a version", context: { workload: { ...deployment, apiVersion: "" } }, name: OWNER, value: undefined },
  {
    title: "the workload's name by its label",
    context: { pod: podOf({ labels: { "service.istio.io/workload-name": "shop-web" } }) },
    name: "ISTIO_META_WORKLOAD_NAME",
    value: "shop-web",
  },
  { title: "the network", context: { values: valuesOf({ global: { network: "n1" } }) }, name: "ISTIO_META_NETWORK", value: "n1" },
  { title: "no network", context: {}, name: "ISTIO_META_NETWORK", value: undefined },
  { title: "the mesh's number", context: { values: valuesOf({ global: { meshID: "m1" } }) }, name: "ISTIO_META_MESH_ID", value: "m1" },
  { title: "the mesh's number, by its trust domain", context: {}, name: "ISTIO_META_MESH_ID", value: "cluster.local" },
  {
    title: "a bootstrap of one's own",
    context: { pod: annotated({ "sidecar.istio.io/bootstrapOverride": "b" }) },
    name: "ISTIO_BOOTSTRAP_OVERRIDE",
    value: "/etc/istio/custom-bootstrap/custom_bootstrap.json",
  },
  {
    title: "how traffic is redirected, as the pod says",
    context: { pod: annotated({ "sidecar.istio.io/interceptionMode": "TPROXY" }) },
    name: "ISTIO_META_INTERCEPTION_MODE",
    value: "TPROXY",
  },
  {
    title: "variables for Datadog",
    context: { values: datadog, pod: annotated({ "apm.datadoghq.com/env": '{"DD_B":"1","DD_A":null}' }) },
    name: "DD_A",
    value: "<no value>",
  },
  {
    title: "no variables for Datadog with another tracer",
    context: { pod: annotated({ "apm.datadoghq.com/env": '{"DD_B":"1"}' }) },
    name: "DD_B",
    value: undefined,
  },
  { title: "the mode of gRPC's agent", context: {}, name: "ISTIO_META_GENERATOR", value: "grpc", of: grpcAgentEnv },
];

table("a variable of the proxy", rows, {
  title: ({ title }) => title,
  run: ({ context, name, value, of = sidecarEnv }) => {
    const found = of(podContext(context)).filter((entry) => entry.name === name);
    assert.equal(
      found.map((entry) => entry.value),
      value === undefined ? [] : [value],
    );
  },
});
