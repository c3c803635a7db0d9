import { ownerOfPods, workloadOfPod } from "../../../src/istio/profile/deploy-meta.ts";
import { toValue, type ValueMap } from "../../../src/value/value.ts";
import { assert, suite, table } from "../../cases.ts";

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

suite("the workload of a bare Pod", (test) => {
  const podOf = (owner: object) =>
    toValue({
      metadata: { name: "web-1", generateName: "web-", namespace: "shop", ownerReferences: [{ controller: true, ...owner }] },
    }) as ValueMap;
  const found = (owner: object) => {
    const { apiVersion, kind, name } = workloadOfPod(podOf(owner));
    return `${apiVersion} ${kind} ${name}`;
  };
  test("is its owner", () => assert.is(found({ apiVersion: "apps/v1", kind: "StatefulSet", name: "web" }), "apps/v1 StatefulSet web"));
  test("has the Pod's name where the owner has none", () =>
    assert.is(found({ apiVersion: "apps/v1", kind: "StatefulSet" }), "apps/v1 StatefulSet web-1"));
});
