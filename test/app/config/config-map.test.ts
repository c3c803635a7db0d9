import { specFromConfigMap } from "../../../src/app/config/config-map.ts";
import { readConfigText } from "../../../src/app/config/config-text.ts";
import { parseText } from "../../../src/app/embedded-yaml.ts";
import { toValue, type ValueMap } from "../../../src/value/value.ts";
import { assert, table } from "../../cases.ts";

const read = (data: unknown) =>
  specFromConfigMap(toValue({ data }) as ValueMap, { value: undefined, locate: () => undefined, parse: parseText });

const rows: readonly { readonly title: string; readonly data?: unknown; readonly spec: object }[] = [
  { title: "no data", spec: {} },
  {
    title: "paths",
    data: { "istio.tag": "1.30", "namespaces.default": "shop" },
    spec: { istio: { tag: "1.30" }, namespaces: { default: "shop" } },
  },
  {
    title: "types of the fields",
    data: { "istio.guideAnnotations": "false", "istio.tags": "[a, b]", kubernetesVersion: "1.30" },
    spec: { istio: { guideAnnotations: false, tags: ["a", "b"] }, kubernetesVersion: "1.30" },
  },
  { title: "a whole spec", data: { config: "istio: {tag: a}\n" }, spec: { istio: { tag: "a" } } },
  { title: "a whole SidecarInjector", data: { config: "kind: SidecarInjector\nspec: {istio: {tag: a}}\n" }, spec: { istio: { tag: "a" } } },
  {
    title: "paths win over the whole",
    data: { config: "istio: {tag: a, hub: h}\n", "istio.tag": "b" },
    spec: { istio: { tag: "b", hub: "h" } },
  },
  { title: "what does not fit stays text", data: { "istio.tags": "[a" }, spec: { istio: { tags: "[a" } } },
];

table("a ConfigMap as a configuration", rows, {
  title: ({ title }) => title,
  run: ({ data, spec }) => {
    const found = read(data);
    assert.equal(found.diagnostics, []);
    assert.equal(JSON.parse(JSON.stringify(found.spec)), spec);
  },
});

const faults: readonly { readonly data: unknown; readonly fields: readonly string[] }[] = [
  { data: [], fields: ["data"] },
  { data: { "istio.tag": 1.3, "istio.hub": null }, fields: ["data[istio.tag]", "data[istio.hub]"] },
  { data: { config: "a: [" }, fields: ["data.config"] },
  { data: { config: "text" }, fields: ["data.config"] },
];

table("a ConfigMap that is not a configuration", faults, {
  title: ({ data }) => JSON.stringify(data),
  run: ({ data, fields }) =>
    assert.equal(
      read(data).diagnostics.map(({ field }) => field?.path),
      fields,
    ),
});

table(
  "a fault in a ConfigMap's data is reported at its key",
  [
    { line: "istio.tg: 1.30.5", says: "Cannot use the field istio.tg: it is not known. Did you mean istio.tag?" },
    { line: "policy: 5", says: "Cannot use data[policy] of the ConfigMap: it is 5; expected text, in quotes" },
    { line: 'policy: "5"', says: "Cannot use the field policy" },
    { line: "config: a", says: "Cannot use data.config of the ConfigMap" },
    { line: 'config: "{istio: {tg: a}}"', says: "Cannot use the field spec.istio.tg: it is not known. Did you mean tag?" },
  ],
  {
    title: ({ line }) => line,
    run: async ({ line, says }) => {
      const text = `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata:\n  istio.hub: a/b\n  ${line}\n`;
      const result = await readConfigText("config.yaml", text);
      const [told] = "diagnostics" in result ? result.diagnostics : [];
      assert.match(told?.message ?? "", says);
      assert.is(told?.location?.line, 6);
    },
  },
);
