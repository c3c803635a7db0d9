import * as z from "zod/mini";
import { API_VERSION, KIND } from "./config.ts";
import { specSchema } from "./config-schema.ts";
import { everyFieldRow } from "./field-rows.ts";

interface Schema {
  readonly [key: string]: unknown;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
}

/** The JSON Schema of a SidecarInjector, for editors. */
export function configSchema(): Schema {
  const { $schema, ...spec } = z.toJSONSchema(specSchema) as Schema;
  const metadata = { type: "object", properties: { name: { type: "string", description: "The name under which provenance is kept." } } };
  return {
    $schema,
    title: KIND,
    description: "What podgraft grafts where.",
    type: "object",
    properties: {
      apiVersion: { const: API_VERSION },
      kind: { const: KIND },
      metadata,
      spec: described(spec, ""),
    },
    required: ["apiVersion", "kind", "spec"],
    additionalProperties: false,
  };
}

/** The schema with the description of each field that has one. */
function described(schema: Schema, path: string): Schema {
  const description = everyFieldRow[path]?.description;
  const { properties, items, anyOf } = schema;
  return {
    ...(description !== undefined && { description }),
    ...schema,
    ...(properties && {
      properties: Object.fromEntries(
        Object.entries(properties).map(([name, field]) => [name, described(field, path === "" ? name : `${path}.${name}`)]),
      ),
    }),
    ...(items && { items: described(items, `${path}[]`) }),
    ...(anyOf && { anyOf: anyOf.map((one) => described(one, `${path}|`)) }),
  };
}
