import { parse, stringify, type ToStringOptions } from "yaml";
import { injectTexts, uninjectTexts } from "../../src/app/inject/texts.ts";
import { assert, table } from "../cases.ts";

const config = {
  file: "config.yaml",
  text: `apiVersion: podgraft.dev/v1alpha1
kind: SidecarInjector
metadata: {name: mesh}
spec:
  kubernetesVersion: "1.34"
  namespaces: {default: shop}
  istio: {tag: 1.30.5, enableNamespacesByDefault: true}
`,
};
const app = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata:
      labels: {app: web}
    spec:
      containers:
      - name: web
        image: "web:1"
        readinessProbe: {httpGet: {path: "/\u00e9", port: 80}}
`;
const grafted = injectTexts({ config, inputs: [{ file: "in.yaml", text: app }] }).texts?.[0] as string;

/** As libraries write the same text: those of kustomize, kpt, Helm, Argo CD and Flux, and kubectl's JSON. */
const forms: readonly [title: string, write: (value: unknown) => string][] = [
  ["as it was written", () => grafted],
  ["a literal", (value) => stringify(value, { blockQuote: "literal" })],
  ["folded", (value) => stringify(value, { blockQuote: "folded", lineWidth: 40 })],
  ["in double quotes on one line", quoted({ lineWidth: 0 })],
  ["in double quotes on many lines", quoted({ lineWidth: 60, doubleQuotedMinMultiLineLength: 1 })],
  ["in single quotes", (value) => stringify(value, { defaultStringType: "QUOTE_SINGLE", blockQuote: false, lineWidth: 0 })],
  ["JSON", (value) => JSON.stringify(value)],
  ["JSON, indented", (value) => JSON.stringify(value, undefined, 2)],
  ["with a line break at its end", (value) => stringify(value).replace("provenance: |-", "provenance: |")],
];

function quoted(options: ToStringOptions): (value: unknown) => string {
  return (value) => stringify(value, { defaultStringType: "QUOTE_DOUBLE", blockQuote: false, ...options });
}

table("provenance that another program wrote", forms, {
  title: ([title]) => title,
  run: ([, write]) => {
    const text = write(parse(grafted));
    assert.equal(Object.keys(parse(text).metadata.annotations), ["podgraft.dev/provenance"]);
    const { texts, diagnostics } = uninjectTexts([{ file: "in.yaml", text }], {});
    assert.equal(
      diagnostics.filter(({ severity }) => severity !== "info"),
      [],
    );
    assert.equal(parse(texts?.[0] as string), parse(app));
    const again = injectTexts({ config, inputs: [{ file: "in.yaml", text }] }).texts?.[0] as string;
    assert.equal({ ...parse(again), metadata: {} }, { ...parse(text), metadata: {} });
  },
});
