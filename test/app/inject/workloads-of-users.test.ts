import { readConfigText } from "../../../src/app/config/config-text.ts";
import { assert, suite } from "../../cases.ts";
import { inject, pod, shipper, told, uninject } from "../run-objects.ts";

const farm = {
  apiVersion: "example.com/v1",
  kind: "Farm",
  metadata: { name: "f" },
  spec: { pods: [{ name: "a", template: pod }, { template: pod }], roles: { front: { pod }, back: { pod } }, other: { template: pod } },
};
const workloads = [
  { apiVersion: "example.com/v1", kind: "Farm", podTemplates: ["spec.pods[].template", "spec.roles.*.pod", "spec.leader?.template"] },
];
const spec = { sidecars: [shipper], workloads };
const shippers = (object: unknown) => JSON.stringify(object).split("shipper:1").length - 1;

suite("the user's own kinds", (test) => {
  test("are injected at each of their paths, and nowhere else", async () => {
    const { items, diagnostics } = await inject([farm], spec);
    assert.equal(told(diagnostics), []);
    assert.is(shippers(items), 4);
    const { other } = (items[0] as typeof farm).spec;
    assert.equal(other, farm.spec.other);
  });

  test("come out again without any configuration", async () => {
    const { text } = await inject([farm], spec);
    assert.equal((await uninject(text)).items, [farm]);
  });

  test("once in is once in; and a path that was taken out of the configuration is cleaned", async () => {
    const { items } = await inject([farm], spec);
    assert.equal((await inject(items, spec)).items, items);
    const fewer = [{ ...workloads[0], podTemplates: ["spec.roles.*.pod"] }];
    const again = await inject(items, { sidecars: [shipper], workloads: fewer });
    assert.equal(again.items, (await inject([farm], { sidecars: [shipper], workloads: fewer })).items);
    assert.is(shippers(again.items), 2);
  });

  test("in other versions, and without the entry, are left alone", async () => {
    const v2 = { ...farm, apiVersion: "example.com/v2" };
    assert.equal((await inject([v2], spec)).items, [v2]);
    assert.equal((await inject([farm], { sidecars: [shipper] })).items, [farm]);
  });

  test("may have their templates elsewhere than podgraft thinks", async () => {
    const job = { apiVersion: "batch/v1", kind: "Job", metadata: { name: "j" }, spec: { other: pod } };
    const { text, items } = await inject([job], {
      sidecars: [shipper],
      workloads: [{ apiVersion: "batch/v1", kind: "Job", podTemplates: ["spec.other"] }],
    });
    assert.is(shippers(items), 1);
    assert.equal((await uninject(text)).items, [job]);
  });

  test("that are wrong are reported with their lines", async () => {
    const text = `apiVersion: podgraft.dev/v1alpha1
kind: SidecarInjector
spec:
  sidecars: [{name: a, policy: enabled, template: {}}]
  workloads:
  - apiVersion: example.com/v1
    kind: Farm
    podTemplates:
    - spec.template
    - spec..template
  - {apiVersion: example.com/v1, kind: Farm, podTemplates: [spec.a*]}
`;
    const result = await readConfigText("injector.yaml", text);
    const found = "diagnostics" in result ? result.diagnostics : [];
    assert.equal(
      found.map(({ field, location }) => `${location?.file}:${location?.line} ${field?.path}`),
      [
        "injector.yaml:10 spec.workloads[0].podTemplates[1]",
        "injector.yaml:11 spec.workloads[1].kind",
        "injector.yaml:11 spec.workloads[1].podTemplates[0]",
      ],
    );
  });

  test("with fields missing, empty or unknown are reported by the schema", async () => {
    const text = `apiVersion: podgraft.dev/v1alpha1
kind: SidecarInjector
spec:
  workloads:
  - {apiVersion: example.com/v1, podTemplates: [], podTemplate: x}
`;
    const result = await readConfigText("injector.yaml", text);
    assert.equal("diagnostics" in result && result.diagnostics.map(({ message, fix }) => `${message} | ${fix}`), [
      "Cannot use spec.workloads[0].kind: it is missing; expected text | add it",
      "Cannot use spec.workloads[0].podTemplates: it is a list of 0; expected a list with at least one entry | add an entry",
      "Cannot use the field spec.workloads[0].podTemplate: it is not known. Did you mean podTemplates? | write podTemplates",
    ]);
  });
});

suite("Knative", (test) => {
  const service = {
    apiVersion: "serving.knative.dev/v1",
    kind: "Service",
    metadata: { name: "k" },
    spec: { template: { spec: { containers: [{ name: "app", image: "app:1" }] } } },
  };
  const sidecar = {
    ...shipper,
    template: { ...shipper.template, metadata: { ...shipper.template.metadata, finalizers: ["example.com/f"] } },
  };
  const template = (items: readonly unknown[]) => (items[0] as typeof service).spec.template;

  test("takes labels and annotations only", async () => {
    const { items, diagnostics } = await inject([service], { sidecars: [{ ...sidecar, appContainers: { tty: true } }] });
    assert.equal(template(items), { ...service.spec.template, metadata: { annotations: { "example.com/logs": "json" } } });
    assert.equal(told(diagnostics, ["error", "warning", "info"]), [
      "MetadataOnly: Only the labels and annotations of logs are grafted, not its spec and appContainers and metadata.finalizers: Knative's Service takes little else",
      "Grafted: logs is injected: the policy is enabled",
    ]);
  });

  test("takes the whole template where the sidecar says so", async () => {
    const { items, text, diagnostics } = await inject([service], { sidecars: [{ ...sidecar, knative: "pod" }] });
    assert.equal(told(diagnostics, ["error", "warning", "info"]), ["Grafted: logs is injected: the policy is enabled"]);
    assert.is(shippers(items), 1);
    assert.equal((await uninject(text)).items, [service]);
  });

  test("takes no proxy of Istio's", async () => {
    const { items, diagnostics } = await inject([service], {
      kubernetesVersion: "1.34",
      istio: { tag: "1.30.5", enableNamespacesByDefault: true },
    });
    assert.equal(items, [service]);
    assert.equal(
      diagnostics.filter(({ code }) => code === "NotGrafted").map(({ message }) => message),
      ["istio is not injected: its kind takes labels and annotations only"],
    );
  });
});
