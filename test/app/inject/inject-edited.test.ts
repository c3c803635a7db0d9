import { injectDocuments } from "../../../src/app/inject/texts.ts";
import type { Diagnostic } from "../../../src/diagnostic/diagnostic.ts";
import { at, toValue } from "../../../src/value/value.ts";
import { assert, table } from "../../cases.ts";
import { configOf, uninjected } from "../../function/run-core.ts";
import { documents } from "../../istio/yaml.ts";

const shipper = {
  name: "shipper",
  policy: "enabled",
  template: { spec: { containers: [{ name: "shipper", image: "s:1", readinessProbe: { httpGet: { path: "/up", port: 2020 } } }] } },
};
const spec = {
  kubernetesVersion: "1.34",
  istio: { tag: "1.30.5" },
  sidecars: [shipper],
  namespaces: { known: [{ name: "orders", labels: { "istio-injection": "enabled" } }] },
};
const config = configOf(toValue({ apiVersion: "podgraft.dev/v1alpha1", kind: "SidecarInjector", metadata: { name: "mesh" }, spec }));

/** A Deployment with a metadata block of its template and something of its container. */
const deployment = (annotations: string, handler: string) => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  namespace: orders
spec:
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
      annotations:
        note: x
${annotations}    spec:
      containers:
      - name: web
        image: example.com/web:1
${handler}`;

const http = (path: string, port: number) => `        readinessProbe:
          httpGet:
            path: ${path}
            port: ${port}
          periodSeconds: 5
`;
const tcp = `        readinessProbe:
          tcpSocket:
            port: 8080
          periodSeconds: 5
`;
const stop = (path: string) => `        lifecycle:
          preStop:
            httpGet:
              path: ${path}
              port: 8080
`;
const metrics = (port: number) => `        prometheus.io/port: "${port}"
        prometheus.io/scrape: "true"
`;

interface Row {
  readonly name: string;
  readonly original: string;
  /** What somebody changes in the injected text. */
  readonly edits: readonly (readonly [string, string])[];
  /** The manifest that is as if it was injected. */
  readonly meant: string;
}

const rows: readonly Row[] = [
  {
    name: "the path of a probe",
    original: deployment("", http("/ready", 8080)),
    edits: [["path: /app-health/web/readyz", "path: /ready2"]],
    meant: deployment("", http("/ready2", 8080)),
  },
  {
    name: "the port of a probe",
    original: deployment("", http("/ready", 8080)),
    edits: [["port: 15020\n          periodSeconds", "port: 9090\n          periodSeconds"]],
    meant: deployment("", http("/ready", 9090)),
  },
  {
    name: "a probe as a whole, as a merge with a newer package does",
    original: deployment("", http("/ready", 8080)),
    edits: [["path: /app-health/web/readyz\n            port: 15020", "path: /ready2\n            port: 9090"]],
    meant: deployment("", http("/ready2", 9090)),
  },
  {
    name: "a probe over TCP becomes one over HTTP",
    original: deployment("", tcp),
    edits: [["path: /app-health/web/readyz\n            port: 15020", "path: /ready\n            port: 8080"]],
    meant: deployment("", http("/ready", 8080)),
  },
  {
    name: "a hook",
    original: deployment("", stop("/stop")),
    edits: [["path: /app-lifecycle/web/prestopz", "path: /halt"]],
    meant: deployment("", stop("/halt")),
  },
  {
    name: "the port of the metrics",
    original: deployment(metrics(9090), ""),
    edits: [['prometheus.io/port: "15020"', 'prometheus.io/port: "9091"']],
    meant: deployment(metrics(9091), ""),
  },
  {
    name: "metrics where there were none",
    original: deployment("", ""),
    edits: [['prometheus.io/port: "15020"', 'prometheus.io/port: "9091"']],
    meant: deployment('        prometheus.io/port: "9091"\n', ""),
  },
];

const inject = (text: string) => injectDocuments("web.yaml", text, config);
const textOf = ({ output }: ReturnType<typeof inject>) => output?.join("") ?? "";
const specOf = (text: string) => at(documents(text)[0], "spec");
const warned = (diagnostics: readonly Diagnostic[]) => diagnostics.flatMap(({ severity, message }) => (severity === "info" ? [] : message));

table("what is changed of what the app answers is injected again", rows, {
  title: ({ name }) => name,
  run: async ({ original, edits, meant }) => {
    const injected = textOf(inject(original));
    const edited = edits.reduce((text, [before, after]) => {
      assert.ok(text.includes(before), `${before} in ${text}`);
      return text.replace(before, after);
    }, injected);
    const again = inject(edited);
    assert.equal(specOf(textOf(again)), specOf(textOf(inject(meant))));
    assert.equal(warned(again.diagnostics), warned(inject(meant).diagnostics));
    assert.equal(documents((await uninjected(textOf(again))).text), documents(meant));
  },
});

table("what is changed of a grafted probe goes, and is reported", [{}], {
  title: () => "the path of a sidecar's probe",
  run: () => {
    const injected = textOf(inject(deployment("", "")));
    const again = inject(injected.replace("path: /app-health/shipper/readyz", "path: /ready2"));
    assert.is(textOf(again), injected);
    assert.equal(warned(again.diagnostics), [
      "spec.template.spec.containers[shipper].readinessProbe.httpGet.path was changed by others since it was grafted, and was removed with what was grafted",
    ]);
  },
});
