import { appContainers, layerItems } from "../../src/graft/own-items.ts";
import { toValue, type ValueMap } from "../../src/value/value.ts";
import { assert, suite } from "../cases.ts";

suite("the containers that a pod has of its own", (test) => {
  const pod = toValue({ spec: { containers: [{ name: "a" }, {}, { name: "b" }], initContainers: [{ name: "i" }] } }) as ValueMap;
  test("are those of no configuration", () =>
    assert.equal(appContainers(pod, "containers", layerItems(pod, ["spec", "template"], new Map())), ["a", "b"]));
  test("are init containers of that list", () =>
    assert.equal(
      appContainers(pod, "initContainers", () => undefined),
      ["i"],
    ));
  test("are not what another configuration grafted", () =>
    assert.equal(
      appContainers(pod, "containers", (_, name) => (name === "a" ? "logs" : undefined)),
      ["b"],
    ));
  test("are empty where there is no list", () =>
    assert.equal(
      appContainers(toValue({ spec: null }) as ValueMap, "initContainers", () => undefined),
      [],
    ));
});
