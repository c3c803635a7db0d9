import { fieldOf, podTemplateSchema } from "../../src/kube/schema.ts";
import { strategicMerge } from "../../src/kube/strategic-merge.ts";
import { at, newMap, toValue, type Value } from "../../src/value/value.ts";
import { assert, suite, table } from "../cases.ts";

const spec = fieldOf(podTemplateSchema, "spec");
const container = (fields: object) => ({ containers: [{ name: "app", ...fields }] });

const pod = toValue({
  nodeSelector: { zone: "a" },
  containers: [
    { name: "app", image: "app:1", args: ["a"], env: [{ name: "A", value: "1" }] },
    { name: "db", image: "db:1", ports: [{ containerPort: 5432 }] },
  ],
  tolerations: [{ key: "a" }, { key: "b" }],
  imagePullSecrets: [{ name: "a" }],
});

const unchanging: { name: string; patch: unknown }[] = [
  { name: "an empty patch", patch: {} },
  { name: "equal scalars and lists", patch: { ...container({ image: "app:1", args: ["a"], env: [{ name: "A", value: "1" }] }) } },
  { name: "an equal atomic list of maps", patch: { tolerations: [{ key: "a" }, { key: "b" }] } },
  { name: "$patch: replace by the same", patch: { nodeSelector: { $patch: "replace", zone: "a" } } },
  { name: "null for what is not there", patch: { nodeName: null, containers: [{ name: "db", image: "db:1", env: null }] } },
  { name: "the order as it is", patch: { "$setElementOrder/containers": [{ name: "app" }, { name: "db" }] } },
  { name: "$patch: replace of a list by the same", patch: { imagePullSecrets: [{ $patch: "replace" }, { name: "a" }] } },
  { name: "$patch: delete of an item and the same again", patch: { imagePullSecrets: [{ $patch: "delete", name: "a" }, { name: "a" }] } },
  { name: "deleting what is not there", patch: { containers: [{ name: "x", $patch: "delete" }] } },
];
table("a patch that changes nothing gives the original itself", unchanging, {
  title: ({ name }) => name,
  run: ({ patch }) => assert.is(strategicMerge(pod, toValue(patch), spec).value, pod),
});

suite("sharing", (test) => {
  const patch = toValue({ containers: [{ name: "app", image: "app:2" }, { name: "x" }], tolerations: [{ key: "a" }, { key: "c" }] });
  const { value } = strategicMerge(pod, patch, spec);
  const same: (string | number)[][] = [["nodeSelector"], ["containers", 0, "env"], ["containers", 0, "args"], ["tolerations", 0]];
  for (const path of same)
    test(`${path.join(".")} is the original's object`, () => assert.is(at(value, ...path), at(pod, ...path) as Value));
  test("an item that moved is the original's object", () => assert.is(at(value, "containers", 2), at(pod, "containers", 1) as Value));
  test("nothing passed in was written to", () => {
    assert.is(at(pod, "containers", 0, "image"), "app:1");
    assert.is(Object.keys(at(patch, "containers", 1) as object).length, 1);
  });
  test("an original of null takes the patch", () => {
    assert.equal(strategicMerge(null, toValue({ nodeName: "n" }), spec).value, Object.assign(newMap(), { nodeName: "n" }));
  });
});
