import { readConfigText } from "../../src/app/config/config-text.ts";
import { assert, suite, table } from "../cases.ts";

const LABEL = "a name of at most 63 lower-case letters, digits and -, a letter or digit first and last";

/** The sidecar's fields from line 8 on, and for each finding its code, line, message and remedy. */
const rows: { name: string; sidecar: string; want: string[] }[] = [
  {
    name: "an unknown field that is nearly a known one",
    sidecar: "template:\n  spec:\n    containers:\n    - name: x\n      imagee: x:1",
    want: [
      "InvalidTemplate 12: Cannot use spec.sidecars[0].template.spec.containers[0].imagee: Kubernetes' Container does not have this field | write image; if the cluster's Kubernetes is newer and knows it, add spec.containers[].imagee to the sidecar's allowUnknownFields",
    ],
  },
  {
    name: "an unknown field that is near to none",
    sidecar: "template: {spec: {quantum: true}}",
    want: [
      "InvalidTemplate 8: Cannot use spec.sidecars[0].template.spec.quantum: Kubernetes' PodSpec does not have this field | remove it; if the cluster's Kubernetes is newer and knows it, add spec.quantum to the sidecar's allowUnknownFields",
    ],
  },
  {
    name: "unknown fields that are allowed are warnings, others stay errors",
    sidecar:
      "allowUnknownFields: ['spec.containers[].quantum']\ntemplate:\n  spec:\n    quantum: 1\n    containers:\n    - {name: x, quantum: 2}\n    - {name: z, quantum: 3}",
    want: [
      "InvalidTemplate 11: Cannot use spec.sidecars[0].template.spec.quantum: Kubernetes' PodSpec does not have this field | remove it; if the cluster's Kubernetes is newer and knows it, add spec.quantum to the sidecar's allowUnknownFields",
      "UnknownField 13: podgraft does not know the field spec.sidecars[0].template.spec.containers[0].quantum of Kubernetes' Container; it is grafted, since allowUnknownFields lists it | ",
      "UnknownField 14: podgraft does not know the field spec.sidecars[0].template.spec.containers[1].quantum of Kubernetes' Container; it is grafted, since allowUnknownFields lists it | ",
    ],
  },
  {
    name: "wrong types, all at once",
    sidecar:
      "template:\n  metadata: {labels: {version: 1.5}}\n  spec:\n    containers:\n    - name: x\n      args: none\n      resources: {limits: {cpu: lots}}",
    want: [
      "InvalidTemplate 9: Cannot use spec.sidecars[0].template.metadata.labels.version: it is 1.5; expected a string | put the value in quotes",
      'InvalidTemplate 13: Cannot use spec.sidecars[0].template.spec.containers[0].args: it is "none"; expected a list | write a list: ["none"]',
      'InvalidTemplate 14: Cannot use spec.sidecars[0].template.spec.containers[0].resources.limits.cpu: it is "lots"; expected a quantity such as 500m or 1Gi | write a quantity such as 500m or 1Gi',
    ],
  },
  {
    name: "a template that is a list",
    sidecar: "template:\n- spec: {}",
    want: [
      "InvalidConfiguration 8: Cannot use spec.sidecars[0].template: it is a list of 1; expected a map | write its fields under it: metadata, spec",
    ],
  },
  {
    name: "a part of the app's containers that has a name and an unknown field",
    sidecar: "template: {}\nappContainers:\n  name: web\n  enw: []",
    want: [
      "InvalidTemplate 11: Cannot use spec.sidecars[0].appContainers.enw: Kubernetes' Container does not have this field | write env; if the cluster's Kubernetes is newer and knows it, add spec.containers[].enw to the sidecar's allowUnknownFields",
      'InvalidTemplate 10: Cannot use spec.sidecars[0].appContainers.name: it is "web"; expected no name, since appContainers goes into every container of the app | remove the name; to change one container, write it under template.spec.containers',
    ],
  },
  {
    name: "names that are not valid: of containers, init containers and volumes",
    sidecar: `template:
  spec:
    containers:
    - name: log_shipper
    - image: x
    initContainers: [{name: ""}, {name: null}, {name: ${"a".repeat(64)}}]
    volumes: [{name: -data}, {emptyDir: {}}]`,
    want: [
      `InvalidTemplate 11: Cannot use spec.sidecars[0].template.spec.containers[0].name: it is "log_shipper"; expected ${LABEL} | write log-shipper`,
      `InvalidTemplate 12: Cannot use spec.sidecars[0].template.spec.containers[1].name: it is missing; expected ${LABEL} | add the name`,
      `InvalidTemplate 13: Cannot use spec.sidecars[0].template.spec.initContainers[0].name: it is ""; expected ${LABEL} | correct the value`,
      `InvalidTemplate 13: Cannot use spec.sidecars[0].template.spec.initContainers[1].name: it is missing; expected ${LABEL} | add the name`,
      `InvalidTemplate 13: Cannot use spec.sidecars[0].template.spec.initContainers[2].name: it is "${"a".repeat(60)}..."; expected ${LABEL} | correct the value`,
      `InvalidTemplate 14: Cannot use spec.sidecars[0].template.spec.volumes[0].name: it is "-data"; expected ${LABEL} | correct the value`,
      `InvalidTemplate 14: Cannot use spec.sidecars[0].template.spec.volumes[1].name: it is missing; expected ${LABEL} | add the name`,
    ],
  },
  {
    name: "names that a later step of the build fills in, and a directive that has none",
    sidecar: `template: {spec: {containers: [{name: "$\{APP}-logs"}, {name: 0-a.b, $patch: delete}], volumes: [{$patch: replace}]}}`,
    want: [],
  },
  {
    name: "what is right",
    sidecar: "template: {spec: {containers: [{name: x, image: x}]}}\nappContainers: {env: [{name: A, value: b}]}",
    want: [],
  },
];

const header = "apiVersion: podgraft.dev/v1alpha1\nkind: SidecarInjector\nmetadata:\n  name: test\nspec:\n  sidecars:\n  - name: logs\n";
const indented = (text: string) => text.replace(/^/gm, "    ");

table("a sidecar's template", rows, {
  title: ({ name }) => name,
  run: async ({ sidecar, want }) => {
    const result = await readConfigText("injector.yaml", `${header}${indented(sidecar)}\n    policy: enabled\n`);
    const found = "config" in result ? result.config.warnings : result.diagnostics;
    assert.equal(
      found.map(({ code, message, fix, location }) => `${code} ${location?.line}: ${message} | ${fix ?? ""}`),
      want,
    );
    assert.ok(found.every(({ location }) => location?.file === "injector.yaml"));
  },
});

suite("an allowed unknown field", (test) => {
  test("is a warning and no error", async () => {
    const result = await readConfigText(
      "injector.yaml",
      `${header}${indented("allowUnknownFields: [spec.quantum]\ntemplate: {spec: {quantum: 1}}")}\n    policy: enabled\n`,
    );
    assert.ok("config" in result);
    assert.equal("config" in result && result.config.warnings.map(({ severity }) => severity), ["warning"]);
  });
});
