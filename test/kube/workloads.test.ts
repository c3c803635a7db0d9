import { problemOfPath } from "../../src/kube/template-path.ts";
import { checkUserWorkloads, podTemplatePaths, workloadOf, workloads } from "../../src/kube/workloads.ts";
import { toValue, type ValueMap } from "../../src/value/value.ts";
import { assert, suite, table } from "../cases.ts";

const pod = { metadata: {}, spec: {} };
const map = (data: unknown) => toValue(data) as ValueMap;

/** Where the templates of an object are; `missing` as `path: found`, and `may be` where it is optional. */
const objects: { apiVersion: string; kind: string; object: unknown; paths: string[]; missing?: string[] }[] = [
  { apiVersion: "v1", kind: "Pod", object: pod, paths: [""] },
  { apiVersion: "v1", kind: "PodTemplate", object: { template: pod }, paths: ["template"] },
  { apiVersion: "apps/v1", kind: "Deployment", object: { spec: { template: pod } }, paths: ["spec.template"] },
  { apiVersion: "apps/v1beta1", kind: "Deployment", object: { spec: { template: pod } }, paths: ["spec.template"] },
  { apiVersion: "extensions/v1beta1", kind: "DaemonSet", object: { spec: { template: pod } }, paths: ["spec.template"] },
  { apiVersion: "apps/v1", kind: "StatefulSet", object: { spec: {} }, paths: [], missing: ["spec.template: undefined"] },
  { apiVersion: "apps/v1", kind: "ReplicaSet", object: {}, paths: [], missing: ["spec: undefined"] },
  {
    apiVersion: "batch/v1beta1",
    kind: "CronJob",
    object: { spec: { jobTemplate: { spec: { template: pod } } } },
    paths: ["spec.jobTemplate.spec.template"],
  },
  { apiVersion: "v1", kind: "DeploymentConfig", object: { spec: { template: null } }, paths: [], missing: ["spec.template: null, may be"] },
  { apiVersion: "apps.openshift.io/v1", kind: "DeploymentConfig", object: { spec: { template: pod } }, paths: ["spec.template"] },
  {
    apiVersion: "argoproj.io/v1alpha1",
    kind: "Experiment",
    object: { spec: { templates: [{ template: pod }, { name: "b" }, { template: pod }] } },
    paths: ["spec.templates.0.template", "spec.templates.2.template"],
    missing: ["spec.templates.1.template: undefined"],
  },
  {
    apiVersion: "argoproj.io/v1alpha1",
    kind: "AnalysisTemplate",
    object: { spec: { metrics: [{ provider: { job: { spec: { template: pod } } } }, { provider: { web: {} } }] } },
    paths: ["spec.metrics.0.provider.job.spec.template"],
    missing: ["spec.metrics.1.provider.job: undefined, may be"],
  },
  { apiVersion: "batch.volcano.sh/v1alpha1", kind: "Job", object: { spec: { tasks: [] } }, paths: [] },
  {
    apiVersion: "batch.volcano.sh/v1alpha1",
    kind: "Job",
    object: { spec: { tasks: {} } },
    paths: [],
    missing: ["spec.tasks: {}"],
  },
  {
    apiVersion: "kubeflow.org/v1",
    kind: "PyTorchJob",
    object: { spec: { pytorchReplicaSpecs: { Master: { template: pod }, Worker: { template: pod } } } },
    paths: ["spec.pytorchReplicaSpecs.Master.template", "spec.pytorchReplicaSpecs.Worker.template"],
  },
  {
    apiVersion: "apps.kruise.io/v1alpha1",
    kind: "UnitedDeployment",
    object: { spec: { template: { cloneSetTemplate: { spec: { template: pod } } } } },
    paths: ["spec.template.cloneSetTemplate.spec.template"],
    missing: [
      "spec.template.statefulSetTemplate: undefined, may be",
      "spec.template.advancedStatefulSetTemplate: undefined, may be",
      "spec.template.deploymentTemplate: undefined, may be",
    ],
  },
  {
    apiVersion: "ray.io/v1",
    kind: "RayJob",
    object: { spec: { rayClusterSpec: { headGroupSpec: { template: pod }, workerGroupSpecs: [{ template: pod }] } } },
    paths: ["spec.rayClusterSpec.headGroupSpec.template", "spec.rayClusterSpec.workerGroupSpecs.0.template"],
    missing: ["spec.submitterPodTemplate: undefined, may be"],
  },
  {
    apiVersion: "ray.io/v1",
    kind: "RayJob",
    object: { spec: { rayClusterSpec: null, submitterPodTemplate: [] } },
    paths: [],
    missing: ["spec.rayClusterSpec: null, may be", "spec.rayClusterSpec: null, may be", "spec.submitterPodTemplate: []"],
  },
  {
    apiVersion: "ray.io/v1",
    kind: "RayCluster",
    object: { spec: { headGroupSpec: { template: pod } } },
    paths: ["spec.headGroupSpec.template"],
    missing: ["spec.workerGroupSpecs: undefined, may be"],
  },
  {
    apiVersion: "leaderworkerset.x-k8s.io/v1",
    kind: "LeaderWorkerSet",
    object: { spec: { leaderWorkerTemplate: { workerTemplate: pod } } },
    paths: ["spec.leaderWorkerTemplate.workerTemplate"],
    missing: ["spec.leaderWorkerTemplate.leaderTemplate: undefined, may be"],
  },
  {
    apiVersion: "jobset.x-k8s.io/v1alpha2",
    kind: "JobSet",
    object: { spec: { replicatedJobs: [{ template: { spec: { template: pod } } }] } },
    paths: ["spec.replicatedJobs.0.template.spec.template"],
  },
];

