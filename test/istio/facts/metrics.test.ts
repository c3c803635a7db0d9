import { env, facts, note, proxy } from "./facts.ts";

facts("metrics", [
  {
    name: "metrics are merged",
    annotations: { "prometheus.io/scrape": "true", "prometheus.io/port": "9090", "prometheus.io/path": "/m" },
    want: {
      [env("ISTIO_PROMETHEUS_ANNOTATIONS")]: '{"scrape":"true","path":"/m","port":"9090"}',
      [note("prometheus.io/port")]: "15020",
      [note("prometheus.io/path")]: "/stats/prometheus",
    },
  },
  {
    name: "every spelling of the metrics annotations is taken",
    annotations: { "prometheus-io/port": "9090", "prometheus.io.path": "/m" },
    want: {
      [env("ISTIO_PROMETHEUS_ANNOTATIONS")]: '{"scrape":"","path":"/m","port":"9090"}',
      [note("prometheus-io/port")]: undefined,
      [note("prometheus.io.path")]: undefined,
      [note("prometheus.io/port")]: "15020",
    },
  },
  {
    name: "prometheus.io/scrape false leaves the pod alone",
    annotations: { "prometheus.io/scrape": "false", "prometheus.io/port": "9090" },
    want: { [note("prometheus.io/port")]: "9090" },
  },
  {
    name: "prometheus.istio.io/merge-metrics false",
    annotations: { "prometheus.istio.io/merge-metrics": "false", "prometheus.io/port": "9090" },
    want: { [note("prometheus.io/port")]: "9090" },
  },
  {
    name: "a reserved port",
    annotations: { "prometheus.io/port": "15090" },
    want: { [proxy]: undefined },
    codes: ["InvalidMetricsPort"],
  },
  {
    name: "a port that is not valid",
    annotations: { "prometheus.io/port": "metrics" },
    want: { [proxy]: undefined },
    codes: ["InvalidMetricsPort"],
  },
  {
    name: "before 1.31 ports are not checked",
    annotations: { "prometheus.io/port": "15090", "prometheus.istio.io/scrape-targets": "80:/a" },
    context: { minor: "1.30" },
    want: { [env("ISTIO_PROMETHEUS_ANNOTATIONS")]: '{"scrape":"","path":"","port":"15090"}' },
  },
  {
    name: "several targets",
    annotations: { "prometheus.istio.io/scrape-targets": "8080:/a, 9090" },
    want: {
      [env("ISTIO_PROMETHEUS_ANNOTATIONS")]:
        '{"scrape":"","path":"/a","port":"8080","targets":[{"port":"8080","path":"/a"},{"port":"9090","path":"/metrics"}]}',
    },
  },
  {
    name: "prometheus.istio.io/secure-port is written",
    mesh: { defaultConfig: { proxyMetadata: { ENVOY_SECURE_MERGED_METRICS_PORT: "15092" } } },
    want: { [note("prometheus.istio.io/secure-port")]: "15092" },
  },
]);
