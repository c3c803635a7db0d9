import { fieldNames, fieldOf, itemOf, type Schema as KubeSchema, podTemplateSchema } from "../../kube/schema.ts";
import { configSchema } from "./json-schema.ts";

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

/** The schema of a SidecarInjector as editors want it: it also knows the fields of the pods and containers in it. */
export function editorSchema(): Schema {
  const whole = configSchema() as Schema;
  const types = new Map<string, Schema>();
  const spec = fieldOf(podTemplateSchema, "spec") as KubeSchema;
  const containers = fieldOf(spec, "containers") as KubeSchema;
  const pod = schemaFor(spec, types);
  const container = schemaFor(itemOf(containers) as KubeSchema, types);
  const sidecar = ["properties", "spec", "properties", "sidecars", "items", "properties"];
  const withPod = replaced(whole, [...sidecar, "template", "properties", "spec"], pod);
  const withContainer = replaced(withPod, [...sidecar, "appContainers"], container);
  return { ...named(withContainer), $defs: Object.fromEntries(types) };
}

/** Without a name the configuration would share its provenance with others that have none. */
function named(schema: Schema): Schema {
  const metadata = (schema.properties as Readonly<Record<string, Schema>>).metadata as Schema;
  const withName = replaced(schema, ["properties", "metadata"], { ...metadata, required: ["name"] }, false);
  return { ...withName, required: ["apiVersion", "kind", "metadata", "spec"] };
}

/** The schema with another one at a path, which keeps the description of what stood there. */
function replaced(schema: Schema, path: readonly string[], by: Schema, keepsDescription = true): Schema {
  const [step, ...rest] = path;
  if (step === undefined) return keepsDescription && schema.description !== undefined ? { description: schema.description, ...by } : by;
  return { ...schema, [step]: replaced(schema[step] as Schema, rest, by, keepsDescription) };
}

/** Of a type of the API; structs are collected under their names. `null` deletes, in a strategic merge patch. */
function schemaFor(schema: KubeSchema, types: Map<string, Schema>): Schema {
  const { kind } = schema;
  if (kind === "any") return {};
  if (kind === "list") return { type: ["array", "null"], items: schemaFor(itemOf(schema) as KubeSchema, types) };
  if (kind === "map") return { type: ["object", "null"], additionalProperties: schemaFor(fieldOf(schema, "key") as KubeSchema, types) };
  if (kind !== "struct") return { type: [...scalars[kind], "null"] };
  if (!types.has(schema.type)) {
    types.set(schema.type, {});
    const properties = Object.fromEntries(fieldNames(schema).map((name) => [name, schemaFor(fieldOf(schema, name) as KubeSchema, types)]));
    types.set(schema.type, { type: ["object", "null"], properties, patternProperties: { "^\\$": {} }, additionalProperties: false });
  }
  return { $ref: `#/$defs/${schema.type}` };
}
