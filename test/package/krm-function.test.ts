import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse, parseAllDocuments } from "yaml";
import { krmFunction } from "../../tools/krm-function.ts";
import { assert, suite } from "../cases.ts";

/** The keywords of OpenAPI 3.0 that the schema uses, and no others: what a validator does not know it does not check. */
interface Schema {
  readonly type?: string;
  readonly nullable?: boolean;
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
  readonly minLength?: number;
  readonly pattern?: string;
  readonly minItems?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly description?: string;
  readonly "x-kubernetes-preserve-unknown-fields"?: boolean;
}

const keywords = [
  "type",
  "nullable",
  "enum",
  "properties",
  "required",
  "additionalProperties",
  "items",
  "minLength",
  "pattern",
  "minItems",
  "minimum",
  "maximum",
  "description",
  "x-kubernetes-preserve-unknown-fields",
];

interface Definition {
  readonly spec: {
    readonly versions: readonly [
      { readonly schema: { readonly openAPIV3Schema: Schema }; readonly usage: string; readonly examples: readonly string[] },
    ];
  };
}

const text = readFileSync("plugin/krm-function.yaml", "utf8");
const { versions } = (parse(text) as Definition).spec;
const schema = versions[0].schema.openAPIV3Schema;

function schemasIn(found: Schema): readonly Schema[] {
  const { properties = {}, items, additionalProperties } = found;
  const below = [
    ...Object.values(properties),
    ...(items ? [items] : []),
    ...(typeof additionalProperties === "object" ? [additionalProperties] : []),
  ];
  return [found, ...below.flatMap(schemasIn)];
}

/** The paths at which a value is not what the schema says. */
function faults(value: unknown, found: Schema, path = ""): readonly string[] {
  const { type, nullable, properties = {}, required = [], additionalProperties: others } = found;
  if (value === null && nullable) return [];
  if (found.enum && !found.enum.includes(value)) return [path];
  if (type === "integer") return Number.isInteger(value) && Number(value) >= (found.minimum ?? 0) ? [] : [path];
  if (type !== undefined && type !== (Array.isArray(value) ? "array" : typeof value)) return [path];
  if (typeof value === "string" && found.pattern !== undefined && !new RegExp(found.pattern).test(value)) return [path];
  if (Array.isArray(value)) return value.flatMap((item, i) => faults(item, found.items ?? {}, `${path}[${i}]`));
  if (typeof value !== "object" || value === null) return [];
  const missing = required.filter((key) => !(key in value)).map((key) => `${path}.${key}`);
  const fields = Object.entries(value).flatMap(([key, field]) => {
    const known = properties[key] ?? (typeof others === "object" ? others : undefined);
    if (known) return faults(field, known, `${path}.${key}`);
    return others === false ? [`${path}.${key}`] : [];
  });
  return [...missing, ...fields];
}

const configurations = ["examples", "kustomization-examples", "plugin/kpt/examples"].flatMap((folder) =>
  (readdirSync(folder, { recursive: true }) as string[])
    .filter((path) => path.endsWith(".yaml") && !path.includes(".expected"))
    .flatMap((path) => parseAllDocuments(readFileSync(join(folder, path), "utf8")).map((document) => ({ path, value: document.toJS() })))
    .filter(({ value }) => value?.kind === "SidecarInjector"),
);

suite("plugin/krm-function.yaml", (test) => {
  test("is what the configuration's schema says; node --import tsx tools/write-krm-function.ts writes it", () =>
    assert.is(text, krmFunction()));
  test("uses only what OpenAPI 3.0 has", () => {
    const used = new Set(schemasIn(schema).flatMap((found) => Object.keys(found)));
    assert.equal(
      [...used].filter((keyword) => !keywords.includes(keyword)),
      [],
    );
  });
  test("takes every configuration of the examples", () => {
    assert.ok(configurations.length > 5);
    for (const { path, value } of configurations) assert.equal(faults(value, schema), [], path);
  });
  test("refuses what podgraft refuses", () => {
    const wrong = parse(`apiVersion: podgraft.dev/v1alpha1
kind: SidecarInjector
metadata: {name: mesh, annotations: {any: thing}}
spec: {istio: {profile: other, namespaceSelector: null, values: {any: {thing: 1}}}, sidecar: [], sidecars: [{}], namespaces: {default: 1}, kubernetesVersion: latest}`);
    const paths = ["istio.profile", "sidecar", "sidecars[0].name", "namespaces.default", "kubernetesVersion"];
    assert.equal(
      faults(wrong, schema),
      paths.map((path) => `.spec.${path}`),
    );
  });
  test("points to pages that are there", () => {
    const [{ usage, examples }] = versions;
    for (const path of [usage, ...examples]) assert.ok(existsSync(join("plugin", path)), path);
  });
});
