import * as z from "zod/mini";
import { asWritten, schemaAt, schemaIssues, typeOf } from "../../../src/app/config/schema-issues.ts";
import { toValue, type Value } from "../../../src/value/value.ts";
import { assert, suite, table } from "../../cases.ts";

const schema = z.strictObject({
  text: z.optional(z.string()),
  kind: z.optional(z.enum(["a", "b"])),
  list: z.optional(z.array(z.strictObject({ name: z.string() }))),
  map: z.optional(z.record(z.string(), z.boolean())),
});

/** A value, and for each fault the field and what the message names. */
const rows: readonly { readonly value: unknown; readonly faults: readonly (readonly [field: string, names: string])[] }[] = [
  { value: { text: "a", kind: "b", list: [{ name: "x" }], map: { x: true } }, faults: [] },
  {
    value: { text: 1, kind: "c" },
    faults: [
      ["spec.text", "expected text"],
      ["spec.kind", '"a", "b"'],
    ],
  },
  {
    value: { texx: "a", x: 1 },
    faults: [
      ["spec.texx", "Did you mean text?"],
      ["spec.x", "text, kind, list, map"],
    ],
  },
  { value: { list: [{ name: "x" }, {}] }, faults: [["spec.list[1].name", "missing"]] },
  { value: { list: {} }, faults: [["spec.list", "a list"]] },
  { value: { map: { "a/b": "yes" } }, faults: [["spec.map[a/b]", "true or false"]] },
];

table("what a schema finds wrong", rows, {
  title: ({ value }) => JSON.stringify(value),
  run: ({ value, faults }) => {
    const result = schema.safeParse(value);
    const found = schemaIssues(schema, toValue(value), { issues: result.success ? [] : result.error.issues });
    assert.equal(
      found.map(({ field }) => field?.path),
      faults.map(([field]) => field),
    );
    for (const [i, [, names]] of faults.entries()) assert.match(found[i]?.message ?? "", names);
  },
});

suite("a schema", (test) => {
  test("at a path", () => {
    assert.is(typeOf(schemaAt(schema, ["list", 0, "name"])!), "string");
    assert.is(typeOf(schemaAt(schema, ["map", "any"])!), "boolean");
    assert.is(schemaAt(schema, ["text", "below"]), undefined);
  });
  test("a value is reported as it is written, where reading changed it", () => {
    assert.is(asWritten(1.3 as Value, "1.30"), "1.30, which YAML reads as 1.3");
    assert.is(asWritten(1.3 as Value, "1.3"), "1.3");
  });
});
