import { readProxyConfigResource } from "../../src/istio/config/proxy-config-resource.ts";
import { contextOfPod } from "../../src/istio/context-of-pod.ts";
import type { PlaceContext } from "../../src/istio/pod-context.ts";
import { at, toValue, type Value } from "../../src/value/value.ts";
import { assert, table } from "../cases.ts";
import { injectContext, mapOf, podOf } from "./contexts.ts";

const resource = (name: string, concurrency: number) =>
  readProxyConfigResource(mapOf({ metadata: { name, namespace: "shop" }, spec: { concurrency } }));

/** What a pod's context says at some paths. */
const rows: readonly {
  readonly name: string;
  readonly annotations?: object;
  readonly spec?: object;
  readonly place?: Partial<PlaceContext>;
  readonly want: Readonly<Record<string, unknown>>;
  readonly codes?: readonly string[];
}[] = [
  {
    name: "a pod without settings has the mesh's",
    want: { "proxyConfig.concurrency": undefined, proxyUid: 1337, proxyGid: 1337, "original.spec.containers.0.name": "app" },
  },
  {
    name: "a pod's annotation counts for its proxy, and for the steps after the merge, not for the mesh",
    annotations: { "proxy.istio.io/config": "concurrency: 3" },
    want: {
      "proxyConfig.concurrency": 3,
      "podMeshConfig.defaultConfig.concurrency": 3,
      "meshConfig.defaultConfig.concurrency": undefined,
    },
  },
  {
    name: "what an earlier injection added stays in the original alone",
    annotations: { "sidecar.istio.io/status": '{"containers":["istio-proxy"]}' },
    spec: { containers: [{ name: "app" }, { name: "istio-proxy" }] },
    want: { "original.spec.containers.1.name": "istio-proxy", "pod.spec.containers.1": undefined },
  },
  {
    name: "OpenShift assigns the namespace's user",
    place: { platform: "openshift", namespaceAnnotations: mapOf({ "openshift.io/sa.scc.uid-range": "1000/10" }) },
    want: { proxyUid: 1009 },
  },
  {
    name: "of two ProxyConfigs for one pod the first counts, which is reported",
    place: { proxyConfigResources: [resource("a", 1), resource("b", 2)] },
    want: { "proxyConfig.concurrency": 1 },
    codes: ["AmbiguousProxyConfig"],
  },
  {
    name: "the webhook's URL sets variables of the proxy",
    place: { urlEnv: { ISTIO_META_NETWORK: "n1" } },
    want: { "proxyEnv.ISTIO_META_NETWORK": "n1" },
  },
];

const look = (value: unknown, path: string) =>
  at(value as Value, ...path.split(".").map((step) => (/^\d+$/.test(step) ? Number(step) : step)));

table("what is known of a pod", rows, {
  title: ({ name }) => name,
  run: ({ annotations = {}, spec, place = {}, want, codes = [] }) => {
    const pod = podOf({ annotations }, spec);
    const { context, diagnostics } = contextOfPod(pod, injectContext(place));
    assert.equal(
      diagnostics.map(({ code }) => code),
      codes,
    );
    for (const [path, value] of Object.entries(want))
      assert.equal(look(context, path), value === undefined ? undefined : toValue(value), path);
  },
});
