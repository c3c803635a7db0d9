import { deployment, inject } from "../app/run-objects.ts";
import { assert, table } from "../cases.ts";

const app = { name: "app", image: "app:1" };

interface Row {
  readonly name: string;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly containers?: readonly object[];
  readonly want: readonly string[];
}

const rows: readonly Row[] = [
  {
    name: "a request of Istio's proxy above its limit",
    containers: [app, { name: "istio-proxy", image: "auto", resources: { requests: { cpu: "4" } } }],
    want: ["RequestAboveLimit"],
  },
  {
    name: "a mount of an annotation without its volume",
    annotations: { "sidecar.istio.io/userVolumeMount": '{"rh":{"mountPath":"/var/x"}}' },
    want: ["MissingVolume"],
  },
  {
    name: "a second fault is reported as well",
    annotations: { "sidecar.istio.io/userVolumeMount": '{"rh":{"mountPath":"/var/x"}}' },
    containers: [app, { name: "istio-proxy", image: "auto", imagePullPolicy: "Sometimes" }],
    want: ["InvalidPod", "MissingVolume"],
  },
];

table("what a finding explains is not told again as refused by the API server", rows, {
  title: ({ name }) => name,
  run: async ({ annotations = {}, containers = [app], want }) => {
    const template = { metadata: { labels: { app: "web" }, annotations }, spec: { containers } };
    const { diagnostics } = await inject([deployment(template)], {
      kubernetesVersion: "1.34",
      namespaces: { default: "shop", known: [{ name: "shop", labels: { "istio-injection": "enabled" } }] },
      istio: { tag: "1.30.5" },
    });
    const codes = ["InvalidPod", "RequestAboveLimit", "MissingVolume"];
    assert.equal(
      diagnostics.map(({ code }) => code as string).filter((code) => codes.includes(code)),
      want,
    );
    assert.ok(diagnostics.every((told) => !("covers" in told)));
  },
});
