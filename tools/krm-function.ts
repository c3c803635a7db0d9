import { stringify } from "yaml";
import manifest from "../package.json" with { type: "json" };
import { KIND } from "../src/app/config/config.ts";
import { configSchema } from "../src/app/config/json-schema.ts";

type Schema = Readonly<Record<string, unknown>>;

/** The KRMFunctionDefinition: what the function is, and the OpenAPI schema of its configuration. Paths are relative to plugin/. */
export function krmFunction(): string {
  const definition = {
    apiVersion: "config.kubernetes.io/v1alpha1",
    kind: "KRMFunctionDefinition",
    metadata: { name: "sidecarinjectors.podgraft.dev" },
    spec: {
      group: "podgraft.dev",
      names: { kind: KIND },
      description: manifest.description,
      publisher: "podgraft",
      tags: ["mutator"],
      versions: [
        {
          name: "v1alpha1",
          schema: { openAPIV3Schema: openApi(configSchema()) },
          idempotent: true,
          usage: "kpt/README.md",
          examples: ["istio", "log-shipper", "log-shipper-imperative"].map((name) => `kpt/examples/${name}/README.md`),
          license: "Apache 2.0",
          runtime: { container: { image: `localhost/podgraft:${manifest.version}`, requireNetwork: false, requireStorageMount: false } },
        },
      ],
    },
  };
  return `# Made by tools/write-krm-function.ts from the configuration's schema.\n${stringify(definition, { lineWidth: 120, aliasDuplicateObjects: false })}`;
}

/** JSON Schema in the words of OpenAPI 3.0, as far as the configuration's schema uses them. */
function openApi(schema: Schema): Schema {
  const { $schema, title, propertyNames, const: value, anyOf, properties, items, additionalProperties, ...rest } = schema;
  if (anyOf !== undefined) return { ...openApi(notNull(anyOf as readonly Schema[])), ...rest, nullable: true };
  if (value !== undefined) return { ...rest, type: typeof value, enum: [value] };
  if (Object.keys(schema).length === 0 || isOpen(additionalProperties)) return { ...rest, "x-kubernetes-preserve-unknown-fields": true };
  return {
    ...rest,
    ...(properties !== undefined && { properties: mapValues(properties as Schema) }),
    ...(items !== undefined && { items: openApi(items as Schema) }),
    ...(additionalProperties !== undefined && {
      additionalProperties: additionalProperties === false ? false : openApi(additionalProperties as Schema),
    }),
  };
}

/** A map of anything. */
function isOpen(additionalProperties: unknown): boolean {
  return typeof additionalProperties === "object" && Object.keys(additionalProperties as Schema).length === 0;
}

/** OpenAPI 3.0 has no type null, but a field that says so. */
function notNull(choices: readonly Schema[]): Schema {
  const [only, ...more] = choices.filter(({ type }) => type !== "null");
  if (only === undefined || more.length > 0) throw new Error("the schema has a choice that is not `something or null`");
  return only;
}

function mapValues(properties: Schema): Schema {
  return Object.fromEntries(Object.entries(properties).map(([name, field]) => [name, openApi(field as Schema)]));
}
