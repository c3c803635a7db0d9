import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { selectorRows } from "../../src/app/config/field-row.ts";
import { everyFieldRow, fieldRows } from "../../src/app/config/field-rows.ts";
import { configSchema } from "../../src/app/config/json-schema.ts";
import { injectTexts } from "../../src/app/inject/texts.ts";
import { reasons } from "../../src/decide/reasons.ts";
import { codes } from "../../src/diagnostic/codes.ts";
import { referencePages } from "../../tools/reference/pages.ts";
import { type Schema, schemaFields, selectorFields } from "../../tools/reference/schema-fields.ts";
import { assert, suite, table } from "../cases.ts";
import { root } from "../files.ts";

table("pages that are written from the source", referencePages, {
  title: ({ file }) => `${file} is fresh; node --import tsx tools/reference-docs.ts writes it`,
  run: ({ file, text }) => assert.is(readFileSync(join(root, file), "utf8"), text()),
});

const spec = (configSchema() as Schema).properties?.spec as Schema;
const fields = schemaFields(spec);

suite("docs/CONFIGURATION.md", (test) => {
  test("has each field of the schema, and only those", () => {
    assert.equal(Object.keys(fieldRows).sort(), fields.map(({ path }) => path).sort());
    assert.equal(
      Object.keys(selectorRows),
      selectorFields(spec).map(({ path }) => path),
    );
  });
  test("each field has a description, and each description a field", () => {
    const everywhere = pathsIn(spec, "");
    assert.equal(
      Object.keys(everyFieldRow).filter((path) => !everywhere.has(path)),
      [],
    );
    const all = [...fields, ...selectorFields(spec)];
    assert.equal(
      all.filter(({ description }) => description === undefined),
      [],
    );
  });
});

/** The paths as `everyFieldRow` writes them. */
function pathsIn(schema: Schema, path: string): ReadonlySet<string> {
  const inner = Object.entries(schema.properties ?? {}).map(([name, field]) => ({ at: path === "" ? name : `${path}.${name}`, field }));
  return new Set([
    path,
    ...inner.flatMap(({ at, field }) => [...pathsIn(field, at)]),
    ...(schema.items ? pathsIn(schema.items, `${path}[]`) : []),
    ...(schema.anyOf ?? []).flatMap((one) => [...pathsIn(one, `${path}|`)]),
  ]);
}

/** A whole configuration, in which each example takes its field's place. */
const skeleton = `
namespaces: {known: [{name: shop}]}
istio: {tag: 1.30.5, revisions: [{name: "1-31"}], rollout: [{percent: 5}]}
sidecars: [{name: shipper, policy: enabled, template: {spec: {}}, appContainers: {tty: true}}]
workloads: [{apiVersion: example.com/v1, kind: Farm, podTemplates: [spec.template]}]
`;

const examples = [
  ...Object.entries(fieldRows),
  ...Object.entries(selectorRows).map(([path, facts]) => [`sidecars[].podSelector.${path}`, facts] as const),
];

table("the examples of docs/CONFIGURATION.md", examples, {
  title: ([path]) => path,
  run: async ([path, { example }]) => {
    const base = parse(skeleton) as Record<string, unknown>;
    if (path.includes("matchExpressions[]"))
      put(base, "sidecars[].podSelector", { matchExpressions: [{ key: "tier", operator: "In", values: ["a"] }] });
    if (path.includes("jsonPatch[]"))
      put(base, "sidecars[].jsonPatch", [
        path.endsWith("from") ? { op: "move", path: "/spec/x" } : { op: "add", path: "/spec/x", value: 1 },
      ]);
    // What a block requires is in its own example.
    const block = /^dialects\.[^.]+(?=\.)/.exec(path)?.[0];
    if (block) put(base, block, parse(fieldRows[block]?.example ?? "{}"));
    put(base, path, parse(example));
    if (path === "sidecars[].templateText") put(base, "sidecars[].template", undefined);
    const config = { apiVersion: "podgraft.dev/v1alpha1", kind: "SidecarInjector", metadata: { name: "x" }, spec: base };
    const { diagnostics } = await injectTexts({ inputs: [], config: { file: "config.yaml", text: JSON.stringify(config) } });
    assert.equal(
      diagnostics.filter(({ severity }) => severity === "error"),
      [],
    );
  },
});

/** Sets the value at a path, in the first item of each list. */
function put(target: Record<string, unknown>, path: string, value: unknown): void {
  const steps = path.split(".").flatMap((step) => (step.endsWith("[]") ? [step.slice(0, -2), "0"] : [step]));
  const last = steps.pop() as string;
  let parent = target;
  for (const step of steps) {
    parent[step] ??= {};
    parent = parent[step] as Record<string, unknown>;
  }
  parent[last] = value;
}

suite("docs/WHY.md", (test) => {
  const page = readFileSync(join(root, "docs/WHY.md"), "utf8");
  test("has a row for each reason and each code", () => {
    const rows = page
      .slice(page.indexOf("## Reasons"))
      .split("\n")
      .flatMap((line) => /^\| (?:<a id="\w+"><\/a>)?`(\w+)`/.exec(line)?.[1] ?? []);
    assert.equal(rows.sort(), [...Object.keys(reasons), ...Object.keys(codes)].sort());
  });
});
