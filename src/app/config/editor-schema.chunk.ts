import { fieldDocOf } from "../../kube/field-docs.ts";
import { fieldNames, fieldOf, itemOf, type Schema as KubeSchema, podTemplateSchema } from "../../kube/schema.ts";
import type { Value } from "../../value/value.ts";
import { parseText } from "../embedded-yaml.ts";
import { everyFieldRow } from "./field-rows.ts";
import { configSchema, descriptionOf } from "./json-schema.ts";

interface Schema {
  readonly [key: string]: unknown;
}

const scalars: Readonly<Record<Exclude<KubeSchema["kind"], "struct" | "map" | "list" | "any">, readonly string[]>> = {
  string: ["string"],
  integer: ["integer"],
  number: ["number"],
  boolean: ["boolean"],
  quantity: ["string", "number"],
  "int-or-string": ["integer", "string"],
  time: ["string"],
  bytes: ["string"],
};

/**
 * The schema of a SidecarInjector for editors: with examples, and with the fields of pods and containers. A misspelt
 * field is a fault, unless the sidecar has `allowUnknownFields`, because a schema cannot look up paths in a list.
 */
export function editorSchema(): Schema {
  const whole = configSchema((path) => ({ ...descriptionOf(path), ...examplesOf(path) })) as Schema;
  const types = new Map<string, Schema>();
  const spec = fieldOf(podTemplateSchema, "spec") as KubeSchema;
  const pod = schemaFor(spec, types);
  const container = schemaFor(itemOf(fieldOf(spec, "containers")) as KubeSchema, types);
  const sidecar = ["properties", "spec", "properties", "sidecars", "items"];
  const open = { pod: openSchemaFor(spec, types), container: openSchemaFor(itemOf(fieldOf(spec, "containers")) as KubeSchema, types) };
  const template = changed(whole, [...sidecar, "properties", "template", "properties", "spec"], (schema) => partOf(schema, open.pod));
  const known = changed(template, [...sidecar, "properties", "appContainers"], (schema) => partOf(schema, open.container));
  const checked = changed(known, sidecar, (schema) => ({
    ...schema,
    if: { required: ["allowUnknownFields"], properties: { allowUnknownFields: { minItems: 1 } } },
    else: { properties: { template: { properties: { spec: pod } }, appContainers: container } },
  }));
  return { ...named(checked), $defs: Object.fromEntries(types) };
}

/** The parts of a pod need no other types. */
function partOf({ description, examples }: Schema, part: Schema): Schema {
  return { description, examples, ...part };
}

function examplesOf(path: string): Schema {
  const example: Value | undefined = parseText(everyFieldRow[path]?.example ?? "");
  return example === undefined ? {} : { examples: [example] };
}

/** Without a name, the configuration would share its provenance with others that have no name. */
function named(schema: Schema): Schema {
  const withName = changed(schema, ["properties", "metadata"], (metadata) => ({ ...metadata, required: ["name"] }));
  return { ...withName, required: ["apiVersion", "kind", "metadata", "spec"] };
}

/** The schema, changed at a path. */
function changed(schema: Schema, [step, ...rest]: readonly string[], change: (schema: Schema) => Schema): Schema {
  return step === undefined ? change(schema) : { ...schema, [step]: changed(schema[step] as Schema, rest, change) };
}

/** The schema of an API type; structs are collected under their names. `null` deletes, in a strategic merge patch. */
function schemaFor(schema: KubeSchema, types: Map<string, Schema>): Schema {
  const { kind } = schema;
  if (kind === "any") return {};
  if (kind === "list") return { type: ["array", "null"], items: schemaFor(itemOf(schema) as KubeSchema, types) };
  if (kind === "map") return { type: ["object", "null"], additionalProperties: schemaFor(fieldOf(schema, "key") as KubeSchema, types) };
  if (kind !== "struct") return { type: [...scalars[kind], "null"] };
  if (!types.has(schema.type)) {
    types.set(schema.type, {});
    const field = (name: string) => ({ ...docOf(schema.type, name), ...schemaFor(fieldOf(schema, name) as KubeSchema, types) });
    const properties = Object.fromEntries(fieldNames(schema).map((name) => [name, field(name)]));
    types.set(schema.type, { type: ["object", "null"], properties, patternProperties: { "^\\$": {} }, additionalProperties: false });
  }
  return { $ref: `#/$defs/${schema.type}` };
}

/**
 * The same for a pod or container that may have unknown fields at any level; known ones are offered at these two
 * levels.
 */
function openSchemaFor(schema: KubeSchema, types: Map<string, Schema>): Schema {
  const name = `Open${schema.type}`;
  const field = (of: KubeSchema) => {
    const item = itemOf(of);
    return item?.type.endsWith("Container") ? { items: openSchemaFor(item, types) } : { anyOf: [schemaFor(of, types), {}] };
  };
  if (!types.has(name)) {
    const fields = fieldNames(schema).map((own) => [own, { ...docOf(schema.type, own), ...field(fieldOf(schema, own) as KubeSchema) }]);
    types.set(name, { type: ["object", "null"], properties: Object.fromEntries(fields) });
  }
  return { $ref: `#/$defs/${name}` };
}

/** What the API says about a field. Its values are examples: a newer Kubernetes may have more. */
function docOf(type: string, name: string): Schema {
  const { description, values } = fieldDocOf(type, name) ?? {};
  return { ...(description && { description }), ...(values && { examples: values }) };
}
