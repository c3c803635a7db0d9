import { inputObjects } from "../../../src/app/inject/input-objects.ts";
import { load, open } from "../../../src/app/load.ts";
import { split } from "../../../src/krm/split.ts";
import { at } from "../../../src/value/value.ts";
import { assert, suite, table } from "../../cases.ts";

const documents = `apiVersion: v1
kind: ServiceAccount
metadata:
  name: web
  annotations: {who: first}
---
apiVersion: v1
kind: ServiceAccount
metadata:
  name: web
  namespace: shop
  annotations:
    who: last
---
apiVersion: v1
kind: List
items:
- apiVersion: v1
  kind: ServiceAccount
  metadata:
    name: api
    namespace: bank
    annotations: {who: listed}
---
apiVersion: example.com/v1
kind: ServiceAccount
metadata: {name: other}
`;
const ACCOUNT = { apiVersion: "v1", kind: "ServiceAccount" };

const rows = [
  { name: "web", namespace: "shop", found: "last a.yaml:13" },
  { name: "web", namespace: undefined, found: "last a.yaml:13" },
  { name: "api", namespace: "bank", found: "listed a.yaml:23" },
  { name: "api", namespace: undefined, found: undefined },
  { name: "other", namespace: undefined, found: undefined },
];

for (const [how, read] of Object.entries({ open, load })) {
  table(`an object of an input that is ${how === "open" ? "opened" : "loaded"}`, rows, {
    title: ({ name, namespace = "none" }) => `${name} of ${namespace}`,
    run: ({ name, namespace, found }) => {
      const { find } = inputObjects([read(split("a.yaml", documents))], "shop");
      const object = find(ACCOUNT, name, namespace);
      const { file, line } = object?.locate(["metadata", "annotations", "who"]) ?? {};
      assert.is(object && `${at(object.value, "metadata", "annotations", "who")} ${file}:${line}`, found);
    },
  });
}

suite("the objects of an input", (test) => {
  test("are all of a kind", () => {
    const { all } = inputObjects([open(split("a.yaml", documents)), open(split("b.yaml", documents))], undefined);
    assert.equal(
      all(ACCOUNT).map(({ identity }) => identity.name),
      ["api", "web", "web", "api", "web", "web"],
    );
  });
});
