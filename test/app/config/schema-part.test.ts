import * as z from "zod/mini";
import { specSchema } from "../../../src/app/config/config-schema.ts";
import { schemaPart } from "../../../src/app/config/schema-part.ts";
import { toValue, type Value } from "../../../src/value/value.ts";
import { assert, suite, table } from "../../cases.ts";

const selector = { matchLabels: { app: "web" } };

const values: readonly unknown[] = [
  {},
  { istio: {} },
  { kubernetesVersion: "1.34", onUninjectable: "skip", grafts: ["istio"] },
  {
    sidecars: [
      { name: "shipper", template: { spec: {} } },
      { name: "other", podSelector: selector },
    ],
  },
  { istio: { namespaceSelector: null, tag: "1.30.5", revisions: [{ name: "canary", namespaceSelector: selector }] } },
  { dialects: { linkerd: {} } },
  { namespaces: { default: "web", known: [{ name: "web", labels: { a: "b" } }] } },
  // Each of these is wrong somewhere.
  null,
  "istio",
  [],
  { istoi: {} },
  { istio: [] },
  { istio: null },
  { istio: { tga: "1", tag: 1.3 } },
  { istio: { revisions: [{ tag: "1.31.0" }] } },
  { sidecars: [{}] },
  { sidecars: [{ name: "", jsonPatch: [{ op: "put" }], templat: {} }] },
  { dialects: { linkerdd: {} } },
  { namespaces: { known: [{ labels: {} }], defualt: "x" }, kubernetesVersion: 1.34, onUninjectable: "ignore" },
  { workloads: [{ kind: "Farm" }] },
];

table("what a part of the schema says", values, {
  title: (value) => JSON.stringify(value),
  run: (data) => {
    const value = toValue(data) as Value;
    assert.equal(z.safeParse(schemaPart(specSchema, value), value), z.safeParse(specSchema, value));
  },
});

suite("what a part of the schema asks for", (test) => {
  const schema = z.strictObject({
    absent: z.optional(z.lazy((): z.ZodMiniType => assert.unreachable("made") as never)),
    present: z.optional(z.lazy(() => z.string())),
  });
  test("only the fields of the value", () => {
    const value = toValue({ present: "text" }) as Value;
    assert.equal(z.parse(schemaPart(schema, value), value), { present: "text" });
  });
});
