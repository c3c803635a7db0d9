import { fieldOf, podTemplateSchema } from "../../src/kube/schema.ts";
import { strategicMerge } from "../../src/kube/strategic-merge.ts";
import { toValue } from "../../src/value/value.ts";
import { assert, suite } from "../cases.ts";
import { type MergeRow, mergeTable } from "./merge-table.ts";

const metadata = fieldOf(podTemplateSchema, "metadata");
const container = (fields: object) => ({ containers: [{ name: "app", ...fields }] });
const names = (...items: string[]) => ({ containers: items.map((name) => ({ name })) });
const lists: readonly MergeRow[] = [
  { name: "the patch's items come first", original: names("a", "b"), patch: names("x", "y"), merged: names("x", "y", "a", "b") },
  { name: "an item in both keeps the original's order", original: names("a", "b", "c"), patch: names("b"), merged: names("a", "b", "c") },
  { name: "new items before one in both", original: names("a", "b", "c"), patch: names("x", "b"), merged: names("x", "a", "b", "c") },
  { name: "new items after one in both", original: names("a", "b", "c"), patch: names("b", "x"), merged: names("a", "b", "x", "c") },
  { name: "the patch reorders items in both", original: names("a", "b", "c"), patch: names("c", "a"), merged: names("b", "c", "a") },
  { name: "one key twice in the original", original: names("a", "b", "a"), patch: names("a"), merged: names("a", "a", "b") },
  {
    name: "one key twice in the patch",
    original: {},
    patch: {
      containers: [
        { name: "a", image: "1" },
        { name: "a", tty: true },
      ],
    },
    merged: {
      containers: [
        { name: "a", image: "1" },
        { name: "a", tty: true },
      ],
    },
  },
  {
    name: "one key twice in the patch, merged",
    original: { containers: [] },
    patch: {
      containers: [
        { name: "a", image: "1" },
        { name: "a", tty: true },
      ],
    },
    merged: { containers: [{ name: "a", image: "1", tty: true }] },
  },
  {
    name: "fields of an item merge",
    original: container({ image: "app:1", tty: true }),
    patch: container({ image: "app:2" }),
    merged: container({ image: "app:2", tty: true }),
  },
  {
    name: "$patch: delete of an item",
    original: names("a", "b"),
    patch: { containers: [{ name: "a", $patch: "delete" }] },
    merged: names("b"),
  },
  {
    name: "$patch: replace of a list",
    original: names("a", "b"),
    patch: { containers: [{ $patch: "replace" }, { name: "b", tty: true }] },
    merged: { containers: [{ name: "b", tty: true }] },
  },
  {
    name: "atomic lists are replaced",
    original: container({ args: ["a", "b"] }),
    patch: container({ args: ["c"] }),
    merged: container({ args: ["c"] }),
  },
  {
    name: "volume mounts by mountPath",
    original: container({ volumeMounts: [{ name: "v", mountPath: "/a" }] }),
    patch: container({
      volumeMounts: [
        { name: "v", mountPath: "/b" },
        { name: "w", mountPath: "/a" },
      ],
    }),
    merged: container({
      volumeMounts: [
        { name: "v", mountPath: "/b" },
        { name: "w", mountPath: "/a" },
      ],
    }),
  },
  {
    name: "scalars as a set",
    schema: metadata,
    original: { finalizers: ["a", "b", "a"] },
    patch: { finalizers: ["c", "b"] },
    merged: { finalizers: ["c", "a", "b"] },
  },
  {
    name: "$deleteFromPrimitiveList",
    schema: metadata,
    original: { finalizers: ["a", "b"] },
    patch: { "$deleteFromPrimitiveList/finalizers": ["a", "z"] },
    merged: { finalizers: ["b"] },
  },
  {
    name: "$deleteFromPrimitiveList of an atomic list",
    original: container({ args: ["a", "b"] }),
    patch: container({ "$deleteFromPrimitiveList/args": ["b"] }),
    merged: container({ args: ["a"] }),
  },
  {
    name: "$deleteFromPrimitiveList: null",
    schema: metadata,
    original: { finalizers: ["a"] },
    patch: { "$deleteFromPrimitiveList/finalizers": null },
    merged: {},
  },
  {
    name: "$setElementOrder alone",
    original: names("a", "b", "c"),
    patch: { "$setElementOrder/containers": [{ name: "c" }, { name: "a" }] },
    merged: names("b", "c", "a"),
  },
  {
    name: "$setElementOrder with items",
    original: names("a", "b"),
    patch: { "$setElementOrder/containers": [{ name: "a" }, { name: "x" }, { name: "b" }], ...names("x") },
    merged: names("a", "x", "b"),
  },
  {
    name: "$setElementOrder, a deletion and an item that only the cluster has",
    original: names("a", "s", "b"),
    patch: {
      "$setElementOrder/containers": [{ name: "d" }, { name: "b" }],
      containers: [{ name: "a", $patch: "delete" }, { name: "d" }],
    },
    merged: names("s", "d", "b"),
  },
  {
    name: "$setElementOrder of scalars",
    schema: metadata,
    original: { finalizers: ["a", "b"] },
    patch: { "$setElementOrder/finalizers": ["b", "c", "a"], finalizers: ["c"] },
    merged: { finalizers: ["b", "c", "a"] },
  },
];
mergeTable("lists", lists);

