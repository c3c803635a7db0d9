/** JSON Schema, as far as the configuration's uses it. */
export interface Schema {
  readonly type?: string;
  readonly description?: string;
  readonly enum?: readonly string[];
  readonly const?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly required?: readonly string[];
}

/** A field of the configuration, by its path below `spec`. */
export interface SchemaField {
  readonly path: string;
  readonly type: string;
  readonly description: string | undefined;
}

/** Every field below a schema, in its order; those of a label selector are left out, because it is a type of its own. */
export function schemaFields(schema: Schema, path = ""): readonly SchemaField[] {
  const below = isSelector(schema) ? undefined : schema.properties;
  const fields = Object.entries(below ?? {}).flatMap(([name, field]) => {
    const at = path === "" ? name : `${path}.${name}`;
    return [{ path: at, type: typeOf(field), description: field.description }, ...schemaFields(field, at)];
  });
  return [...fields, ...(schema.items ? schemaFields(schema.items, `${path}[]`) : [])];
}

/** The fields of a label selector, wherever the schema has one first. */
export function selectorFields(schema: Schema): readonly SchemaField[] {
  const found = firstSelector(schema);
  return Object.entries(found?.properties ?? {}).flatMap(([name, field]) => [
    { path: name, type: typeOf(field), description: field.description },
    ...(field.items ? schemaFields(field.items, `${name}[]`) : []),
  ]);
}

function firstSelector(schema: Schema): Schema | undefined {
  if (isSelector(schema)) return schema;
  const inner = [...Object.values(schema.properties ?? {}), ...(schema.items ? [schema.items] : [])];
  return inner.reduce<Schema | undefined>((found, one) => found ?? firstSelector(one), undefined);
}

function isSelector({ properties }: Schema): boolean {
  return properties?.matchLabels !== undefined && properties.matchExpressions !== undefined;
}

function typeOf(schema: Schema): string {
  const { type, items, anyOf, additionalProperties } = schema;
  if (schema.enum) return schema.enum.map((value) => `\`${value === "" ? '""' : value}\``).join(", ");
  if (schema.const !== undefined) return `\`${schema.const}\``;
  if (anyOf) return anyOf.map(typeOf).join(" or ");
  if (isSelector(schema)) return "label selector";
  if (items) return `list of ${plural(typeOf(items))}`;
  if (type !== "object") return type ?? "anything";
  if (schema.properties) return "map";
  return typeof additionalProperties === "object" && additionalProperties.type === "string" ? "map of strings" : "map of anything";
}

function plural(type: string): string {
  return type.endsWith("s") ? type : `${type}s`;
}
