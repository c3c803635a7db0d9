import { checks, ns } from "./check-findings.ts";
import { deployment, istioSidecar, ownSidecar } from "./manifests.ts";

const inject = 'annotations: {sidecar.istio.io/inject: "false"}';
const pod = `spec: {restartPolicy: Never, containers: [{name: a, image: "a:1"}]}`;

/** An object in the namespace `shop`, from its apiVersion, kind and spec. */
const object = (apiVersion: string, kind: string, spec: string) => `${ns}---
apiVersion: ${apiVersion}
kind: ${kind}
metadata: {name: x, namespace: shop}
spec:
${spec}`;

const jobTemplate = (metadata: string, template = "") => `  schedule: "0 3 * * *"
  jobTemplate:
    metadata: {${metadata}}
    spec:
      template:
${template}        ${pod}
`;

const jobSet = `  replicatedJobs:
  - name: first
    template:
      metadata: {${inject}}
      spec:
        template:
          ${pod}
  - name: second
    template:
      metadata: {labels: {sidecar.istio.io/inject: "false"}}
      spec:
        template:
          ${pod}
`;

const nested = (key: string) => `  template:
    ${key}:
      metadata: {${inject}}
      spec:
        template:
          ${pod}
`;

const fleet = `  template:
    metadata: {${inject}}
    spec:
      template:
        ${pod}
`;

const analysis = `  metrics:
  - name: m
    provider:
      job:
        metadata: {${inject}}
        spec:
          template:
            ${pod}
`;

const cronJob = (metadata: string, template = "") => object("batch/v1", "CronJob", jobTemplate(metadata, template));
const found = (line: number) => [`warning MisplacedAnnotation ${line}`];

checks("check: labels and annotations around the pod template's metadata, each at its line", [
  { name: "a CronJob's jobTemplate", input: cronJob(inject), config: istioSidecar, found: found(13), code: 1 },
  {
    name: "another annotation there",
    input: cronJob("annotations: {sidecar.istio.io/proxyCPU: 100m, proxy.istio.io/config: '{}'}"),
    config: istioSidecar,
    found: [...found(13), ...found(13)],
    code: 1,
  },
  {
    name: "what is in the pod template, too",
    input: cronJob(inject, `        metadata: {${inject}}\n`),
    config: istioSidecar,
    found: [],
    code: 0,
  },
  {
    name: "what the pod template contradicts",
    input: cronJob(inject, `        metadata: {labels: {sidecar.istio.io/inject: "false"}, ${inject.replace("false", "true")}}\n`),
    config: istioSidecar,
    found: found(13),
    code: 1,
  },
  {
    name: "what an injector wrote, and what others may read there",
    input: cronJob('annotations: {sidecar.istio.io/status: "{}"}, labels: {istio.io/rev: default, app: x}'),
    config: istioSidecar,
    found: [],
    code: 0,
  },
  {
    name: "a JobSet's jobs",
    input: object("jobset.x-k8s.io/v1alpha2", "JobSet", jobSet),
    config: istioSidecar,
    found: [...found(14), ...found(20)],
    code: 1,
  },
  {
    name: "a UnitedDeployment's templates",
    input: object("apps.kruise.io/v1alpha1", "UnitedDeployment", nested("statefulSetTemplate")),
    config: istioSidecar,
    found: found(13),
    code: 1,
  },
  {
    name: "an AdvancedCronJob's jobTemplate",
    input: object("apps.kruise.io/v1alpha1", "AdvancedCronJob", nested("broadcastJobTemplate")),
    config: istioSidecar,
    found: found(13),
    code: 1,
  },
  { name: "a Fleet's template", input: object("agones.dev/v1", "Fleet", fleet), config: istioSidecar, found: found(12), code: 1 },
  {
    name: "an AnalysisTemplate's job",
    input: object("argoproj.io/v1alpha1", "AnalysisTemplate", analysis),
    config: istioSidecar,
    found: found(15),
    code: 1,
  },
  {
    name: "inside the pod's spec",
    input: `${ns}---\n${deployment("web")}      annotations:\n        sidecar.istio.io/inject: "false"\n`,
    config: istioSidecar,
    found: found(23),
    code: 1,
  },
  {
    name: "beside the pod template's metadata",
    input: `${ns}---\n${deployment("web")}    labels:\n      sidecar.istio.io/inject: "false"\n`,
    config: istioSidecar,
    found: found(23),
    code: 1,
  },
  {
    name: "an own sidecar's optIn, on the workload",
    input: `${ns}---\n${deployment("web").replace("  namespace: shop\n", '  namespace: shop\n  labels: {ship: "false"}\n')}`,
    found: found(12),
    code: 1,
  },
  {
    name: "an own sidecar's optIn, in a CronJob's jobTemplate and in the pod's spec",
    input: cronJob('annotations: {ship: "false"}').replace("spec: {restartPolicy", 'spec: {labels: {ship: "false"}, restartPolicy'),
    config: ownSidecar,
    found: [...found(13), ...found(16), "error SidecarKeepsJob 7"],
    code: 1,
  },
]);
