import { meantWorkload, unknownKind } from "../../src/kube/near-workload.ts";
import { assert, table } from "../cases.ts";

interface Row {
  readonly given: string;
  /** `apps/v1 Deployment`; absent for what is a workload, or something else. */
  readonly meant?: string;
}

const farms = [{ apiVersion: "example.com/v1", kind: "Farm", podTemplates: ["spec.template"] }];

const rows: readonly Row[] = [
  { given: "app/v1 Deployment", meant: "apps/v1 Deployment" },
  { given: "apps/v1 deployment", meant: "apps/v1 Deployment" },
  { given: "app/v1 deployment", meant: "apps/v1 Deployment" },
  { given: "apps/v1 Deploymnt", meant: "apps/v1 Deployment" },
  { given: "apps/v1 Deployments", meant: "apps/v1 Deployment" },
  { given: "apps Deployment", meant: "apps/v1 Deployment" },
  { given: "v1 Deployment", meant: "apps/v1 Deployment" },
  { given: " Deployment", meant: "apps/v1 Deployment" },
  { given: " deployment", meant: "apps/v1 Deployment" },
  { given: " Rollout" },
  { given: "bacth/v1 CronJob", meant: "batch/v1 CronJob" },
  { given: "batch/v1 Cronjob", meant: "batch/v1 CronJob" },
  { given: "v1 pod", meant: "v1 Pod" },
  { given: "argoproj.io/v1alpha Rollout", meant: "argoproj.io/v1alpha1 Rollout" },
  { given: "argoproj.io/v1alpha1 Rolout", meant: "argoproj.io/v1alpha1 Rollout" },
  { given: "example.com/v1 Frm", meant: "example.com/v1 Farm" },
  { given: "exmple.com/v1 Farm", meant: "example.com/v1 Farm" },
  { given: "example.com/v1 Farm" },
  { given: "apps/v1 Deployment" },
  { given: "extensions/v1beta1 Deployment" },
  { given: "apps/v1 ControllerRevision" },
  { given: "other.example/v1 Deployment" },
  { given: "v1 Service" },
  { given: "v1 Node" },
  { given: "v1 Secret" },
  { given: "v1 ServiceAccount" },
  { given: " Service" },
  { given: " ConfigMap" },
  { given: "policy/v1 PodDisruptionBudget" },
  { given: "argoproj.io/v1alpha1 AnalysisRun" },
  { given: "argoproj.io/v1alpha1 WorkflowTemplate" },
  { given: "argoproj.io/v1alpha1 Application" },
  { given: "keda.sh/v1alpha1 ScaledObject" },
  { given: "apps.kruise.io/v1alpha1 SidecarSet" },
  { given: "kubeflow.org/v1 MXJob" },
  { given: "serving.knative.dev/v1 Route" },
  { given: "agones.dev/v1 GameServerSet" },
];

table("what an object was meant to be", rows, {
  title: ({ given }) => given,
  run: ({ given, meant }) => {
    const [apiVersion, kind] = given.split(" ") as [string, string];
    const found = meantWorkload({ ...(apiVersion !== "" && { apiVersion }), kind }, farms);
    assert.is(found && `${found.apiVersion} ${found.kind}`, meant);
  },
});

const kinds: readonly (readonly [kind: string, meant: string | undefined | "known"])[] = [
  ["Deployment", "known"],
  ["Farm", "known"],
  ["Deploymnt", "Deployment"],
  ["deployment", "Deployment"],
  ["Deployments", "Deployment"],
  ["Service", "known"],
  ["Ingress", undefined],
];

table("kinds that a sidecar lists", kinds, {
  title: ([kind]) => kind,
  run: ([kind, meant]) => assert.equal(unknownKind(kind, farms), meant === "known" ? undefined : { meant }),
});
