import { duplicates } from "../../../src/app/inject/duplicates.ts";
import { assert, suite } from "../../cases.ts";

const web = { apiVersion: "apps/v1", kind: "Deployment", name: "web", namespace: "shop" };

suite("a workload that is in the inputs twice", (test) => {
  const told = (...identities: readonly object[]) =>
    duplicates(identities.map((more, i) => ({ identity: { ...web, ...more }, location: { file: `${i}.yaml` } }))).map(
      ({ location }) => location?.file,
    );
  test("is reported where it is repeated", () => assert.equal(told({}, {}, {}), ["1.yaml", "2.yaml"]));
  test("is one of the same group, whatever its version", () => assert.equal(told({}, { apiVersion: "apps/v1beta1" }), ["1.yaml"]));
  test("is not one of another group, kind, namespace or name", () =>
    assert.equal(told({}, { apiVersion: "example.com/v1" }, { kind: "Job" }, { namespace: "b" }, { name: "api" }), []));
});
