import { fieldOf, podTemplateSchema } from "../../src/kube/schema.ts";
import { strategicMerge } from "../../src/kube/strategic-merge.ts";
import { toValue } from "../../src/value/value.ts";
import { assert, table } from "../cases.ts";

const spec = fieldOf(podTemplateSchema, "spec");
const container = (fields: object) => ({ containers: [{ name: "app", ...fields }] });
const names = (...items: string[]) => ({ containers: items.map((name) => ({ name })) });

const refused: { name: string; original: unknown; patch: unknown; messages: string[] }[] = [
  {
    name: "everything at once",
    original: { containers: [{ image: "app:1" }], volumes: [{ name: "v" }] },
    patch: { ...names("x"), volumes: [{ $patch: "move" }, { emptyDir: {} }] },
    messages: [
      "Cannot merge containers[0]: the original has a map (image) there without name, which identifies it",
      "Cannot merge volumes[0]: the patch has a map (emptyDir) there without name, which identifies it",
      'Cannot merge volumes: $patch: "move" is not known for an item, only delete and replace',
    ],
  },
  {
    name: "a wrong directive deep down",
    original: container({ env: [{ name: "A", valueFrom: {} }] }),
    patch: container({ env: [{ name: "A", valueFrom: { $patch: "merge" } }] }),
    messages: ['Cannot merge containers[name=app].env[name=A].valueFrom: $patch: "merge" is not known for a map, only delete and replace'],
  },
  {
    name: "$retainKeys leaves out a key",
    original: {},
    patch: { $retainKeys: [], nodeName: "n" },
    messages: ["Cannot merge the patch: $retainKeys leaves out nodeName, which the patch sets"],
  },
  {
    name: "$retainKeys is not a list",
    original: {},
    patch: { $retainKeys: "a" },
    messages: ["Cannot merge the patch: $retainKeys is not a list; it lists the keys to keep"],
  },
  {
    name: "mixed items",
    original: names("a"),
    patch: { containers: ["x"] },
    messages: ["Cannot merge containers: its items are of the types map, string; merging needs all maps, or scalars of one type"],
  },
  {
    name: "a null item",
    original: names("a"),
    patch: { containers: [null] },
    messages: ["Cannot merge containers: its items are of the types map, null; merging needs all maps, or scalars of one type"],
  },
  {
    name: "an order that leaves out an item",
    original: names("a"),
    patch: { "$setElementOrder/containers": [{ name: "a" }], ...names("x") },
    messages: ["Cannot merge containers: its $setElementOrder leaves out an item of the patch or has them in another order"],
  },
  {
    name: "an order of no list",
    original: { containers: "none" },
    patch: { "$setElementOrder/containers": [{ name: "a" }], $setElementOrder: [] },
    messages: [
      "Cannot merge containers: $setElementOrder/containers orders a list, and this is not one",
      "Cannot merge the patch: $setElementOrder names no list; expected $setElementOrder/LIST",
    ],
  },
  {
    name: "an order of maps that nothing tells apart",
    original: { tolerations: [{ key: "a" }] },
    patch: { "$setElementOrder/tolerations": ["a"] },
    messages: ["Cannot merge tolerations: the original has a map (key) among its items, and it is not known what identifies such an item"],
  },
  {
    name: "scalars to delete from a list of maps",
    original: names("a"),
    patch: { "$deleteFromPrimitiveList/containers": [{ name: "a" }], "$deleteFromPrimitiveList/volumes": "v" },
    messages: [
      "Cannot merge containers: $deleteFromPrimitiveList removes scalars, and this is a list of maps",
      "Cannot merge the patch: $deleteFromPrimitiveList/volumes is not a list; it lists the items to delete",
    ],
  },
  {
    name: "a patch that is not a map",
    original: {},
    patch: [],
    messages: ["Cannot merge the patch: the patch is not a map; a patch is a map of what to change"],
  },
  {
    name: "an original that is not a map",
    original: "a",
    patch: {},
    messages: ["Cannot merge the patch: the original is not a map; only a map can be patched"],
  },
  {
    name: "a patch too deep",
    original: {},
    patch: nested(201),
    messages: ["Cannot merge the patch: the patch is nested too deep; at most 200 levels are merged"],
  },
];

function nested(levels: number): unknown {
  let value: unknown = "end";
  for (let level = 0; level < levels; level++) value = { a: value };
  return value;
}

table("malformed patches change nothing", refused, {
  title: ({ name }) => name,
  run: ({ original, patch, messages }) => {
    const before = toValue(original);
    const { value, diagnostics } = strategicMerge(before, toValue(patch), spec);
    assert.is(value, before);
    assert.equal(
      diagnostics.map(({ message }) => message),
      messages,
    );
    assert.ok(diagnostics.every(({ code, severity, fix }) => code === "InvalidPatch" && severity === "error" && fix));
  },
});
