import { env, facts, init, label, note, proxy } from "./facts.ts";

facts("metadata", [
  {
    name: "labels by default",
    want: {
      [label("security.istio.io/tlsMode")]: "istio",
      [label("service.istio.io/canonical-name")]: "web",
      [label("service.istio.io/canonical-revision")]: "latest",
      [env("ISTIO_META_WORKLOAD_NAME")]: "web",
      [env("ISTIO_META_OWNER")]: "kubernetes://apis/apps/v1/namespaces/shop/deployments/web",
    },
  },
  {
    name: "security.istio.io/tlsMode stays",
    labels: { "security.istio.io/tlsMode": "disabled" },
    want: { [label("security.istio.io/tlsMode")]: "disabled" },
  },
  {
    name: "canonical name and revision from the application's labels",
    labels: { app: "a", "app.kubernetes.io/name": "b", version: "1", "app.kubernetes.io/version": "2" },
    want: { [label("service.istio.io/canonical-name")]: "b", [label("service.istio.io/canonical-revision")]: "2" },
  },
  {
    name: "a long name is cut and trimmed",
    context: { workload: { apiVersion: "v1", kind: "Pod", name: `${"a".repeat(61)}-.b`, namespace: "" } },
    want: { [label("service.istio.io/canonical-name")]: "a".repeat(61) },
  },
  {
    name: "a long name before 1.31",
    context: { minor: "1.30", workload: { apiVersion: "v1", kind: "Pod", name: `${"a".repeat(61)}.-b`, namespace: "" } },
    want: { [label("service.istio.io/canonical-name")]: "a".repeat(61) },
  },
  {
    name: "a name of a label before 1.31",
    context: { minor: "1.30" },
    labels: { app: "-web-" },
    want: { [label("service.istio.io/canonical-name")]: "-web" },
  },
  {
    name: "service.istio.io/workload-name",
    labels: { "service.istio.io/workload-name": "shop-web" },
    want: { [env("ISTIO_META_WORKLOAD_NAME")]: "shop-web" },
  },
  {
    name: "topology.istio.io/network beats the values",
    labels: { "topology.istio.io/network": "north" },
    values: { global: { network: "south" } },
    want: { [env("ISTIO_META_NETWORK")]: "north", [label("topology.istio.io/network")]: "north" },
  },
  {
    name: "the network of the values becomes a label",
    values: { global: { network: "south" } },
    want: { [label("topology.istio.io/network")]: "south" },
  },
  {
    name: "networking.istio.io/tunnel with HBONE",
    mesh: { defaultConfig: { proxyMetadata: { ISTIO_META_ENABLE_HBONE: "true" } } },
    want: { [label("networking.istio.io/tunnel")]: "http" },
  },
  {
    name: "kubectl's default container is the application's first",
    spec: { containers: [{ name: "istio-proxy", image: "auto" }, { name: "main" }, { name: "other" }] },
    want: { [note("kubectl.kubernetes.io/default-container")]: "main", [note("kubectl.kubernetes.io/default-logs-container")]: "main" },
  },
  {
    name: "kubectl's default container stays",
    annotations: { "kubectl.kubernetes.io/default-container": "x" },
    want: { [note("kubectl.kubernetes.io/default-container")]: "x", [note("kubectl.kubernetes.io/default-logs-container")]: "app" },
  },
  {
    name: "OpenTelemetry's resource attributes",
    annotations: { "resource.opentelemetry.io/service.namespace": "team" },
    mesh: {
      extensionProviders: [
        { name: "otel", opentelemetry: { service: "otel", port: 4317, serviceAttributeEnrichment: "OTEL_SEMANTIC_CONVENTIONS" } },
      ],
    },
    want: {
      [env("OTEL_RESOURCE_ATTRIBUTES")]: "service.namespace=team,service.version=1,service.instance.id=shop.$(POD_NAME).app",
    },
  },
  {
    name: "the pod's own of OpenTelemetry's resource attributes beat what is known of it",
    annotations: { "resource.opentelemetry.io/service.version": "7", "resource.opentelemetry.io/service.instance.id": "one" },
    mesh: {
      extensionProviders: [
        { name: "otel", opentelemetry: { service: "otel", port: 4317, serviceAttributeEnrichment: "OTEL_SEMANTIC_CONVENTIONS" } },
      ],
    },
    want: {
      [env("OTEL_RESOURCE_ATTRIBUTES")]: "service.namespace=shop,service.version=7,service.instance.id=one",
    },
  },
  {
    name: "apm.datadoghq.com/env with the tracer datadog",
    annotations: { "apm.datadoghq.com/env": '{"DD_ENV":"prod"}' },
    values: { global: { proxy: { tracer: "datadog" } } },
    want: { [env("DD_ENV")]: "prod" },
  },
  {
    name: "the proxy of the user: image auto, settings kept for the next injection",
    spec: { containers: [{ name: "app" }, { name: "istio-proxy", image: "auto", resources: { requests: { cpu: "7m" } } }] },
    want: {
      [`${proxy}.image`]: "registry.istio.io/release/proxyv2:1.30.5",
      [`${proxy}.resources.requests`]: { cpu: "7m", memory: "128Mi" },
      "spec.containers[istio-proxy]": undefined,
      [note("proxy.istio.io/overrides")]: '{"initContainers":[{"name":"istio-proxy","resources":{"requests":{"cpu":"7m"}}}]}',
    },
  },
  {
    name: "the user of the user's proxy is let through",
    spec: { containers: [{ name: "app" }, { name: "istio-proxy", image: "auto", securityContext: { runAsUser: 2000 } }] },
    want: { [`${init}.args`]: ["-u", "2000"], [`${proxy}.securityContext.runAsUser`]: 2000 },
  },
]);
