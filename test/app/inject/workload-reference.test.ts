import { referencesTold } from "../../../src/app/inject/workload-reference.ts";
import { assert, suite } from "../../cases.ts";

const web = { apiVersion: "apps/v1", kind: "Deployment", name: "web", namespace: "shop" };
const rollout = { apiVersion: "argoproj.io/v1alpha1", kind: "Rollout", name: "web", namespace: "shop" };

suite("a workload that takes its pods from another", (test) => {
  const codes = (target: object, ...others: readonly (typeof web)[]) => {
    const reference = { field: "spec.workloadRef", target: { ...web, ...target } };
    const workloads = [
      { identity: rollout, location: { file: "f" }, reference },
      ...others.map((identity) => ({ identity, location: { file: "f" } })),
    ];
    return referencesTold(workloads, "shop").map(({ code }) => code);
  };
  test("is reported that the other is injected", () => assert.equal(codes({}, web), ["TemplateElsewhere"]));
  test("may name another version, and the default namespace", () => {
    const { namespace: _, ...bare } = web;
    assert.equal(codes({ apiVersion: "apps/v1beta2" }, bare as typeof web), ["TemplateElsewhere"]);
  });
  test("is warned of where the other is not there", () => {
    assert.equal(codes({}), ["ReferenceNotFound"]);
    assert.equal(codes({ name: "api" }, web), ["ReferenceNotFound"]);
  });
});
