import { basePod } from "../../tools/kube-judge/rows/examples.ts";
import { inject, told } from "../app/run-objects.ts";
import { assert, suite, table } from "../cases.ts";
import { type JudgedRow, judgedRows } from "../kube/validate/judged-pods.ts";
import { sampled } from "../runs.ts";

interface Row {
  readonly name: string;
  readonly kind?: string;
  readonly apiVersion?: string;
  /** Of the pod template. */
  readonly spec?: object;
  readonly template?: object;
  readonly appContainers?: object;
  readonly allowUnknownFields?: readonly string[];
  readonly kubernetesVersion?: string;
  readonly onConflict?: string;
  readonly want: readonly string[];
}

const web = { name: "web", image: "web:1" };
const container = (fields: object) => ({ spec: { containers: [{ name: "s", image: "s:1", ...fields }] } });
const init = (fields: object) => ({ spec: { initContainers: [{ name: "s", image: "s:1", ...fields }] } });

const rows: readonly Row[] = [
  { name: "nothing wrong", template: container({ ports: [{ containerPort: 80, name: "http" }] }), want: [] },
  {
    name: "all faults at once, in the order of the pod",
    template: {
      spec: {
        dnsPolicy: "Foo",
        containers: [{ name: "s", image: "s:1", ports: [{ containerPort: 70000, name: "a-name-that-is-too-long" }] }],
      },
    },
    want: [
      "InvalidPod: Cannot graft the sidecar s's container s: ports[70000/TCP].name is \"a-name-that-is-too-long\"; expected a port's name of at most 15 lower-case letters, digits and -: with a letter, and no - first, last or behind another",
      "InvalidPod: Cannot graft the sidecar s's container s: ports[70000/TCP].containerPort is 70000; expected a whole number from 1 to 65535",
      'InvalidPod: Cannot graft the sidecar s: spec.dnsPolicy is "Foo"; expected ClusterFirstWithHostNet, ClusterFirst, Default or None',
    ],
  },
  {
    name: "what the pod itself has is left to the server",
    spec: { dnsPolicy: "Foo", containers: [{ ...web, livenessProbe: {} }] },
    template: container({}),
    want: [],
  },
  {
    name: "two right pods that make a wrong one: a value and where to take it from",
    spec: { containers: [{ ...web, env: [{ name: "A", value: "a" }] }] },
    appContainers: { env: [{ name: "A", valueFrom: { fieldRef: { fieldPath: "metadata.name" } } }] },
    want: [
      'FieldConflict: Cannot graft spec.template.spec.containers[web].env[A].value: the pod has "a", the sidecar s writes valueFrom instead; expected one value',
    ],
  },
  {
    name: "two handlers of one probe",
    spec: { containers: [{ ...web, livenessProbe: { httpGet: { port: 80 } } }] },
    appContainers: { livenessProbe: { exec: { command: ["true"] } } },
    want: [
      'FieldConflict: Cannot graft spec.template.spec.containers[web].livenessProbe.httpGet: the pod has {"port":80}, the sidecar s writes exec instead; expected one value',
    ],
  },
  {
    name: "a request above the pod's limit",
    spec: { containers: [web], resources: { limits: { cpu: "1" }, requests: { cpu: "100m" } } },
    template: container({ resources: { requests: { cpu: "200m" } } }),
    want: [
      'InvalidPod: Cannot graft the sidecar s: spec.resources.requests.cpu is "100m"; expected at least what its containers request together',
    ],
  },
  {
    name: "a native sidecar where the oldest kubelet does not know these",
    kubernetesVersion: "1.27",
    template: init({ restartPolicy: "Always" }),
    want: [
      'InvalidPod: Cannot graft the sidecar s\'s container s: restartPolicy is "Always"; expected no restartPolicy: Kubernetes 1.27 does not know it, 1.28 does',
    ],
  },
  { name: "a native sidecar where it does", kubernetesVersion: "1.28", template: init({ restartPolicy: "Always" }), want: [] },
  {
    name: "a field that is younger than the cluster",
    kubernetesVersion: "1.28",
    template: container({ lifecycle: { preStop: { sleep: { seconds: 1 } } } }),
    want: [
      "InvalidPod: Cannot graft the sidecar s's container s: lifecycle.preStop.sleep is a map (seconds); expected no sleep: Kubernetes 1.28 does not know it, 1.29 does",
    ],
  },
  {
    name: "the same, which the configuration lets pass",
    kubernetesVersion: "1.28",
    allowUnknownFields: ["spec.containers[].lifecycle.preStop.sleep"],
    template: container({ lifecycle: { preStop: { sleep: { seconds: 1 } } } }),
    want: [],
  },
  {
    name: "no sleep at all, before 1.33",
    kubernetesVersion: "1.32",
    template: container({ lifecycle: { preStop: { sleep: { seconds: 0 } } } }),
    want: [
      "InvalidPod: Cannot graft the sidecar s's container s: lifecycle.preStop.sleep.seconds is 0; expected a whole number from 1 to terminationGracePeriodSeconds (30)",
    ],
  },
  {
    name: "a restart policy of a container, from 1.35 on",
    kubernetesVersion: "1.35",
    template: container({ restartPolicy: "Never" }),
    want: [],
  },
  {
    name: "the same before",
    kubernetesVersion: "1.34",
    template: container({ restartPolicy: "Never" }),
    want: [
      'InvalidPod: Cannot graft the sidecar s\'s container s: restartPolicy is "Never"; expected restartPolicy in init containers only',
    ],
  },
  {
    name: "text that a later step of the build fills in",
    template: container({ ports: [{ containerPort: 80, name: "${NAME_OF_PORT}" }] }),
    want: [],
  },
  {
    name: "what a controller other than Kubernetes' own makes pods of is a warning",
    apiVersion: "argoproj.io/v1alpha1",
    kind: "Rollout",
    template: container({ ports: [{ containerPort: 0 }] }),
    want: [
      "InvalidPod: Kubernetes will refuse the pod because of the sidecar s's container s: ports[0/TCP].containerPort is 0; expected a number other than 0",
    ],
  },
  {
    name: "what only one kind takes",
    kind: "Job",
    spec: { restartPolicy: "Never", containers: [web] },
    template: { spec: { restartPolicy: "Always" } },
    onConflict: "replace",
    want: [
      'FieldConflict: spec.template.spec.restartPolicy of the pod is replaced: it is "Never", and the sidecar s writes "Always"',
      'InvalidPod: Cannot graft the sidecar s: spec.restartPolicy is "Always"; expected OnFailure or Never in a Job',
    ],
  },
];

