import { shortDigest } from "../../src/graft/digest.ts";
import { namelessStep, withEntryNamesIn } from "../../src/graft/entry-names.ts";
import type { Layer } from "../../src/graft/layer.ts";
import { workloadListKeys } from "../../src/kube/list-keys.ts";
import { toValue } from "../../src/value/value.ts";
import { assert, suite, table } from "../cases.ts";
import { configOf, grafted, without } from "./configured.ts";

const config = configOf(
  "logs",
  `  - name: shipper
    policy: enabled
    template: {metadata: {labels: {shipped: "true", by: logs, example.com/team: web}}}
`,
);
const original = `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  selector:
    matchLabels: {app: web}
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
      - name: web
        image: example.com/web:1
`;
const once = grafted(config, original).texts?.[0] as string;
const told = (diagnostics: ReturnType<typeof grafted>["diagnostics"]) =>
  diagnostics.filter(({ code }) => code !== "Grafted").map(({ code, field }) => `${code} ${field?.path.split(".labels")[1]}`);

/** What others do to labels that were grafted together; then what injecting again tells and makes of it, and what uninjecting does. */
const edits: readonly [title: string, edit: [from: string, to: string], again: string[], keeps: boolean, back: string[], rest: string][] = [
  ["another value", ["        by: logs\n", "        by: us\n"], ["FieldConflict .by"], true, ["ForeignEditKept .by"], "        by: us\n"],
  ["a label that is gone", ["        by: logs\n", ""], ["Regrafted .by"], false, [], ""],
  [
    "a name with a slash",
    ["team: web", "team: us"],
    ["FieldConflict [example.com/team]"],
    true,
    ["ForeignEditKept [example.com/team]"],
    "        example.com/team: us\n",
  ],
  ["a label of their own", ["        by: logs\n", "        by: logs\n        tier: front\n"], [], true, [], "        tier: front\n"],
];

table("labels of which the digests of names are noted", edits, {
  title: ([title]) => title,
  run: ([, [from, to], again, keeps, back, rest]) => {
    const edited = once.replace(from, to);
    assert.ok(edited !== once);
    const twice = grafted(config, edited);
    assert.equal(told(twice.diagnostics), again);
    assert.is(twice.texts?.[0] === edited, keeps);
    const left = without(edited);
    assert.equal(told(left.diagnostics), back);
    assert.is(left.texts?.[0], original.replace("        app: web\n", `        app: web\n${rest}`));
  },
});

suite("entries without names", (test) => {
  const keys = workloadListKeys([[]]);
  const layerWith = (...paths: string[]): Layer => ({
    grafts: "",
    podTemplates: [],
    added: new Map(paths.map((path) => [path, [{ name: "", digests: shortDigest('="1"'), images: "" }]])),
    set: new Map(),
    removed: new Map(),
    order: new Map(),
    empty: new Map(),
    source: [],
  });
  const nameless = namelessStep(shortDigest("a"));
  const pathsIn = (layer: Layer, object: object) => [...withEntryNamesIn(layer, toValue(object), keys).added.keys()];
  test("get those that the object has", () => {
    assert.equal(pathsIn(layerWith(`metadata/labels/${nameless}`, "spec"), { metadata: { labels: { b: "1", a: "2" } } }), [
      "metadata/labels/a",
      "spec",
    ]);
    assert.equal(pathsIn(layerWith(nameless), { a: "1" }), ["a"]);
  });
  test("stay without where it has none", () => {
    for (const object of [{}, { metadata: { labels: null } }, { metadata: { labels: { b: "1" } } }, { metadata: { labels: ["a"] } }])
      assert.equal(pathsIn(layerWith(`metadata/labels/${nameless}`), object), [`metadata/labels/${nameless}`]);
  });
  test("leave a layer as it is where all have names", () => {
    const layer = layerWith("metadata/labels/a", "spec/~0#x");
    assert.is(withEntryNamesIn(layer, toValue({}), keys), layer);
  });
});