table("podTemplatePaths", objects, {
  title: ({ apiVersion, kind, paths }) => `${apiVersion} ${kind} ${paths.join(" ")}`,
  run: ({ apiVersion, kind, object, paths, missing = [] }) => {
    const found = podTemplatePaths(map(object), workloadOf(apiVersion, kind)!);
    assert.equal(
      found.paths.map((path) => path.join(".")),
      paths,
    );
    assert.equal(
      found.missing.map(({ path, found, isOptional }) => `${path.join(".")}: ${JSON.stringify(found)}${isOptional ? ", may be" : ""}`),
      missing,
    );
  },
});

const unknown: [apiVersion: string, kind: string][] = [
  ["v1", "Service"],
  ["v1", "Deployment"],
  ["apps/v1", "deployment"],
  ["serving.knative.dev/v1alpha1", "Service"],
  ["example.com/v1", "Pod"],
  ["", ""],
];
table("what is not a workload", unknown, {
  title: (row) => row.join(" "),
  run: ([apiVersion, kind]) => assert.is(workloadOf(apiVersion, kind), undefined),
});

suite("flags", (test) => {
  const named = (flag: "checked" | "immutable" | "metadataOnly" | "workloadRef") =>
    workloads.filter((workload) => workload[flag]).map(({ group, kind }) => `${group}/${kind}`);
  test("checked", () => {
    assert.equal(named("checked"), [
      "/Pod",
      "/PodTemplate",
      "/ReplicationController",
      ...["Deployment", "ReplicaSet", "StatefulSet", "DaemonSet"].map((kind) => `apps/${kind}`),
      ...["Deployment", "ReplicaSet", "DaemonSet"].map((kind) => `extensions/${kind}`),
      "batch/Job",
      "batch/CronJob",
    ]);
  });
  test("immutable", () => {
    assert.equal(named("immutable"), [
      "/Pod",
      "batch/Job",
      "serving.knative.dev/Revision",
      "batch.volcano.sh/Job",
      "jobset.x-k8s.io/JobSet",
    ]);
  });
  test("metadataOnly", () => {
    assert.equal(named("metadataOnly"), [
      "serving.knative.dev/Service",
      "serving.knative.dev/Configuration",
      "serving.knative.dev/Revision",
    ]);
  });
  test("workloadRef", () => assert.equal(named("workloadRef"), ["argoproj.io/Rollout"]));
  test("every path can be read", () => {
    for (const { podTemplates } of workloads) for (const path of podTemplates) assert.is(problemOfPath(path), undefined);
  });
});

