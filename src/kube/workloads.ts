import { type Diagnostic, diagnostic } from "../diagnostic/diagnostic.ts";
import type { ValueMap } from "../value/value.ts";
import { expandPath, type FoundTemplates, problemOfPath, type TemplatePath } from "./template-path.ts";

/** A kind of object that holds pod templates. */
export interface WorkloadKind {
  /** The empty string for the core group. */
  readonly group: string;
  readonly versions: "*" | readonly string[];
  readonly kind: string;
  readonly podTemplates: readonly TemplatePath[];
  /** The kind's controller refuses most of a pod's spec: by default only labels and annotations may be added. */
  readonly metadataOnly?: true;
  /** The kind's controller adds what a pod needs: the template may have no containers. */
  readonly partial?: true;
  /** The user's configuration makes the kind known. */
  readonly userDefined?: true;
  /** The API server itself refuses a template, or its pods, if something is missing. */
  readonly checked?: true;
  /** Once applied, the template cannot change: the object must be recreated. */
  readonly immutable?: true;
  /** Where the object may name another workload whose pod template is used instead of its own. */
  readonly workloadRef?: TemplatePath;
}

/** A kind that the user's configuration makes known. */
export interface UserWorkload {
  /** `group/version`, or `version` for the core group. */
  readonly apiVersion: string;
  readonly kind: string;
  readonly podTemplates: readonly TemplatePath[];
}

/** The workload that an object is, or undefined; the user's own kinds come before the built-in ones. */
export function workloadOf(apiVersion: string, kind: string, extra: readonly UserWorkload[] = []): WorkloadKind | undefined {
  const own = extra.length === 0 ? undefined : extra.find((workload) => workload.kind === kind && workload.apiVersion === apiVersion);
  const named = workloadsOfKind.get(kind);
  if (!own && !named) return undefined;
  const { group, version } = parseApiVersion(apiVersion);
  if (own !== undefined) return { group, versions: [version], kind, podTemplates: own.podTemplates, userDefined: true };
  return named?.find((known) => known.group === group && (known.versions === "*" || known.versions.includes(version)));
}

/** The places of the pod templates that an object has, and of those that it could have but lacks. */
export function podTemplatePaths(object: ValueMap, { podTemplates }: WorkloadKind): FoundTemplates {
  const [first, ...more] = podTemplates;
  if (first !== undefined && more.length === 0) return expandPath(object, first);
  const found = podTemplates.map((path) => expandPath(object, path));
  return { paths: found.flatMap(({ paths }) => paths), missing: found.flatMap(({ missing }) => missing) };
}

/** What is wrong in the user's workloads; `field` is where they are in the configuration. */
export function checkUserWorkloads(extra: readonly UserWorkload[], field: string): readonly Diagnostic[] {
  return extra.flatMap((workload, index) => [
    ...duplicate(extra, { workload, index, field }),
    ...workload.podTemplates.flatMap((path, position) => {
      const problem = problemOfPath(path);
      if (problem === undefined) return [];
      const where = `${field}[${index}].podTemplates[${position}]`;
      return diagnostic("InvalidConfiguration", {
        message: `Cannot read the path "${path}": ${problem}; expected keys joined by dots, with [] for lists, * for maps and ? for what may be absent`,
        fix: "write a path such as spec.template, spec.pods[].template, spec.groups.*.template or spec.leaderTemplate?",
        field: { path: where, current: path },
      });
    }),
  ]);
}

function duplicate(
  extra: readonly UserWorkload[],
  { workload: { apiVersion, kind }, index, field }: { workload: UserWorkload; index: number; field: string },
): readonly Diagnostic[] {
  const first = extra.findIndex((other) => other.kind === kind && other.apiVersion === apiVersion);
  if (first === index) return [];
  return [
    diagnostic("InvalidConfiguration", {
      message: `Cannot use two entries for ${kind} (${apiVersion}): ${field}[${first}] is one too; expected one`,
      fix: "write all paths into one podTemplates",
      field: { path: `${field}[${index}].kind`, current: kind },
    }),
  ];
}

function parseApiVersion(apiVersion: string): { group: string; version: string } {
  const slash = apiVersion.indexOf("/");
  return { group: apiVersion.slice(0, Math.max(slash, 0)), version: apiVersion.slice(slash + 1) };
}

function rows(group: string, kinds: readonly string[], facts: Omit<WorkloadKind, "group" | "kind">): readonly WorkloadKind[] {
  return kinds.map((kind) => ({ group, kind, ...facts }));
}

const TEMPLATE = ["spec.template"];
const MAYBE_TEMPLATE = ["spec.template?"];
const ANY = { versions: "*" } as const;
const KUBERNETES = { ...ANY, checked: true } as const;

function raySpec(cluster: string): readonly TemplatePath[] {
  return [`${cluster}.headGroupSpec.template`, `${cluster}.workerGroupSpecs?[].template`];
}

function kubeflowJob(kind: string, replicas: string, versions: readonly string[] = ["v1"]): WorkloadKind {
  return { group: "kubeflow.org", versions, kind, podTemplates: [`spec.${replicas}ReplicaSpecs.*.template`] };
}

/**
 * Every kind known without configuration. Kubernetes' and OpenShift's own are known in every version and in the
 * groups that they had before (`extensions/v1beta1`, `v1` DeploymentConfig); of others the versions are listed whose
 * types were read.
 *
 * Differs: Istio goes by the kind alone and knows the built-in kinds only; here a Knative Service is not a Service.
 * Source: istio pkg/kube/inject/initializer.go kinds
 */
