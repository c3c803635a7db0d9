import { ownerOfPods } from "../../../src/istio/profile/deploy-meta.ts";
import { assert, table } from "../../cases.ts";

/** `apiVersion kind name` of a workload, and of the owner that the webhook takes its pods for. */
const rows: readonly (readonly [string, string])[] = [
  ["apps/v1 Deployment web", "apps/v1 Deployment web"],
  ["argoproj.io/v1alpha1 Rollout web", "v1alpha1 Rollout web"],
  ["example.com/v1 Rollout web", "example.com/v1 Rollout web"],
  ["apps.openshift.io/v1 DeploymentConfig web", "apps.openshift.io/v1 DeploymentConfig web"],
  ["batch/v1 Job nightly", "batch/v1 Job nightly"],
  ["batch/v1 Job nightly-1234567", "batch/v1 Job nightly-1234567"],
  ["batch/v1 Job nightly-12345678", "batch/v1 CronJob nightly"],
  ["batch/v1 Job nightly-1234567890", "batch/v1 CronJob nightly"],
  ["batch/v1 CronJob nightly-12345678", "batch/v1 CronJob nightly-12345678"],
  ["apps/v1 StatefulSet db-12345678", "apps/v1 StatefulSet db-12345678"],
];

table("the owner of a workload's pods", rows, {
  title: ([given]) => given,
  run: ([given, want]) => {
    const [apiVersion = "", kind = "", name = ""] = given.split(" ");
    const owner = ownerOfPods({ apiVersion, kind, name, namespace: "shop" });
    assert.is(`${owner.apiVersion} ${owner.kind} ${owner.name}`, want);
    assert.is(owner.namespace, "shop");
  },
});