table("what the API server refuses of a grafted pod", rows, {
  title: ({ name }) => name,
  run: async ({
    kind = "Deployment",
    apiVersion,
    spec,
    template = {},
    appContainers,
    kubernetesVersion = "1.34",
    allowUnknownFields,
    onConflict,
    want,
  }) => {
    const podTemplate = { metadata: { labels: { app: "web" } }, spec: spec ?? { containers: [web] } };
    const object = {
      apiVersion: apiVersion ?? (kind === "Job" ? "batch/v1" : "apps/v1"),
      kind,
      metadata: { name: "web", namespace: "shop" },
      spec: { template: podTemplate },
    };
    const sidecar = {
      name: "s",
      policy: "enabled",
      template,
      ...(appContainers && { appContainers }),
      ...(allowUnknownFields && { allowUnknownFields }),
      ...(onConflict && { onConflict }),
    };
    const { diagnostics, items } = await inject([object], { kubernetesVersion, sidecars: [sidecar] });
    assert.equal(
      told(diagnostics).filter((line) => /^(?:InvalidPod|FieldConflict)/.test(line)),
      want,
    );
    if (diagnostics.some(({ severity }) => severity === "error")) assert.equal(items, [object]);
  },
});

suite("images with spaces around them, which the API server looks for in a Pod alone", (test) => {
  for (const image of [" s:1", "  "])
    test(JSON.stringify(image), async () => {
      const pod = { apiVersion: "v1", kind: "Pod", metadata: { name: "web", namespace: "shop" }, spec: { containers: [web] } };
      const sidecar = { name: "s", policy: "enabled", template: container({ image }) };
      const { diagnostics, items } = await inject([pod], { kubernetesVersion: "1.34", sidecars: [sidecar] });
      assert.equal(
        told(diagnostics).filter((line) => !line.startsWith("Grafted")),
        [
          `InvalidPod: Cannot graft the sidecar s's container s: image is ${JSON.stringify(image)}; expected an image without spaces around it`,
        ],
      );
      assert.equal(items, [pod]);
    });
});

