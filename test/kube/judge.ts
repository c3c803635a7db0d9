import { DaemonSet, Deployment, ReplicaSet, StatefulSet } from "kubernetes-models/apps/v1";
import { CronJob, Job } from "kubernetes-models/batch/v1";
import { Pod, PodTemplate, ReplicationController } from "kubernetes-models/v1";

interface Judged {
  readonly apiVersion?: unknown;
  readonly kind?: unknown;
}

type Model = new (data: never) => { validate(): void };

const models: Readonly<Record<string, Model>> = {
  "v1 Pod": Pod,
  "v1 PodTemplate": PodTemplate,
  "v1 ReplicationController": ReplicationController,
  "apps/v1 Deployment": Deployment,
  "apps/v1 ReplicaSet": ReplicaSet,
  "apps/v1 StatefulSet": StatefulSet,
  "apps/v1 DaemonSet": DaemonSet,
  "batch/v1 Job": Job,
  "batch/v1 CronJob": CronJob,
};

/** Whether the judge knows the kind. */
export function isJudged({ apiVersion, kind }: Judged): boolean {
  return Object.hasOwn(models, `${apiVersion} ${kind}`);
}

/** What the schemas of kubernetes-models, which podgraft does not use, find wrong in an object; empty if it is right. */
export function judge(object: Judged): string {
  const model = models[`${object.apiVersion} ${object.kind}`] as Model;
  try {
    new model(object as never).validate();
    return "";
  } catch (error) {
    return (error as Error).message;
  }
}
