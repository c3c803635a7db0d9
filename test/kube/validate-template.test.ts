import { mayHaveWrongType, type TemplateProblem, validateTemplate } from "../../src/kube/validate-template.ts";
import { toValue } from "../../src/value/value.ts";
import { assert, table } from "../cases.ts";

const container = (fields: object) => ({ spec: { containers: [{ name: "app", ...fields }] } });
const at = (path: string) => (path === "" ? "spec.containers[0]" : `spec.containers[0].${path}`);

const rows: { name: string; template: unknown; problems: TemplateProblem[] }[] = [
  {
    name: "a partial pod that is right",
    template: {
      metadata: { labels: { app: "a" }, annotations: { a: "1" }, finalizers: ["a"], creationTimestamp: "2024-01-31T12:00:00Z" },
      spec: {
        nodeSelector: { "kubernetes.io/os": "linux" },
        overhead: { cpu: "100m" },
        terminationGracePeriodSeconds: 30,
        containers: [
          {
            name: "app",
            resources: { limits: { cpu: 2, memory: "1Gi" } },
            livenessProbe: { httpGet: { port: "http" }, periodSeconds: 5 },
            readinessProbe: { httpGet: { port: 80 } },
            securityContext: { runAsUser: 1000, privileged: false },
          },
        ],
      },
    },
    problems: [],
  },
  { name: "an empty template", template: {}, problems: [] },
  {
    name: "null anywhere",
    template: { metadata: null, spec: { containers: [null], volumes: [{ name: "v", emptyDir: null }] } },
    problems: [],
  },
  {
    name: "directives",
    template: {
      metadata: { labels: { $patch: "replace", app: "a" } },
      spec: {
        "$setElementOrder/containers": [{ name: "app" }],
        "$deleteFromPrimitiveList/args": ["a"],
        containers: [{ $patch: "delete", name: "app" }],
        volumes: [{ $retainKeys: ["name"], name: "v" }],
      },
    },
    problems: [],
  },
  {
    name: "unknown fields with the nearest known",
    template: { spec: { contaners: [], initContainer: [], zebra: 1 }, kind: "Pod" },
    problems: [
      { path: "spec.contaners", found: [], expected: "no field of PodSpec", isUnknown: true, nearest: "containers" },
      { path: "spec.initContainer", found: [], expected: "no field of PodSpec", isUnknown: true, nearest: "initContainers" },
      { path: "spec.zebra", found: 1, expected: "no field of PodSpec", isUnknown: true },
      { path: "kind", found: "Pod", expected: "no field of PodTemplateSpec", isUnknown: true },
    ],
  },
  {
    name: "the case of letters counts",
    template: container({ ImagePullPolicy: "Always" }),
    problems: [
      { path: at("ImagePullPolicy"), found: "Always", expected: "no field of Container", isUnknown: true, nearest: "imagePullPolicy" },
    ],
  },
  {
    name: "a field of Object.prototype",
    template: { spec: { constructor: 1 } },
    problems: [{ path: "spec.constructor", found: 1, expected: "no field of PodSpec", isUnknown: true }],
  },
  {
    name: "wrong types, all at once",
    template: container({
      image: 1,
      args: "a",
      tty: "true",
      env: [{ name: "A", value: 80 }, "B"],
      ports: [{ containerPort: "80" }, { containerPort: 1.5 }],
      resources: { limits: { cpu: "lots", memory: true } },
      livenessProbe: { httpGet: { port: 1.5 } },
      securityContext: [],
    }),
    problems: [
      { path: at("image"), found: 1, expected: "a string" },
      { path: at("args"), found: "a", expected: "a list" },
      { path: at("tty"), found: "true", expected: "true or false" },
      { path: at("env[0].value"), found: 80, expected: "a string" },
      { path: at("env[1]"), found: "B", expected: "a map" },
      { path: at("ports[0].containerPort"), found: "80", expected: "a whole number" },
      { path: at("ports[1].containerPort"), found: 1.5, expected: "a whole number" },
      { path: at("resources.limits.cpu"), found: "lots", expected: "a quantity such as 500m or 1Gi" },
      { path: at("resources.limits.memory"), found: true, expected: "a quantity such as 500m or 1Gi" },
      { path: at("livenessProbe.httpGet.port"), found: 1.5, expected: "a whole number or a string" },
      { path: at("securityContext"), found: [], expected: "a map" },
    ],
  },
  {
    name: "values of label maps",
    template: { metadata: { labels: { version: 2 }, annotations: ["a"], creationTimestamp: 1 } },
    problems: [
      { path: "metadata.labels.version", found: 2, expected: "a string" },
      { path: "metadata.annotations", found: ["a"], expected: "a map" },
      { path: "metadata.creationTimestamp", found: 1, expected: "a time such as 2024-01-31T12:00:00Z" },
    ],
  },
  { name: "no template at all", template: "pod", problems: [{ path: "", found: "pod", expected: "a map" }] },
];
table("validateTemplate", rows, {
  title: ({ name }) => name,
  run: ({ template, problems }) => assert.equal(validateTemplate(toValue(template)), problems),
});

table("mayHaveWrongType", rows, {
  title: (row) => row.name,
  run: ({ template, problems }) => {
    const wrong = problems.filter(({ isUnknown, found }) => !isUnknown && typeof found !== "string");
    if (wrong.length > 0) assert.ok(mayHaveWrongType(toValue(template)));
    else if (problems.length === 0 && !JSON.stringify(template).includes("$")) assert.not(mayHaveWrongType(toValue(template)));
  },
});
