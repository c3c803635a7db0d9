import { parseText } from "../../src/app/embedded-yaml.ts";
import { type Chart, chartValues } from "../../src/dialects/chart-values.ts";
import type { InputObject } from "../../src/dialects/dialect.ts";
import { newMap, toValue, type ValueMap } from "../../src/value/value.ts";
import { assert, table } from "../cases.ts";

const chart: Chart = {
  dialect: "example",
  party: "Example",
  home: "mesh",
  configMap: "example-config",
  other: { path: "tls.ca", configMap: "example-ca", key: "ca.crt" },
  zero: toValue({ log: "" }) as ValueMap,
  required: ["image", "tls.ca"],
};

type Data = Readonly<Record<string, Readonly<Record<string, string>>>>;
const whole: Data = { "example-config": { values: "image: a:1\nlog: warn" }, "example-ca": { "ca.crt": "PEM" } };
const ca = { "example-ca": { "ca.crt": "PEM" } };

const rows: readonly { what: string; data: Data; own?: object; values?: object; told?: readonly [message: string, place: string] }[] = [
  { what: "both ConfigMaps", data: whole, values: { log: "warn", image: "a:1", tls: { ca: "PEM" } } },
  { what: "settings before them", data: whole, own: { image: "b:2", log: null }, values: { image: "b:2", tls: { ca: "PEM" } } },
  { what: "settings alone", data: {}, own: { image: "b:2", tls: { ca: "X" } }, values: { log: "", image: "b:2", tls: { ca: "X" } } },
  {
    what: "no ConfigMap",
    data: ca,
    told: [
      "Cannot inject Example: the ConfigMap mesh/example-config is not in the input; expected it, or spec.dialects.example.values",
      "spec.dialects.example",
    ],
  },
  {
    what: "a ConfigMap without YAML",
    data: { ...ca, "example-config": { values: "a: [" } },
    told: ["Cannot read the values of Example: data.values is not a map in YAML; expected the chart's values", "data.values"],
  },
  {
    what: "values that are missing",
    data: { "example-config": { values: "log: warn" } },
    told: ["Cannot inject Example: its values have no image, tls.ca", "data.values"],
  },
];

table("a chart's values:", rows, {
  title: ({ what }) => what,
  run: ({ data, own, values, told }) => {
    const find = (_: unknown, name: string, namespace: string | undefined): InputObject | undefined => {
      const identity = { apiVersion: "v1", kind: "ConfigMap", name, namespace: "mesh" };
      const found = namespace === "mesh" && Object.hasOwn(data, name);
      return found ? { identity, value: toValue({ data: data[name] }) as ValueMap, locate: () => ({}) } : undefined;
    };
    const read = chartValues(chart, own, { find, readYaml: parseText });
    assert.equal(
      read.diagnostics.map(({ message, field }) => [message, field?.path]),
      told ? [told] : [],
    );
    if (values) assert.equal(read.values, toValue(values) ?? newMap());
  },
});
