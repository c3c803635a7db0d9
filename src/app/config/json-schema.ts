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

/** What a schema says about the field at a path besides its type. */
type Describe = (path: string) => Schema;

/** The JSON Schema of a SidecarInjector. */
export function configSchema(describe: Describe = descriptionOf): Schema {
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
      spec: described(spec, "", describe),
    },
    required: ["apiVersion", "kind", "spec"],
    additionalProperties: false,
  };
}

export function descriptionOf(path: string): Schema {
  const description = everyFieldRow[path]?.description;
  return description === undefined ? {} : { description };
}

/** The schema with a description of each field. */
function described(schema: Schema, path: string, describe: Describe): Schema {
  const { properties, items, anyOf } = schema;
  const below = (field: Schema, name: string) => described(field, name, describe);
  return {
    ...describe(path),
    ...schema,
    ...(properties && {
      properties: Object.fromEntries(
        Object.entries(properties).map(([name, field]) => [name, below(field, path === "" ? name : `${path}.${name}`)]),
      ),
    }),
    ...(items && { items: below(items, `${path}[]`) }),
    ...(anyOf && { anyOf: anyOf.map((one) => below(one, `${path}|`)) }),
  };
}
