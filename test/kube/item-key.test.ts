import { itemKeys } from "../../src/kube/item-key.ts";
import { fieldOf, itemOf, podTemplateSchema } from "../../src/kube/schema.ts";
import { toValue, type ValueList } from "../../src/value/value.ts";
import { assert, suite } from "../cases.ts";

const spec = fieldOf(podTemplateSchema, "spec");
const containers = fieldOf(spec, "containers");
const ports = fieldOf(itemOf(containers), "ports");

suite("what tells items apart", (test) => {
  const keys = (list: typeof containers, original: unknown, patch: unknown) => {
    const lists = { original: toValue(original) as ValueList, patch: toValue(patch) as ValueList };
    const keyOf = itemKeys(list, lists);
    return { original: lists.original.map(keyOf), patch: lists.patch.map(keyOf) };
  };
  test("a name", () =>
    assert.equal(keys(containers, [{ name: "a" }, {}, "x"], [{ name: 1 }]), { original: ["a", undefined, undefined], patch: [1] }));
  test("itself, where it is a scalar of a list without a merge key", () =>
    assert.equal(keys(fieldOf(itemOf(containers), "args"), ["a", { b: 1 }], [null]), { original: ["a", undefined], patch: [null] }));
  test("a port with its protocol, TCP where none is stated", () => {
    const { original, patch } = keys(ports, [{ containerPort: 53, protocol: "UDP" }, { containerPort: 53 }], [{ containerPort: 53 }]);
    assert.is.not(original[0], original[1]);
    assert.is(patch[0], original[1]);
  });
  test("a port that states no protocol is the only one of its number", () => {
    const { original, patch } = keys(ports, [{ containerPort: 53, protocol: "UDP" }], [{ containerPort: 53 }]);
    assert.is(patch[0], original[0]);
  });
});
