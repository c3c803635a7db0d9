import { customTemplates } from "../../../src/istio/config/chart-templates.ts";
import { readInjectorConfigMap } from "../../../src/istio/config/read-mesh-sources.ts";
import { at, mapAt, type ValueMap, withKey } from "../../../src/value/value.ts";
import { assert, table } from "../../cases.ts";
import { mapOf } from "../contexts.ts";
import { meshConfigMaps } from "../template/mesh.ts";
import { readYaml } from "../yaml.ts";

interface TemplateRow {
  readonly name: string;
  /** Of the chart. */
  readonly minor: string;
  readonly tag: string;
  readonly change?: (templates: ValueMap) => ValueMap;
  readonly values?: object;
  readonly custom: readonly string[];
}

const sidecar = (change: (text: string) => string) => (templates: ValueMap) =>
  withKey(templates, "sidecar", change(String(templates.sidecar)));
const lab = { lab: "spec: {}\n" };
const all = ["sidecar", "gateway", "grpc-agent"];

const rows: readonly TemplateRow[] = [
  ...["1.30", "1.31", "1.32"].map((minor) => ({ name: `the chart's of ${minor}`, minor, tag: `${minor}.1`, custom: [] })),
  { name: "a tag without a minor counts as the newest", minor: "1.32", tag: "latest", custom: [] },
  { name: "another minor than the tag's", minor: "1.31", tag: "1.32.0", custom: all },
  { name: "a minor that is not reproduced", minor: "1.30", tag: "1.29.0", custom: ["sidecar", "gateway", "grpc-simple", "grpc-agent"] },
  { name: "white space at the end", minor: "1.31", tag: "1.31.0", change: sidecar((text) => `${text}\n\n`), custom: [] },
  { name: "an edited one", minor: "1.31", tag: "1.31.0", change: sidecar((text) => text.replace("http", "tcp")), custom: ["sidecar"] },
  { name: "a new one", minor: "1.31", tag: "1.31.0", change: (templates) => mapOf({ ...templates, ...lab }), custom: ["lab"] },
  {
    name: "a new one of the values",
    minor: "1.31",
    tag: "1.31.0",
    change: (templates) => mapOf({ ...templates, ...lab }),
    values: { sidecarInjectorWebhook: { templates: lab } },
    custom: [],
  },
];

table("templates that only the mesh's ConfigMap has", rows, {
  title: ({ name }) => name,
  run: ({ minor, tag, change = (templates: ValueMap) => templates, values, custom }) => {
    const [configMap] = meshConfigMaps(minor) as [ValueMap];
    const injector = readInjectorConfigMap(configMap, readYaml);
    const templates = change(mapAt(injector.config, "templates"));
    assert.ok(at(injector.values, "global") !== undefined);
    const config = withKey(injector.config as ValueMap, "templates", templates);
    assert.equal(customTemplates({ ...injector, config, values: values ? mapOf(values) : injector.values }, tag), custom);
  },
});