suite("the user's own kinds", (test) => {
  const farm = { apiVersion: "example.com/v1", kind: "Farm", podTemplates: ["spec.pods[].template"] };
  test("are known by their apiVersion and kind", () => {
    const workload = workloadOf("example.com/v1", "Farm", [farm])!;
    assert.equal(workload, {
      group: "example.com",
      versions: ["v1"],
      kind: "Farm",
      podTemplates: ["spec.pods[].template"],
      userDefined: true,
    });
    assert.is(workloadOf("example.com/v2", "Farm", [farm]), undefined);
  });
  test("come before the built-in ones", () => {
    const job = { apiVersion: "batch/v1", kind: "Job", podTemplates: ["spec.other"] };
    assert.equal(workloadOf("batch/v1", "Job", [job])?.podTemplates, ["spec.other"]);
    assert.equal(workloadOf("batch/v2", "Job", [job])?.podTemplates, ["spec.template"]);
  });
  test("bad paths are reported all at once", () => {
    const wrong = { ...farm, kind: "Barn", podTemplates: ["spec..x", "spec.template", "a[0].b"] };
    const found = checkUserWorkloads([farm, wrong, farm], "spec.workloads");
    assert.equal(
      found.map(({ code, message, field }) => ({ code, message, path: field?.path })),
      [
        {
          code: "InvalidConfiguration",
          message:
            'Cannot read the path "spec..x": a key between two dots is empty; expected keys joined by dots, with [] for lists, * for maps and ? for what may be absent',
          path: "spec.workloads[1].podTemplates[0]",
        },
        {
          code: "InvalidConfiguration",
          message:
            'Cannot read the path "a[0].b": "a[0]" has brackets other than [] at its end; expected keys joined by dots, with [] for lists, * for maps and ? for what may be absent',
          path: "spec.workloads[1].podTemplates[2]",
        },
        {
          code: "InvalidConfiguration",
          message: "Cannot use two entries for Farm (example.com/v1): spec.workloads[0] is one too; expected one",
          path: "spec.workloads[2].kind",
        },
      ],
    );
  });
});

const paths: { path: string; problem: string | undefined }[] = [
  { path: ".", problem: undefined },
  { path: "spec.a[][].b", problem: undefined },
  { path: "spec.*.b", problem: undefined },
  { path: "spec.a?.b?[].c?", problem: undefined },
  { path: "spec.a[]?", problem: '"a[]?" has brackets other than [] at its end' },
  { path: "spec.a??", problem: '"a??" has ? elsewhere than right behind its key' },
  { path: "spec.?", problem: "a key between two dots is empty" },
  { path: "spec.*?", problem: '"*?" has * beside other characters' },
  { path: "", problem: "a key between two dots is empty" },
  { path: ".spec", problem: "a key between two dots is empty" },
  { path: "spec.[]", problem: "a key between two dots is empty" },
  { path: "spec.a[]b", problem: '"a[]b" has brackets other than [] at its end' },
  { path: "spec.a*", problem: '"a*" has * beside other characters' },
  { path: "spec.*[]", problem: '"*[]" has * beside other characters' },
  { path: "a".repeat(501), problem: "it is longer than 500 characters" },
];
table("problemOfPath", paths, {
  title: ({ path }) => JSON.stringify(path.slice(0, 20)),
  run: ({ path, problem }) => assert.is(problemOfPath(path), problem),
});
