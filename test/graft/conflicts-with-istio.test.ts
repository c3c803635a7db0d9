import { deployment, inject } from "../app/run-objects.ts";
import { assert, table } from "../cases.ts";

interface Row {
  readonly name: string;
  /** The sidecar's partial pod. */
  readonly template: object;
  readonly after?: "istio";
  /** Too old for a native proxy. */
  readonly isClassic?: true;
  /** Of the app's container. */
  readonly app?: object;
  readonly podLabels?: object;
  /** Severity, code and message; nothing if the two go together. */
  readonly told: readonly string[];
}

const after = "istio";
const container = (name: string, fields: object) => ({ spec: { containers: [{ name, ...fields }] } });
const init = (name: string, fields: object) => ({ spec: { initContainers: [{ name, ...fields }] } });
const port = (containerPort: number) => container("c", { image: "c:1", ports: [{ containerPort }] });
const hostVolume = { spec: { volumes: [{ name: "istio-envoy", hostPath: { path: "/x" } }] } };
const annotation = (name: string, value: string) => ({ metadata: { annotations: { [name]: value } } });
const proxyImage = "registry.istio.io/release/proxyv2:1.30.5";

/** A sidecar x, Istio's sidecar, and a pod with the container a. */
const rows: readonly Row[] = [
  {
    name: "the proxy's port",
    template: port(15090),
    told: [
      "error PortConflict: Cannot graft: Istio's container istio-proxy and the sidecar x's container c both listen on port 15090/TCP; expected a port for each",
    ],
  },
  {
    name: "the proxy's port, after Istio",
    template: port(15090),
    after,
    told: [
      "error PortConflict: Cannot graft: the sidecar x's container c and Istio's container istio-proxy both listen on port 15090/TCP; expected a port for each",
    ],
  },
  {
    name: "a port of the proxy's that its container does not name",
    template: port(15020),
    told: [
      "warning ReservedPort: Port 15020 of the sidecar x's container c is one that the proxy uses; expected a port outside 15000-15010, 15020, 15021, 15053 and 15090",
    ],
  },
  {
    name: "the proxy's port, where Istio does not go in",
    template: port(15090),
    podLabels: { "sidecar.istio.io/inject": "false" },
    told: [],
  },
  {
    name: "a volume of Istio's",
    template: hostVolume,
    told: [
      'error VolumeConflict: Cannot graft the volume istio-envoy: the sidecar x\'s volume of that name is hostPath {"path":"/x"}, Istio\'s one is emptyDir {"medium":"Memory"}; expected a unique name, or the same source',
    ],
  },
  {
    name: "a volume of Istio's, after Istio",
    template: hostVolume,
    after,
    told: [
      'error VolumeConflict: Cannot graft the volume istio-envoy: Istio\'s volume of that name is emptyDir {"medium":"Memory"}, the sidecar x\'s one is hostPath {"path":"/x"}; expected a unique name, or the same source',
    ],
  },
  { name: "the same volume", template: { spec: { volumes: [{ name: "istio-envoy", emptyDir: { medium: "Memory" } }] } }, after, told: [] },
  {
    name: "another image for the proxy, after Istio",
    template: init("istio-proxy", { image: "evil:1" }),
    after,
    told: [
      `error FieldConflict: Cannot graft spec.template.spec.initContainers[istio-proxy].image: Istio writes "${proxyImage}", the sidecar x writes "evil:1"; expected one value`,
    ],
  },
  {
    name: "another image for the ordinary proxy",
    template: container("istio-proxy", { image: "evil:1" }),
    isClassic: true,
    told: [
      `error ContainerConflict: Cannot graft the container istio-proxy: the sidecar x's container of that name has the image evil:1, Istio's one has ${proxyImage}; expected a unique name`,
    ],
  },
  {
    name: "another image for the native proxy, which moves to the init containers",
    template: container("istio-proxy", { image: "evil:1" }),
    told: [
      `error ContainerConflict: Cannot graft the container istio-proxy: the sidecar x's container of that name has the image evil:1, Istio's one has ${proxyImage}; expected a unique name`,
    ],
  },
  {
    name: "a container with the name of one of Istio's in the other list",
    template: container("istio-init", { image: "evil:1" }),
    told: [
      "error ContainerConflict: Cannot graft Istio's container istio-init into initContainers: the sidecar x's container of that name is in containers; expected a unique name for that one",
    ],
  },
  { name: "the image auto stands for Istio's", template: container("istio-proxy", { image: "auto" }), told: [] },
  {
    name: "the image auto stands for Istio's ordinary proxy",
    template: container("istio-proxy", { image: "auto" }),
    isClassic: true,
    told: [],
  },
  {
    name: "settings that Istio lays over its own proxy",
    template: container("istio-proxy", { resources: { limits: { cpu: "9" } } }),
    isClassic: true,
    told: [],
  },
  {
    name: "a field of the proxy, after Istio",
    template: init("istio-proxy", { resources: { limits: { cpu: "9" } } }),
    after,
    told: [
      'error FieldConflict: Cannot graft spec.template.spec.initContainers[istio-proxy].resources.limits.cpu: Istio writes "2000m", the sidecar x writes "9"; expected one value',
    ],
  },
  {
    name: "what the proxy did not have, after Istio",
    template: {
      spec: {
        initContainers: [{ name: "istio-proxy", env: [{ name: "A", value: "1" }], volumeMounts: [{ name: "v", mountPath: "/v" }] }],
        volumes: [{ name: "v", emptyDir: {} }],
      },
    },
    after,
    told: [],
  },
  {
    name: "a mount in the place of one of the proxy's",
    template: init("istio-proxy", { volumeMounts: [{ name: "istio-data", mountPath: "/etc/istio/proxy" }] }),
    after,
    told: [
      'error FieldConflict: Cannot graft spec.template.spec.initContainers[istio-proxy].volumeMounts[/etc/istio/proxy].name: Istio writes "istio-envoy", the sidecar x writes "istio-data"; expected one value',
    ],
  },
  {
    name: "the proxy taken out again",
    template: init("istio-proxy", { $patch: "delete" }),
    after,
    told: [
      "error FieldConflict: Cannot graft spec.template.spec.initContainers[istio-proxy]: Istio writes a map (name, image, restartPolicy, ports, args, lifecycle, env, sta...), the sidecar x removes it; expected one value",
    ],
  },
  {
    name: "an annotation that Istio writes once its templates are merged",
    template: annotation("prometheus.io/port", "1"),
    after,
    told: [
      'error FieldConflict: Cannot graft spec.template.metadata.annotations[prometheus.io/port]: Istio writes "15020", the sidecar x writes "1"; expected one value',
    ],
  },
  { name: "an annotation that Istio reads", template: annotation("prometheus.io/port", "1"), told: [] },
  {
    name: "a probe of the app's that Istio has turned to its agent",
    template: container("a", { readinessProbe: { httpGet: { path: "/x" } } }),
    after,
    app: { readinessProbe: { httpGet: { path: "/", port: 80 } } },
    told: [
      'error FieldConflict: Cannot graft spec.template.spec.containers[a].readinessProbe.httpGet.path: Istio writes "/app-health/a/readyz", the sidecar x writes "/x"; expected one value',
    ],
  },
  {
    name: "the proxy's user for all of the pod",
    template: { spec: { securityContext: { runAsUser: 1337 } } },
    told: ["warning ProxyUser: The traffic of the container a bypasses the proxy: it runs as user 1337, which is the proxy's"],
  },
  {
    name: "the user that the pod gives the proxy",
    template: {
      spec: {
        containers: [
          { name: "istio-proxy", securityContext: { runAsUser: 2000 } },
          { name: "c", image: "c:1", securityContext: { runAsUser: 2000 } },
        ],
      },
    },
    told: ["warning ProxyUser: The traffic of the sidecar x's container c bypasses the proxy: it runs as user 2000, which is the proxy's"],
  },
];

table("a sidecar of one's own beside Istio's", rows, {
  title: ({ name }) => name,
  run: async ({ template, after: order, isClassic, app = {}, podLabels = {}, told }) => {
    const pod = { metadata: { labels: { app: "web", ...podLabels } }, spec: { containers: [{ name: "a", image: "a:1", ...app }] } };
    const object = deployment(pod);
    const sidecar = { name: "x", policy: "enabled", template, ...(order && { after: order }) };
    const spec = {
      kubernetesVersion: isClassic ? "1.20" : "1.34",
      istio: { tag: "1.30.5", namespaceSelector: {} },
      sidecars: [sidecar],
    };
    const { diagnostics, items } = await inject([object], spec);
    const found = diagnostics.filter(({ severity }) => severity !== "info");
    assert.equal(
      found.map(({ severity, code, message }) => `${severity} ${code}: ${message}`),
      told,
    );
    const isRefused = told.some((text) => text.startsWith("error"));
    if (isRefused) assert.equal(items, [object]);
    else assert.not.equal(items, [object]);
  },
});
