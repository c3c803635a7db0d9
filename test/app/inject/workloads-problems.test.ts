import { assert, suite, table } from "../../cases.ts";
import { deployment, inject, pod, shipper, told } from "../run-objects.ts";

const NO_CONTAINERS = "add a container with a name and an image";
const NO_CONTAINERS_OF_USER = "add a container, or correct the path in spec.workloads";
const TEMPLATE_MISSING = "write the pod template there, or remove the resource";
const rollout = (spec: object) => ({
  apiVersion: "argoproj.io/v1alpha1",
  kind: "Rollout",
  metadata: { name: "r", namespace: "shop" },
  spec,
});
const farm = (spec: object) => ({ apiVersion: "example.com/v1", kind: "Farm", metadata: { name: "f" }, spec });
const farms = (...podTemplates: string[]) => [{ apiVersion: "example.com/v1", kind: "Farm", podTemplates }];

/** Objects that cannot be injected: each error with its field, what is there, and its remedy. */
const rows: { name: string; object: object; workloads?: object[]; want: string[] }[] = [
  {
    name: "a null template",
    object: deployment(null),
    want: [
      `MissingPodTemplate: Cannot find a pod template of the Deployment: spec.template is null; expected a pod template | spec.template = null | ${TEMPLATE_MISSING}`,
    ],
  },
  {
    name: "no template, and no spec",
    object: { apiVersion: "batch/v1", kind: "CronJob", metadata: { name: "c" }, spec: { schedule: "* * * * *" } },
    want: [
      `MissingPodTemplate: Cannot find a pod template of the CronJob: spec.jobTemplate is missing; expected a map on the way to a pod template | spec.jobTemplate | ${TEMPLATE_MISSING}`,
    ],
  },
  {
    name: "a template that is a list",
    object: deployment([pod]),
    want: [
      `MissingPodTemplate: Cannot find a pod template of the Deployment: spec.template is a list of 1; expected a pod template | spec.template = ${JSON.stringify([pod])} | ${TEMPLATE_MISSING}`,
    ],
  },
  {
    name: "an optional template that is text",
    object: { apiVersion: "apps.openshift.io/v1", kind: "DeploymentConfig", metadata: { name: "d" }, spec: { template: "pod" } },
    want: [
      `MissingPodTemplate: Cannot find a pod template of the DeploymentConfig: spec.template is "pod"; expected a pod template | spec.template = "pod" | ${TEMPLATE_MISSING}`,
    ],
  },
  {
    name: "one of several templates",
    object: {
      apiVersion: "argoproj.io/v1alpha1",
      kind: "Experiment",
      metadata: { name: "e" },
      spec: { templates: [{ template: pod }, { name: "b" }] },
    },
    want: [
      `MissingPodTemplate: Cannot find a pod template of the Experiment: spec.templates[1].template is missing; expected a pod template | spec.templates[1].template | ${TEMPLATE_MISSING}`,
    ],
  },
  ...[undefined, null, [], { web: {} }].map((containers) => ({
    name: `containers: ${JSON.stringify(containers)}`,
    object: deployment({ spec: { containers } }),
    want: [
      `InvalidPodTemplate: Cannot graft into the pod template: spec.template.spec.containers is ${
        containers === undefined ? "missing" : containers === null ? "null" : Array.isArray(containers) ? "a list of 0" : "a map (web)"
      }; expected a list with at least one container | spec.template.spec.containers${containers === undefined ? "" : ` = ${JSON.stringify(containers)}`} | ${!Array.isArray(containers) && containers ? "write a list: each entry begins with a dash" : NO_CONTAINERS}`,
    ],
  })),
  {
    name: "a template without a spec",
    object: deployment({ metadata: pod.metadata }),
    want: [
      `InvalidPodTemplate: Cannot graft into the pod template: spec.template.spec is missing; expected a pod's spec with containers | spec.template.spec | ${NO_CONTAINERS}`,
    ],
  },
  {
    name: "numbers and truth values where text belongs, all at once",
    object: deployment({
      metadata: { labels: { version: 1.5 } },
      spec: { containers: [{ name: "app", image: 1, env: [{ name: "DEBUG", value: true }] }] },
    }),
    want: [
      "InvalidPodTemplate: Cannot graft into the pod template: spec.template.metadata.labels.version is 1.5; expected a string | spec.template.metadata.labels.version = 1.5 | put the value in quotes",
      "InvalidPodTemplate: Cannot graft into the pod template: spec.template.spec.containers[app].image is 1; expected a string | spec.template.spec.containers[app].image = 1 | put the value in quotes",
      "InvalidPodTemplate: Cannot graft into the pod template: spec.template.spec.containers[app].env[DEBUG].value is true; expected a string | spec.template.spec.containers[app].env[DEBUG].value = true | put the value in quotes",
    ],
  },
  {
    name: "a map where a list belongs",
    object: deployment({ spec: { ...pod.spec, volumes: { data: {} } } }),
    want: [
      'InvalidPodTemplate: Cannot graft into the pod template: spec.template.spec.volumes is a map (data); expected a list | spec.template.spec.volumes = {"data":{}} | write a list: each entry begins with a dash',
    ],
  },
  {
    name: "a user's path that leads nowhere",
    object: farm({ pods: [{ template: pod }] }),
    workloads: farms("spec.pods[].template", "spec.leader"),
    want: [
      "MissingPodTemplate: Cannot find a pod template of the Farm: spec.leader is missing; expected a pod template | spec.leader | correct the path in spec.workloads; where spec.leader may be absent, write ? behind its key",
    ],
  },
  {
    name: "a user's path that leads to a map where it says list",
    object: farm({ pods: { a: { template: pod } } }),
    workloads: farms("spec.pods[].template"),
    want: [
      `MissingPodTemplate: Cannot find a pod template of the Farm: spec.pods is a map (a); expected a list on the way to a pod template | spec.pods = ${JSON.stringify({ a: { template: pod } })} | correct the path in spec.workloads; where spec.pods may be absent, write ? behind its key`,
    ],
  },
  {
    name: "a user's path that leads to something that is not a pod",
    object: farm({ pods: [{ template: pod }] }),
    workloads: farms("spec.pods[]"),
    want: [
      `InvalidPodTemplate: Cannot graft into the pod template: spec.pods[0].spec is missing; expected a pod's spec with containers | spec.pods[0].spec | ${NO_CONTAINERS_OF_USER}`,
    ],
  },
];

