import { fieldOf, podTemplateSchema } from "../../src/kube/schema.ts";
import { strategicMerge } from "../../src/kube/strategic-merge.ts";
import { toValue } from "../../src/value/value.ts";
import { assert, table } from "../cases.ts";

const spec = fieldOf(podTemplateSchema, "spec");
const metadata = fieldOf(podTemplateSchema, "metadata");
const container = (fields: object) => ({ containers: [{ name: "app", ...fields }] });

interface Row {
  name: string;
  schema?: typeof spec;
  original: unknown;
  patch: unknown;
  merged: unknown;
}

/** Key order counts: rows are compared as text. */
function check(rows: readonly Row[]): { title: (row: Row) => string; run: (row: Row) => void } {
  assert.ok(rows.length > 0);
  return {
    title: ({ name }) => name,
    run: ({ schema = spec, original, patch, merged }) => {
      const result = strategicMerge(toValue(original), toValue(patch), schema);
      assert.equal(result.diagnostics, []);
      assert.is(JSON.stringify(result.value), JSON.stringify(merged));
    },
  };
}

const maps: Row[] = [
  { name: "a scalar is set", original: { hostNetwork: false }, patch: { hostNetwork: true }, merged: { hostNetwork: true } },
  { name: "new keys come last", original: { b: 1, a: 1 }, patch: { z: 2, a: 2, c: 2 }, merged: { b: 1, a: 2, z: 2, c: 2 } },
  { name: "null deletes", original: { nodeName: "n", subdomain: "s" }, patch: { nodeName: null }, merged: { subdomain: "s" } },
  { name: "null for what is not there", original: {}, patch: { nodeName: null }, merged: {} },
  {
    name: "maps merge",
    original: { nodeSelector: { a: "1" } },
    patch: { nodeSelector: { b: "2" } },
    merged: { nodeSelector: { a: "1", b: "2" } },
  },
  { name: "a map over null", original: { nodeSelector: null }, patch: { nodeSelector: { b: "2" } }, merged: { nodeSelector: { b: "2" } } },
  {
    name: "a map over a scalar",
    original: { dnsConfig: "none" },
    patch: { dnsConfig: { options: [] } },
    merged: { dnsConfig: { options: [] } },
  },
  {
    name: "nulls in a new map are left out",
    original: {},
    patch: { securityContext: { runAsUser: null, fsGroup: 1 } },
    merged: { securityContext: { fsGroup: 1 } },
  },
  {
    name: "$patch: replace in a map",
    original: { nodeSelector: { a: "1" } },
    patch: { nodeSelector: { $patch: "replace", b: "2" } },
    merged: { nodeSelector: { b: "2" } },
  },
  {
    name: "$patch: delete in a map",
    original: { nodeSelector: { a: "1" } },
    patch: { nodeSelector: { $patch: "delete" } },
    merged: { nodeSelector: {} },
  },
  { name: "$patch: replace without an original", original: {}, patch: { nodeSelector: { $patch: "replace", b: "2" } }, merged: {} },
  {
    name: "$patch: replace at the root",
    original: { nodeName: "n" },
    patch: { $patch: "replace", subdomain: "s" },
    merged: { subdomain: "s" },
  },
  {
    name: "$retainKeys",
    original: { nodeName: "n", subdomain: "s", hostname: "h" },
    patch: { $retainKeys: ["nodeName", "hostPID"], hostPID: true },
    merged: { nodeName: "n", hostPID: true },
  },
  {
    name: "$retainKeys of a volume changes its source",
    original: { volumes: [{ name: "v", emptyDir: {} }] },
    patch: { volumes: [{ name: "v", $retainKeys: ["name", "configMap"], configMap: { name: "c" } }] },
    merged: { volumes: [{ name: "v", configMap: { name: "c" } }] },
  },
  {
    name: "directives in what is new leave no trace",
    original: {},
    patch: {
      volumes: [
        { name: "v", $retainKeys: ["name"] },
        { $patch: "delete", name: "w" },
      ],
      "$setElementOrder/containers": [],
    },
    merged: { volumes: [{ name: "v" }] },
  },
  {
    name: "__proto__ is data",
    original: { nodeSelector: {} },
    patch: JSON.parse('{"nodeSelector": {"__proto__": "1"}}'),
    merged: JSON.parse('{"nodeSelector": {"__proto__": "1"}}'),
  },
];
table("maps", maps, check(maps));

const names = (...items: string[]) => ({ containers: items.map((name) => ({ name })) });
const lists: Row[] = [
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
table("lists", lists, check(lists));

const port = (...ports: [number, string?, string?][]) =>
  container({
    ports: ports.map(([containerPort, protocol, name]) => ({ containerPort, ...(protocol && { protocol }), ...(name && { name }) })),
  });
const ports: Row[] = [
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
table("ports", ports, check(ports));

const unknown: Row[] = [
  {
    name: "unknown maps merge",
    original: { farm: { a: { b: 1 } } },
    patch: { farm: { a: { c: 2 } } },
    merged: { farm: { a: { b: 1, c: 2 } } },
  },
  {
    name: "unknown lists are atomic",
    original: { farm: [{ name: "a" }] },
    patch: { farm: [{ name: "b" }] },
    merged: { farm: [{ name: "b" }] },
  },
  {
    name: "a list where a map is known",
    original: { nodeSelector: ["a"] },
    patch: { nodeSelector: ["b"] },
    merged: { nodeSelector: ["b"] },
  },
];
table("what the schema does not know", unknown, check(unknown));
