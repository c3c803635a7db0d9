import { appContainers, ownItems } from "../../src/graft/own-items.ts";
import { toValue, type ValueMap } from "../../src/value/value.ts";
import { assert, suite } from "../cases.ts";

suite("the containers that a pod has of its own", (test) => {
  const pod = toValue({
    spec: { containers: [{ name: "a" }, { name: "istio-proxy" }, {}, { name: "b" }], initContainers: [{ name: "i" }] },
  }) as ValueMap;
  test("are all but Istio's proxy", () => assert.equal(appContainers(pod, ownItems([], [])), ["a", "b"]));
  test("are not what another configuration grafted", () =>
    assert.equal(
      appContainers(pod, (_, name) => name !== "a"),
      ["b"],
    ));
  test("are none where there is no list", () =>
    assert.equal(
      appContainers(toValue({ spec: null }) as ValueMap, () => true),
      [],
    ));
});