table("what cannot be injected", rows, {
  title: ({ name }) => name,
  run: async ({ object, workloads, want }) => {
    const spec = { sidecars: [shipper], ...(workloads && { workloads }) };
    const { diagnostics, items } = await inject([object], spec);
    const errors = diagnostics.filter(({ severity }) => severity === "error");
    assert.equal(
      errors.map(({ code, message, field, fix }) => {
        const current = field?.current === undefined ? "" : ` = ${JSON.stringify(field.current)}`;
        return `${code}: ${message} | ${field?.path}${current} | ${fix}`;
      }),
      want,
    );
    assert.ok(errors.every(({ resource, location }) => resource?.kind === (object as { kind: string }).kind && location?.line));
    assert.equal(JSON.stringify(items), JSON.stringify([object]));
    const skipped = await inject([object], { ...spec, onUninjectable: "skip" });
    assert.equal(
      told(skipped.diagnostics),
      errors.map(({ code, message }) => `${code}: ${message}. The workload is left as it is`),
    );
  },
});

table(
  "labels and annotations that are not scalars",
  [
    { name: "a pod's label by which it opts in", metadata: { labels: { ship: { a: 1 } } }, fields: ["labels.ship"] },
    { name: "a pod's annotation by which it opts in", metadata: { annotations: { ship: ["a"] } }, fields: ["annotations.ship"] },
    { name: "Istio's label", metadata: { labels: { "sidecar.istio.io/inject": { a: 1 } } }, fields: ["labels[sidecar.istio.io/inject]"] },
    {
      name: "Istio's annotations",
      metadata: { annotations: { "sidecar.istio.io/inject": {}, a: { a: 1 } } },
      fields: ["annotations[sidecar.istio.io/inject]", "annotations.a"],
    },
  ],
  {
    title: ({ name }) => name,
    run: async ({ metadata, fields }) => {
      const labels = { "istio-injection": "enabled", a: { b: 1 } };
      const namespace = { apiVersion: "v1", kind: "Namespace", metadata: { name: "shop", labels } };
      const sidecar = { ...shipper, policy: undefined, optIn: "ship", namespaceSelector: { matchLabels: { a: "b" } } };
      const object = { ...deployment({ ...pod, metadata }), metadata: { name: "web", namespace: "shop" } };
      const { diagnostics, items } = await inject([namespace, object], { sidecars: [sidecar], istio: {}, kubernetesVersion: "1.34" });
      const faults = diagnostics.filter(({ code }) => code === "InvalidPodTemplate");
      assert.equal(
        faults.map(({ field }) => field?.path.replace("spec.template.metadata.", "")),
        fields,
      );
      assert.equal(items[1], object);
    },
  },
);

