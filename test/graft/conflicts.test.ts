import { conflicts } from "../../src/graft/conflicts.ts";
import { readablePath } from "../../src/graft/readable-path.ts";
import { toValue, type ValueMap } from "../../src/value/value.ts";
import { inject, pod, told } from "../app/run-objects.ts";
import { assert, suite, table } from "../cases.ts";

const web = (fields: object) => ({ metadata: pod.metadata, spec: { containers: [{ name: "web", image: "web:1", ...fields }] } });
const withVolume = (volume: object) => ({
  spec: { containers: [{ name: "web", image: "web:1" }], volumes: [{ name: "data", ...volume }] },
});
const container = (name: string, fields: object = {}) => ({ spec: { containers: [{ name, image: `${name}:1`, ...fields }] } });
const volume = (source: object) => ({ spec: { volumes: [{ name: "data", ...source }] } });
const port = (containerPort: number, more: object = {}) => ({ ports: [{ containerPort, ...more }] });
const at = (path: string) => `spec.template.${path}`;

/** A pod, the templates of the sidecars a, b, ... and what is reported; nothing if all of it goes together. */
const rows: { name: string; podTemplate?: object; templates: object[]; want: string[] }[] = [
  {
    name: "two sidecars write one field",
    templates: [{ spec: { dnsPolicy: "Default", hostname: "a" } }, { spec: { dnsPolicy: "ClusterFirst", hostname: "a" } }],
    want: [
      `FieldConflict: Cannot graft ${at("spec.dnsPolicy")}: the sidecar a writes "Default", the sidecar b writes "ClusterFirst"; expected one value`,
    ],
  },
  {
    name: "the first of the two changes nothing, as the pod has its value already",
    podTemplate: { spec: { dnsPolicy: "Default", containers: [{ name: "web", image: "web:1" }] } },
    templates: [{ spec: { dnsPolicy: "Default" } }, { spec: { dnsPolicy: "ClusterFirst" } }],
    want: [
      `FieldConflict: Cannot graft ${at("spec.dnsPolicy")}: the sidecar a writes "Default", the sidecar b writes "ClusterFirst"; expected one value`,
    ],
  },
  {
    name: "three sidecars, all conflicts at once",
    templates: [{ metadata: { labels: { a: "1" } } }, { metadata: { labels: { a: "2" } } }, { metadata: { labels: { a: "1", b: "1" } } }],
    want: [
      `FieldConflict: Cannot graft ${at("metadata.labels.a")}: the sidecar a writes "1", the sidecar b writes "2"; expected one value`,
      `FieldConflict: Cannot graft ${at("metadata.labels.a")}: the sidecar b writes "2", the sidecar c writes "1"; expected one value`,
    ],
  },
  {
    name: "one removes what another writes",
    templates: [{ metadata: { labels: { a: "1" } } }, { metadata: { labels: { a: null } } }],
    want: [
      `FieldConflict: Cannot graft ${at("metadata.labels.a")}: the sidecar a writes "1", the sidecar b removes it; expected one value`,
    ],
  },
  {
    name: "one removes what the pod lacks and another writes",
    templates: [{ metadata: { labels: { a: null } } }, { metadata: { labels: { a: "1" } } }],
    want: [
      `FieldConflict: Cannot graft ${at("metadata.labels.a")}: the sidecar a removes it, the sidecar b writes "1"; expected one value`,
    ],
  },
  {
    name: "the same of a field of the spec",
    templates: [{ spec: { hostname: null } }, { spec: { hostname: "b" } }],
    want: [`FieldConflict: Cannot graft ${at("spec.hostname")}: the sidecar a removes it, the sidecar b writes "b"; expected one value`],
  },
  {
    name: "an item of a list that is replaced as a whole",
    templates: [container("x", { args: ["1"] }), container("x", { args: ["2"] })],
    want: [
      `FieldConflict: Cannot graft ${at("spec.containers[x].args")}: the sidecar a writes a list of 1, the sidecar b writes a list of 1; expected one value`,
    ],
  },
  {
    name: "the same container in both, and lists that merge",
    templates: [
      container("x", { env: [{ name: "A", value: "1" }] }),
      container("x", { env: [{ name: "B", value: "1" }] }),
      { metadata: { finalizers: ["example.com/a"] } },
      { metadata: { finalizers: ["example.com/b"] } },
    ],
    want: [],
  },
  {
    name: "the pod's container with another image",
    podTemplate: web({}),
    templates: [{ spec: { containers: [{ name: "web", image: "proxy:2" }] } }],
    want: [
      "ContainerConflict: Cannot graft the container web: the pod's own has the image web:1, the sidecar a's one has proxy:2; expected a unique name",
    ],
  },
  {
    name: "the pod's container with the same image, or without",
    podTemplate: web({}),
    templates: [{ spec: { containers: [{ name: "web", image: "web:1" }] } }, { spec: { containers: [{ name: "web", tty: true }] } }],
    want: [],
  },
  {
    name: "a name that is taken among the init containers, of the pod and of another sidecar",
    podTemplate: { spec: { ...web({}).spec, initContainers: [{ name: "init", image: "i" }] } },
    templates: [container("init"), { spec: { initContainers: [{ name: "x", image: "x" }] } }, container("x")],
    want: [
      "ContainerConflict: Cannot graft the container init into containers: the pod's container of that name is in initContainers; expected a unique name for the sidecar a's one",
      "ContainerConflict: Cannot graft the container x into containers: the sidecar b's container of that name is in initContainers; expected a unique name for the sidecar c's one",
    ],
  },
  {
    name: "container ports of the pod and of two sidecars",
    podTemplate: web(port(8080)),
    templates: [container("x", port(8080)), container("y", port(9090)), container("z", port(9090, { protocol: "TCP" }))],
    want: [
      "PortConflict: Cannot graft: the pod's container web and the sidecar a's container x both listen on port 8080/TCP; expected a port for each",
      "PortConflict: Cannot graft: the sidecar c's container z and the sidecar b's container y both listen on port 9090/TCP; expected a port for each",
    ],
  },
  {
    name: "one port in two protocols, in an init container, in two containers of the pod itself",
    podTemplate: {
      spec: {
        initContainers: [{ name: "i", image: "i", ...port(8081) }],
        containers: [
          { name: "web", image: "w", ports: [{ containerPort: 53 }, { containerPort: 7000 }] },
          { name: "two", image: "w", ...port(7000) },
        ],
      },
    },
    templates: [container("x", { ports: [{ containerPort: 53, protocol: "UDP" }, { containerPort: 8081 }] })],
    want: [],
  },
  {
    name: "a native sidecar's port",
    podTemplate: web(port(8080)),
    templates: [{ spec: { initContainers: [{ name: "n", image: "n", restartPolicy: "Always", ...port(8080) }] } }],
    want: [
      "PortConflict: Cannot graft: the pod's container web and the sidecar a's container n both listen on port 8080/TCP; expected a port for each",
    ],
  },
  {
    name: "host ports",
    podTemplate: web(port(8080, { hostPort: 80 })),
    templates: [container("x", port(1, { hostPort: 80 })), container("y", port(2, { hostPort: 80, protocol: "UDP" }))],
    want: [
      "PortConflict: Cannot graft: the pod's container web and the sidecar a's container x both take the host's port 80/TCP; expected a port for each",
    ],
  },
  {
    name: "host port 0, which is not a port",
    podTemplate: web(port(8080, { hostPort: 0 })),
    templates: [container("x", { ports: [1, 2].map((containerPort) => ({ containerPort, hostPort: 0 })) })],
    want: [],
  },
  {
    name: "host ports on addresses of their own",
    podTemplate: web(port(8080, { hostPort: 80, hostIP: "10.0.0.1" })),
    templates: [container("x", port(1, { hostPort: 80, hostIP: "10.0.0.2" }))],
    want: [],
  },
  {
    name: "a volume of the pod of another kind",
    podTemplate: withVolume({ emptyDir: {} }),
    templates: [volume({ hostPath: { path: "/data" } })],
    want: [
      'VolumeConflict: Cannot graft the volume data: the pod\'s volume of that name is emptyDir {}, the sidecar a\'s one is hostPath {"path":"/data"}; expected a unique name, or the same source',
    ],
  },
  {
    name: "a volume of the pod of the same kind and another name",
    podTemplate: withVolume({ configMap: { name: "one" } }),
    templates: [volume({ configMap: { name: "two" } })],
    want: [
      'VolumeConflict: Cannot graft the volume data: the pod\'s volume of that name is configMap {"name":"one"}, the sidecar a\'s one is configMap {"name":"two"}; expected a unique name, or the same source',
    ],
  },
  {
    name: "a volume of the pod with a source that is null",
    podTemplate: withVolume({ emptyDir: {}, configMap: null }),
    templates: [volume({ hostPath: { path: "/data" } })],
    want: [
      'VolumeConflict: Cannot graft the volume data: the pod\'s volume of that name is emptyDir {}, the sidecar a\'s one is hostPath {"path":"/data"}; expected a unique name, or the same source',
    ],
  },
  {
    name: "a volume of another sidecar",
    templates: [volume({ emptyDir: {} }), volume({ secret: { secretName: "s" } })],
    want: [
      'VolumeConflict: Cannot graft the volume data: the sidecar a\'s volume of that name is emptyDir {}, the sidecar b\'s one is secret {"secretName":"s"}; expected a unique name, or the same source',
    ],
  },
  {
    name: "the same volume, one that says less, and one that says by a directive that it replaces",
    podTemplate: withVolume({ emptyDir: { medium: "Memory" } }),
    templates: [volume({ emptyDir: {} }), volume({ hostPath: { path: "/x" }, $retainKeys: ["name", "hostPath"] })],
    want: [
      // The first sidecar asks for the emptyDir that the second takes away.
      `FieldConflict: Cannot graft ${at("spec.volumes[data].emptyDir")}: the sidecar a writes an empty map, the sidecar b removes it; expected one value`,
    ],
  },
  {
    name: "a mount in the place of one of the pod's",
    podTemplate: web({ volumeMounts: [{ name: "data", mountPath: "/var/log" }] }),
    templates: [
      {
        spec: {
          containers: [{ name: "web", volumeMounts: [{ name: "logs", mountPath: "/var/log" }] }],
          volumes: [{ name: "logs", emptyDir: {} }],
        },
      },
    ],
    want: [
      "VolumeConflict: Cannot mount the volume logs at /var/log: the pod's container web has the volume data there, and the sidecar a's mount would take its place; expected a path of its own",
    ],
  },
];

