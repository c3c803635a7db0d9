import { fieldDocOf } from "../../src/kube/field-docs.ts";
import { fieldNames, fieldOf, itemOf, podTemplateSchema, type Schema } from "../../src/kube/schema.ts";
import { assert, suite } from "../cases.ts";

/** Every struct that a pod reaches, by its name. */
function structsOf(schema: Schema | undefined, found = new Map<string, Schema>()): ReadonlyMap<string, Schema> {
  if (schema === undefined || found.has(schema.type)) return found;
  if (schema.kind === "list") return structsOf(itemOf(schema), found);
  if (schema.kind === "map") return structsOf(fieldOf(schema, "key"), found);
  if (schema.kind !== "struct") return found;
  found.set(schema.type, schema);
  for (const name of fieldNames(schema)) structsOf(fieldOf(schema, name), found);
  return found;
}

suite("what the API says of fields", (test) => {
  test("is there for each field of a pod that is known", () => {
    const structs = [...structsOf(fieldOf(podTemplateSchema, "spec")).values()];
    assert.ok(structs.length > 90);
    const fields = structs.flatMap((schema) => fieldNames(schema).map((name) => [schema.type, name] as const));
    assert.equal(
      fields.filter(([type, name]) => !fieldDocOf(type, name)?.description).map((path) => path.join(".")),
      [],
    );
  });
  test("holds the values of a field that takes a few", () => {
    assert.equal(fieldDocOf("Container", "imagePullPolicy")?.values, ["Always", "Never", "IfNotPresent"]);
    assert.is(fieldDocOf("Container", "image")?.values, undefined);
    assert.is(fieldDocOf("Container", "imge"), undefined);
  });
});
