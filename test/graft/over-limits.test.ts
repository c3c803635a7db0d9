import { deployment, inject } from "../app/run-objects.ts";
import { assert, table } from "../cases.ts";

const range = (limits: object, namespace = "shop") => ({
  apiVersion: "v1",
  kind: "LimitRange",
  metadata: { name: "r", namespace },
  spec: { limits: [limits] },
});
const quota = (hard: object) => ({ apiVersion: "v1", kind: "ResourceQuota", metadata: { name: "q", namespace: "shop" }, spec: { hard } });
const container = (name: string, requests: object) => ({ name, image: `${name}:1`, resources: { requests } });

interface OverRow {
  readonly name: string;
  readonly limits: object;
  readonly app?: object;
  readonly sidecar?: object;
  /** Of the sidecar's init container. */
  readonly init?: object;
  readonly istio?: object;
  /** `field: message`. */
  readonly want: readonly string[];
}

const rows: readonly OverRow[] = [
  { name: "within the limits", limits: range({ type: "Container", min: { cpu: "100m" } }), want: [] },
  {
    name: "the sidecar's container",
    limits: range({ type: "Container", min: { cpu: "1", memory: "1Gi" } }),
    app: { cpu: "1", memory: "1Gi" },
    sidecar: { cpu: "200m", memory: "1Mi" },
    want: [
      "spec.template.spec.containers[s].resources: The LimitRange r of the namespace shop refuses these pods, because of the container s: requests.cpu is 200m, expected at least 1; requests.memory is 1Mi, expected at least 1Gi",
    ],
  },
  {
    name: "the sidecar's init container alone",
    limits: range({ type: "Container", min: { cpu: "150m" } }),
    app: { cpu: "1" },
    init: { cpu: "1m" },
    want: [
      "spec.template.spec.initContainers[i].resources: The LimitRange r of the namespace shop refuses these pods, because of the container i: requests.cpu is 1m, expected at least 150m",
    ],
  },
  {
    name: "Istio's proxy",
    limits: range({ type: "Container", maxLimitRequestRatio: { cpu: 4 }, default: { cpu: "200m" } }),
    istio: { tag: "1.30.5", values: { pilot: { cni: { enabled: true } } } },
    want: ["istio-validation", "istio-proxy"].map(
      (name) =>
        `spec.template.spec.initContainers[${name}].resources: The LimitRange r of the namespace shop refuses these pods, because of the container ${name}: limits.cpu is 2, expected at most 4 times its request`,
    ),
  },
  {
    name: "the app's own container is left to the cluster",
    limits: range({ type: "Container", min: { cpu: "150m" } }),
    app: { cpu: "1m" },
    want: [],
  },
  {
    name: "a sum that only the sidecar makes too large",
    limits: quota({ "requests.cpu": "250m" }),
    want: [
      "spec.template.spec.containers: The ResourceQuota q of the namespace shop refuses these pods, because of the sum of its containers: requests.cpu is 300m, expected at most 250m",
    ],
  },
  { name: "a sum that the app alone makes too large", limits: quota({ "requests.cpu": "50m" }), want: [] },
  { name: "another namespace's", limits: range({ type: "Container", min: { cpu: "1" } }, "other"), want: [] },
];

table("what a namespace's limits refuse of the grafts", rows, {
  title: ({ name }) => name,
  run: async ({ limits, app = { cpu: "100m" }, sidecar = { cpu: "200m" }, init, istio, want }) => {
    const pod = { metadata: { labels: { app: "web" } }, spec: { containers: [container("app", app)] } };
    const { diagnostics, items } = await inject([deployment(pod), limits], {
      kubernetesVersion: "1.34",
      namespaces: { default: "shop", known: [{ name: "shop", labels: { "istio-injection": "enabled" } }] },
      ...(istio
        ? { istio }
        : {
            sidecars: [
              {
                name: "s",
                policy: "enabled",
                template: { spec: { containers: [container("s", sidecar)], ...(init && { initContainers: [container("i", init)] }) } },
              },
            ],
          }),
    });
    const found = diagnostics.filter(({ code }) => code === "NamespaceLimitRejects");
    assert.equal(
      found.map(({ field, message }) => `${field?.path}: ${message}`),
      want,
    );
    assert.ok(found.every(({ severity }) => severity === "warning"));
    assert.is(items.length, 2);
  },
});
