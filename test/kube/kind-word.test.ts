import { isKindWord, isKnownKindWord, withGroup } from "../../src/kube/kind-word.ts";
import { assert, suite, table } from "../cases.ts";

const deployment = { apiVersion: "apps/v1", kind: "Deployment" };
const pod = { apiVersion: "v1", kind: "Pod" };
const farm = { apiVersion: "example.com/v1", kind: "FarmProxy" };

/** As `kubectl get` takes them. */
const rows = [
  ["deployment", deployment, true],
  ["Deployment", deployment, true],
  ["deployments", deployment, true],
  ["deploy", deployment, true],
  ["deploy.apps", deployment, true],
  ["deployments.v1.apps", deployment, true],
  ["deployments.batch", deployment, false],
  ["deployments.v2.apps", deployment, false],
  ["deplo", deployment, false],
  ["po", pod, true],
  ["pods.v1.", pod, true],
  ["pods.apps", pod, false],
  ["farmproxies", farm, true],
  ["farmproxys", farm, false],
  ["toString", deployment, false],
] as const;

table("a word that names a kind", rows, {
  title: ([word, { kind }]) => `${word} for ${kind}`,
  run: ([word, resource, isNamed]) => assert.is(isKindWord(word, resource), isNamed),
});

suite("known kinds", (test) => {
  test("are known by each of their words", () => {
    for (const word of ["cj", "cronjobs", "Rollout", "ksvc", "deploy.apps"]) assert.ok(isKnownKindWord(word), word);
    for (const word of ["app", "examples", "constructor"]) assert.not.ok(isKnownKindWord(word), word);
  });
  test("have a word with their group", () =>
    assert.equal(["deploy", "CronJob", "po"].map(withGroup), ["deploy.apps", "CronJob.batch", "po.v1."]));
});
