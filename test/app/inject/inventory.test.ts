import { namespacesOf } from "../../../src/app/inject/inventory.ts";
import { load } from "../../../src/app/load.ts";
import { split } from "../../../src/krm/split.ts";
import { assert, suite } from "../../cases.ts";

const text = `apiVersion: v1
kind: Namespace
metadata:
  name: shop
  labels: {team: a}
---
apiVersion: example.com/v1
kind: Namespace
metadata: {name: other, labels: {team: b}}
`;

suite("what is known of a namespace", (test) => {
  const spec = {
    namespaces: {
      default: "shop",
      known: [
        { name: "shop", labels: { team: "old" } },
        { name: "known", annotations: { a: "b" } },
      ],
    },
  };
  const namespaces = namespacesOf(load(split("f", text)).objects, spec);
  const facts = (name: string | undefined) => JSON.parse(JSON.stringify(namespaces(name)));
  test("is what the input says, before the configuration", () =>
    assert.equal(facts("shop"), {
      name: "shop",
      labels: { team: "a", "kubernetes.io/metadata.name": "shop" },
      annotations: {},
      isKnown: true,
      source: { file: "f", line: 1 },
    }));
  test("is what the configuration says", () =>
    assert.equal(facts("known"), {
      name: "known",
      labels: { "kubernetes.io/metadata.name": "known" },
      annotations: { a: "b" },
      isKnown: true,
    }));
  test("is its name alone, of one that nobody knows and of another group's", () => {
    for (const name of ["other", "none"])
      assert.equal(facts(name), { name, labels: { "kubernetes.io/metadata.name": name }, annotations: {}, isKnown: false });
  });
  test("is the default's where a resource names none", () => assert.is(facts(undefined).labels.team, "a"));
  test("is nothing where there is no default", () =>
    assert.equal(JSON.parse(JSON.stringify(namespacesOf([], {})(undefined))), { labels: {}, annotations: {}, isKnown: false }));
});