const port = (...ports: [number, string?, string?][]) =>
  container({
    ports: ports.map(([containerPort, protocol, name]) => ({ containerPort, ...(protocol && { protocol }), ...(name && { name }) })),
  });
const ports: readonly MergeRow[] = [
  { name: "two protocols stay two entries", original: port([53, "TCP"]), patch: port([53, "UDP"]), merged: port([53, "UDP"], [53, "TCP"]) },
  { name: "no protocol is TCP in the original", original: port([53]), patch: port([53, "UDP"]), merged: port([53, "UDP"], [53]) },
  {
    name: "no protocol in the patch is the original's",
    original: port([53, "UDP"]),
    patch: port([53, "", "dns"]),
    merged: port([53, "UDP", "dns"]),
  },
  {
    name: "no protocol in the patch is TCP of two",
    original: port([53, "UDP"], [53, "TCP"]),
    patch: port([53, "", "dns"]),
    merged: port([53, "UDP"], [53, "TCP", "dns"]),
  },
  {
    name: "a deletion names its protocol",
    original: port([53, "TCP"], [53, "UDP"]),
    patch: container({ ports: [{ containerPort: 53, protocol: "UDP", $patch: "delete" }] }),
    merged: port([53, "TCP"]),
  },
  {
    name: "an order need not name protocols",
    original: port([80]),
    patch: container({
      "$setElementOrder/ports": [{ containerPort: 53 }, { containerPort: 80 }],
      ports: [{ containerPort: 53, protocol: "UDP" }],
    }),
    merged: port([53, "UDP"], [80]),
  },
  {
    name: "80 and '80' are two",
    original: port([80]),
    patch: container({ ports: [{ containerPort: "80" }] }),
    merged: container({ ports: [{ containerPort: "80" }, { containerPort: 80 }] }),
  },
];
mergeTable("ports", ports);

suite("integers beyond a double in lists", (test) => {
  const large = 12345678901234567890n;
  const merged = (original: object, patch: object) => strategicMerge(toValue(original), toValue(patch), metadata);
  test("are numbers like others", () => {
    const { value, diagnostics } = merged({ finalizers: [1, large] }, { finalizers: [2, large] });
    assert.equal(diagnostics, []);
    assert.equal(
      JSON.stringify(value, (_, item) => (typeof item === "bigint" ? `${item}` : item)),
      `{"finalizers":[2,1,"${large}"]}`,
    );
  });
  test("are not texts", () => assert.is(merged({ finalizers: ["a"] }, { finalizers: [large] }).diagnostics.length, 1));
});
