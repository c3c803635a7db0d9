import { assert, suite } from "../cases.ts";
import { podgraft } from "./run.ts";

interface Schema {
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
}

/** The paths of the fields without a description; what is Kubernetes' own needs none. */
function undescribed({ properties = {}, items }: Schema, path: string): readonly string[] {
  const own = Object.entries(properties).filter(([name]) => !["matchLabels", "matchExpressions"].includes(name));
  return [
    ...own.flatMap(([name, field]) => [
      ...(field.description === undefined ? [`${path}.${name}`] : []),
      ...(name === "appContainers" ? [] : undescribed(field, `${path}.${name}`)),
    ]),
    ...(items ? undescribed(items, `${path}[]`) : []),
  ];
}

suite("schema", (test) => {
  const { out, err, code } = podgraft(["schema"]);
  const schema = JSON.parse(out) as Schema & { required: readonly string[] };
  test("is JSON, and nothing else is said", () => assert.equal([code, err], [0, ""]));
  test("describes every field", () => assert.equal(undescribed(schema.properties?.spec as Schema, "spec"), []));
  test("knows the choices", () => {
    const istio = schema.properties?.spec?.properties?.istio?.properties ?? {};
    assert.equal((istio.precedence as { enum?: unknown }).enum, ["pod", "webhook"]);
  });
});
