import { metricsAnnotations } from "../../../src/istio/post/merge-metrics.ts";
import { assert, table } from "../../cases.ts";
import { podOf } from "../contexts.ts";

const rows: readonly { readonly title: string; readonly annotations: object; readonly found: object }[] = [
  { title: "none", annotations: {}, found: { targets: [], keys: [] } },
  {
    title: "a port and a path",
    annotations: { "prometheus.io/port": "1", "prometheus.io/path": "/m" },
    found: { port: "1", path: "/m", targets: [], keys: ["prometheus.io/port", "prometheus.io/path"] },
  },
  {
    title: "another name that is one to Prometheus",
    annotations: { "prometheus-io.port": "1" },
    found: { port: "1", targets: [], keys: ["prometheus-io.port"] },
  },
  {
    title: "a name that only ends so",
    annotations: { "x-prometheus.io/port": "1", "Prometheus.io/port": "2" },
    found: { targets: [], keys: [] },
  },
  { title: "what is named after an object's own", annotations: { "prometheus.io/constructor": "1" }, found: { targets: [], keys: [] } },
];

table("annotations for Prometheus", rows, {
  title: ({ title }) => title,
  run: ({ annotations, found }) => assert.equal({ ...metricsAnnotations(podOf({ annotations })) }, found),
});