suite("what is left alone", (test) => {
  const leftAlone = async (object: object, sidecar: object = shipper) => {
    const { diagnostics, items } = await inject([object], { sidecars: [sidecar] });
    assert.equal(items, [object]);
    return told(diagnostics, ["error", "warning", "info"]);
  };

  test("a pod without containers that does not qualify", async () => {
    const found = await leftAlone(deployment({ spec: { image: 1 } }), { ...shipper, policy: "disabled" });
    assert.equal(found, ["NotGrafted: logs is not injected: the policy is disabled and nothing selects it"]);
  });

  test("text where a number belongs may be a placeholder", async () => {
    const template = { spec: { containers: [{ ...pod.spec.containers[0], ports: [{ containerPort: "$" + "{PORT}" }] }] } };
    const { diagnostics } = await inject([deployment(template)], { sidecars: [shipper] });
    assert.equal(told(diagnostics), []);
  });

  test("a field that a newer Kubernetes may know", async () => {
    const { diagnostics } = await inject([deployment({ spec: { ...pod.spec, quantum: {} } })], { sidecars: [shipper] });
    assert.equal(told(diagnostics), []);
  });

  test("a DeploymentConfig with a null template", async () => {
    const object = { apiVersion: "apps.openshift.io/v1", kind: "DeploymentConfig", metadata: { name: "d" }, spec: { template: null } };
    assert.equal(await leftAlone(object), ["NoPodTemplate: Nothing is grafted: there is no pod template at spec.template?"]);
  });
});

suite("a Rollout that names another workload", (test) => {
  const ref = rollout({ workloadRef: { apiVersion: "apps/v1", kind: "Deployment", name: "web" } });
  const web = (namespace?: string) => ({ ...deployment(pod), metadata: { name: "web", ...(namespace && { namespace }) } });

  test("which is injected instead", async () => {
    const { diagnostics, items } = await inject([ref, web("shop")], { sidecars: [shipper] });
    assert.equal(told(diagnostics, ["error", "warning", "info"]), [
      "Grafted: logs is injected: the policy is enabled",
      "TemplateElsewhere: Nothing is grafted into the Rollout itself: its pods come from the Deployment web, which is injected instead",
    ]);
    assert.equal(items[0], ref);
    assert.not.equal(items[1], web("shop"));
  });

  const missing =
    "ReferenceNotFound: The pods of the Rollout are not injected: they come from the Deployment web (apps/v1), which is not in the input";
  for (const [name, others] of [
    ["which is not there", []],
    ["which is in another namespace", [web("other")]],
    ["which names no namespace, and there is no default", [web()]],
    ["of which there is another kind", [{ ...web("shop"), kind: "StatefulSet" }]],
  ] as const) {
    test(name, async () => {
      const { diagnostics } = await inject([ref, ...others], { sidecars: [shipper] });
      assert.equal(told(diagnostics), [missing]);
    });
  }

  test("in the default namespace, in another version of its group", async () => {
    const spec = { sidecars: [shipper], namespaces: { default: "shop" } };
    const { diagnostics } = await inject([ref, { ...web(), apiVersion: "apps/v1beta2" }], spec);
    assert.equal(told(diagnostics), []);
  });

  test("with a template of its own, it is injected like any other", async () => {
    const own = rollout({ template: pod, workloadRef: null });
    const { items } = await inject([own], { sidecars: [shipper] });
    assert.not.equal(items, [own]);
  });
});