export const workloads: readonly WorkloadKind[] = [
  ...rows("", ["Pod"], { ...KUBERNETES, podTemplates: ["."], immutable: true }),
  ...rows("", ["PodTemplate"], { ...KUBERNETES, podTemplates: ["template"] }),
  ...rows("", ["ReplicationController"], { ...KUBERNETES, podTemplates: TEMPLATE }),
  ...rows("", ["DeploymentConfig"], { ...ANY, podTemplates: MAYBE_TEMPLATE }),
  ...rows("apps.openshift.io", ["DeploymentConfig"], { ...ANY, podTemplates: MAYBE_TEMPLATE }),
  ...rows("apps", ["Deployment", "ReplicaSet", "StatefulSet", "DaemonSet"], { ...KUBERNETES, podTemplates: TEMPLATE }),
  ...rows("extensions", ["Deployment", "ReplicaSet", "DaemonSet"], { ...KUBERNETES, podTemplates: TEMPLATE }),
  ...rows("batch", ["Job"], { ...KUBERNETES, podTemplates: TEMPLATE, immutable: true }),
  ...rows("batch", ["CronJob"], { ...KUBERNETES, podTemplates: ["spec.jobTemplate.spec.template"] }),
  ...rows("argoproj.io", ["Rollout"], { versions: ["v1alpha1"], podTemplates: TEMPLATE, workloadRef: "spec.workloadRef" }),
  ...rows("argoproj.io", ["Experiment"], { versions: ["v1alpha1"], podTemplates: ["spec.templates[].template"] }),
  ...rows("argoproj.io", ["AnalysisTemplate"], {
    versions: ["v1alpha1"],
    podTemplates: ["spec.metrics[].provider.job?.spec.template"],
  }),
  ...rows("serving.knative.dev", ["Service", "Configuration"], { versions: ["v1"], podTemplates: MAYBE_TEMPLATE, metadataOnly: true }),
  ...rows("serving.knative.dev", ["Revision"], { versions: ["v1"], podTemplates: ["."], metadataOnly: true, immutable: true }),
  ...rows("apps.kruise.io", ["CloneSet", "StatefulSet", "DaemonSet", "BroadcastJob"], {
    versions: ["v1alpha1", "v1beta1"],
    podTemplates: TEMPLATE,
  }),
  ...rows("apps.kruise.io", ["AdvancedCronJob"], {
    versions: ["v1alpha1", "v1beta1"],
    podTemplates: ["spec.template.jobTemplate?.spec.template", "spec.template.broadcastJobTemplate?.spec.template"],
  }),
  ...rows("apps.kruise.io", ["UnitedDeployment"], {
    versions: ["v1alpha1", "v1beta1"],
    podTemplates: ["statefulSet", "advancedStatefulSet", "cloneSet", "deployment"].map(
      (kind) => `spec.template.${kind}Template?.spec.template`,
    ),
  }),
  ...rows("keda.sh", ["ScaledJob"], { versions: ["v1alpha1"], podTemplates: ["spec.jobTargetRef.template"] }),
  ...rows("batch.volcano.sh", ["Job"], { versions: ["v1alpha1"], podTemplates: ["spec.tasks[].template"], immutable: true }),
  ...rows("jobset.x-k8s.io", ["JobSet"], {
    versions: ["v1alpha2", "v1"],
    podTemplates: ["spec.replicatedJobs[].template.spec.template"],
    immutable: true,
  }),
  ...rows("leaderworkerset.x-k8s.io", ["LeaderWorkerSet"], {
    versions: ["v1"],
    podTemplates: ["spec.leaderWorkerTemplate.workerTemplate", "spec.leaderWorkerTemplate.leaderTemplate?"],
  }),
  kubeflowJob("PyTorchJob", "pytorch"),
  kubeflowJob("TFJob", "tf"),
  kubeflowJob("MPIJob", "mpi", ["v1", "v2beta1"]),
  kubeflowJob("XGBoostJob", "xgb"),
  kubeflowJob("PaddleJob", "paddle"),
  kubeflowJob("JAXJob", "jax"),
  ...rows("ray.io", ["RayCluster"], { versions: ["v1"], podTemplates: raySpec("spec") }),
  ...rows("ray.io", ["RayJob"], { versions: ["v1"], podTemplates: [...raySpec("spec.rayClusterSpec?"), "spec.submitterPodTemplate?"] }),
  ...rows("ray.io", ["RayService"], { versions: ["v1"], podTemplates: raySpec("spec.rayClusterConfig") }),
  ...rows("flink.apache.org", ["FlinkDeployment"], { versions: ["v1beta1"], podTemplates: ["spec.podTemplate?"], partial: true }),
  ...rows("agones.dev", ["GameServer"], { versions: ["v1"], podTemplates: TEMPLATE }),
  ...rows("agones.dev", ["Fleet"], { versions: ["v1"], podTemplates: ["spec.template.spec.template"] }),
  ...rows("elasticsearch.k8s.elastic.co", ["Elasticsearch"], {
    versions: ["v1"],
    podTemplates: ["spec.nodeSets[].podTemplate?"],
    partial: true,
  }),
];

const workloadsOfKind = new Map<string, WorkloadKind[]>();
for (const workload of workloads) workloadsOfKind.set(workload.kind, [...(workloadsOfKind.get(workload.kind) ?? []), workload]);
