import { API_VERSION, KIND } from "../src/app/config/config.ts";
import { configSchema } from "../src/app/config/json-schema.ts";

/** What of JSON Schema the configuration's schema uses. */
interface Schema {
  readonly description?: string;
  readonly type?: string;
  readonly const?: string;
  readonly enum?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
}

/** Objects that have a type of their own, by their path. */
const names: Readonly<Record<string, string>> = {
  "": KIND,
  spec: `${KIND}Spec`,
  "spec.namespaces.known[]": "KnownNamespace",
  "spec.istio": "IstioSettings",
  "spec.istio.revisions[]": "IstioRevision",
  "spec.sidecars[]": "Sidecar",
  "spec.workloads[]": "WorkloadKind",
};

/** The TypeScript types of a configuration as an object, from the schema that checks it. */
export function configTypes(): string {
  const found = new Map<string, string>();
  typeOf(configSchema() as Schema, { path: "", found });
  const interfaces = [...found]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, body]) => `${about(name)}export interface ${name} ${body}\n`);
  return `// Made by tools/write-config-types.ts from the configuration's schema.\n\n${interfaces.join("\n")}`;
}

function about(name: string): string {
  if (name === KIND) return `/** A configuration: \`apiVersion: ${API_VERSION}\`, \`kind: ${KIND}\`. */\n`;
  return name === "LabelSelector" ? "/** As in Kubernetes: every requirement has to hold. */\n" : "";
}

interface Place {
  readonly path: string;
  /** The bodies of the types that have names. */
  readonly found: Map<string, string>;
}

function typeOf(schema: Schema, { path, found }: Place): string {
  const { const: value, enum: values, anyOf, items, properties, additionalProperties: others } = schema;
  if (value !== undefined) return JSON.stringify(value);
  if (values) return values.map((one) => JSON.stringify(one)).join(" | ");
  if (anyOf) return anyOf.map((one) => typeOf(one, { path, found })).join(" | ");
  if (items) return `readonly ${typeOf(items, { path: `${path}[]`, found })}[]`;
  if (!properties) return typeof others === "object" ? mapOf(others) : schema.type === "integer" ? "number" : (schema.type ?? "unknown");
  const name = properties.matchExpressions ? "LabelSelector" : properties.operator ? "LabelRequirement" : names[path];
  const body = bodyOf(schema, { path, found });
  if (name === undefined) return body;
  found.set(name, body);
  return name;
}

/** A map of anything is any object, because TypeScript takes no interface for a map. */
function mapOf({ type }: Schema): string {
  return type === undefined ? "object" : `{ readonly [key: string]: ${type} }`;
}

function bodyOf({ properties = {}, required = [], additionalProperties }: Schema, { path, found }: Place): string {
  const fields = Object.entries(properties).map(([key, field]) => {
    const type = typeOf(field, { path: path === "" ? key : `${path}.${key}`, found });
    const optional = required.includes(key) ? `: ${type}` : `?: ${type} | undefined`;
    return `${field.description === undefined ? "" : `/** ${field.description} */\n`}readonly ${isName(key) ? key : JSON.stringify(key)}${optional};\n`;
  });
  const open = additionalProperties === false ? "" : "readonly [key: string]: unknown;\n";
  return `{\n${indented(fields.join("") + open)}}`;
}

function isName(key: string): boolean {
  return /^\w+$/.test(key);
}

function indented(text: string): string {
  return text.replace(/^(?=.)/gm, "  ");
}
