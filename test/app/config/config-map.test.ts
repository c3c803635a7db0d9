import { specFromConfigMap } from "../../../src/app/config/config-map.ts";
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
