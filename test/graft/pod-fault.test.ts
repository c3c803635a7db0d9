import { located, stepsIn } from "../../src/graft/pod-fault.ts";
import { toValue, type ValueMap } from "../../src/value/value.ts";
import { assert, suite, table } from "../cases.ts";

const pod = toValue({
  spec: { containers: [{ name: "web" }, { name: "s", ports: [{ containerPort: 80 }, { containerPort: 0 }] }], tolerations: [{}, {}] },
}) as ValueMap;

suite("a fault in a pod", (test) => {
  test("has a path by the identities of list items", () => {
    const [port] = located(pod, [{ path: ["spec", "containers", 1, "ports", 1, "name"], found: "x", expected: "y" }]);
    assert.equal(port?.path, ["spec", "containers", { item: "s" }, "ports", { item: "0/TCP" }, "name"]);
  });
  test("is the same at another index of a list without identities", () => {
    const [first, second] = located(
      pod,
      [0, 1].map((index) => ({ path: ["spec", "tolerations", index], found: "x", expected: "y" })),
    );
    assert.is(first?.key, second?.key);
  });
});

table(
  "stepsIn",
  [
    { path: ["spec", "containers", { item: "s" }, "ports", { item: "80/TCP" }], steps: ["spec", "containers", 1, "ports", 0] },
    { path: ["spec", "containers", { item: "other" }, "image"], steps: ["spec", "containers"] },
    { path: ["spec", "tolerations", { item: "1" }, "key"], steps: ["spec", "tolerations", 1] },
    { path: ["metadata", "labels"], steps: [] },
  ],
  { title: ({ path }) => JSON.stringify(path), run: ({ path, steps }) => assert.equal(stepsIn(pod, path), steps) },
);