suite("where in the configuration it is written", (test) => {
  test("in the template, in appContainers, and as far as it is there", async () => {
    const template = {
      spec: { dnsPolicy: "None", containers: [{ name: "s", image: "s:1", ports: [{ containerPort: 80 }, { containerPort: 0 }] }] },
    };
    const sidecar = { name: "s", policy: "enabled", template, appContainers: { env: [{ name: "A=B" }] } };
    const object = {
      apiVersion: "apps/v1",
      kind: "Deployment",
      metadata: { name: "web" },
      spec: { template: { spec: { containers: [web] } } },
    };
    const { diagnostics } = await inject([object], { kubernetesVersion: "1.34", sidecars: [sidecar] });
    assert.equal(
      diagnostics.filter(({ code }) => code === "InvalidPod").map(({ fix, originLocation }) => `${fix} (${originLocation?.file})`),
      [
        "write a name of printable ASCII characters without =: spec.sidecars[0].appContainers.env[0].name (undefined)",
        "write a number other than 0: spec.sidecars[0].template.spec.containers[0].ports[1].containerPort (undefined)",
        "add it: spec.sidecars[0].template.spec (undefined)",
      ],
    );
  });
});

/** The pod template of the rows that the other parts are added to, and what is the sidecar's of a row. */
const base = basePod;

suite("sidecars in pods that the API server judged", (test) => {
  const some = judgedRows().filter((_, i) => i % 12 === 0);
  const sidecars = some.flatMap((row) => {
    const template = sidecarOf(row);
    return template ? [{ row, template }] : [];
  });
  test(`${sidecars.length} sidecars`, async () => {
    assert.ok(sidecars.length > 500);
    for (const { row, template } of sampled(sidecars)) {
      const object = { apiVersion: "apps/v1", kind: "Deployment", metadata: { name: "web", namespace: "shop" }, spec: { template: base } };
      const spec = { kubernetesVersion: "1.34", sidecars: [{ name: "s", policy: "enabled", template }] };
      const { diagnostics } = await inject([object], spec);
      const isRefused = diagnostics.some(({ severity }) => severity === "error");
      assert.is(isRefused, row.server !== undefined, `${JSON.stringify(row)} ${told(diagnostics).join("\n")}`);
    }
  });
});

/** What the row has beyond the base; undefined if it lacks something of that, or a merge would read it otherwise. */
function sidecarOf({ kind, template }: JudgedRow): object | undefined {
  const { metadata, spec } = template as typeof base;
  if (kind !== "Deployment" || JSON.stringify(template).includes("null") || !Array.isArray(spec?.containers)) return undefined;
  const parts = Object.entries(base.spec).map(([list, own]) => {
    const items = (spec as { [key: string]: unknown })[list];
    const isBase = Array.isArray(items) && JSON.stringify(items.slice(0, own.length)) === JSON.stringify(own);
    return items === undefined ? [] : isBase ? [[list, items.slice(own.length)] as const] : undefined;
  });
  if (parts.includes(undefined)) return undefined;
  const { app: _, ...labels } = metadata?.labels ?? {};
  const lists = Object.fromEntries(parts.flatMap((part) => part ?? []));
  return { ...(template as object), metadata: { ...metadata, labels }, spec: { ...spec, ...lists } };
}