table("conflicts", rows, {
  title: ({ name }) => name,
  run: async ({ podTemplate, templates, want }) => {
    const sidecars = templates.map((template, i) => ({ name: "abcd"[i], policy: "enabled", template }));
    const object = { apiVersion: "apps/v1", kind: "Deployment", metadata: { name: "web" }, spec: { template: podTemplate ?? web({}) } };
    const { diagnostics, items } = await inject([object], { sidecars });
    assert.equal(told(diagnostics), want);
    if (want.length > 0) assert.equal(items, [object]);
    else assert.not.equal(items, [object]);
  },
});

suite("what an injector removes", (test) => {
  test("no later sidecar may write", () => {
    const podWith = (annotations: object) => toValue({ metadata: { annotations }, spec: { containers: [] } }) as ValueMap;
    const [before, without, after] = [podWith({ a: "1" }), podWith({}), podWith({ a: "2" })];
    const part = (party: string, podTemplate: ValueMap, { patch = {}, hasInjector }: { patch?: object; hasInjector?: true }) => {
      const applied = { podTemplate, patch: toValue(patch), diagnostics: [] };
      const graft = {
        name: party,
        party,
        ...(hasInjector && { hasInjector }),
        decide: (): never => {
          throw new Error("not asked");
        },
        apply: () => applied,
      };
      return { ...applied, party, graft, applied };
    };
    const found = conflicts({
      before,
      contributions: [
        part("Istio", without, { hasInjector: true }),
        part("the sidecar x", after, { patch: { metadata: { annotations: { a: "2" } } } }),
      ],
      layerNamed: () => undefined,
      taken: () => [],
      selectedBy: () => undefined,
      pathTo: readablePath,
    });
    assert.equal(
      found.map(({ message }) => message),
      ['Cannot graft metadata.annotations.a: Istio removes it, the sidecar x writes "2"; expected one value'],
    );
  });
});
