import { namespaceKeys } from "../../../src/istio/lint/namespace-keys.ts";
import { assert, table } from "../../cases.ts";
import { mapOf } from "../contexts.ts";

interface Row {
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  /** The field and the fix of each finding. */
  readonly told?: readonly string[];
}

const rows: readonly Row[] = [
  { labels: { "istio-injection": "enabled" } },
  { labels: { "istio-injection": "disabled" } },
  { labels: { "istio.io/rev": "canary", "istio.io/dataplane-mode": "ambient", "istio.io/use-waypoint": "w", "istio.io/tag": "a" } },
  { labels: { "topology.istio.io/network": "a", "example.com/revision": "1", "linkerd.io/inject": "enabled" } },
  { labels: { "istio-injection": "enable" }, told: ["metadata.labels[istio-injection]: write istio-injection: enabled"] },
  { labels: { "istio-injection": "Enabled" }, told: ["metadata.labels[istio-injection]: write istio-injection: enabled"] },
  { labels: { "istio-injection": "true" }, told: ["metadata.labels[istio-injection]: write istio-injection: enabled"] },
  { labels: { "istio-injection": "disable" }, told: ["metadata.labels[istio-injection]: write istio-injection: disabled"] },
  { labels: { "istio-injection": "x" }, told: ["metadata.labels[istio-injection]: write istio-injection: enabled, or disabled"] },
  { labels: { "istio-injected": "enabled" }, told: ["metadata.labels[istio-injected]: write the label istio-injection"] },
  { labels: { "istio.io/injection": "enabled" }, told: ["metadata.labels[istio.io/injection]: write the label istio-injection"] },
  { labels: { istio_injection: "enabled" }, told: ["metadata.labels[istio_injection]: write the label istio-injection"] },
  { labels: { "sidecar.istio.io/inject": "true" }, told: ["metadata.labels[sidecar.istio.io/inject]: write the label istio-injection"] },
  {
    labels: { "istio-injection": "enabled", "istio-injected": "true" },
    told: ["metadata.labels[istio-injected]: remove it: the label istio-injection is there"],
  },
  { labels: { "istio.io/revision": "a" }, told: ["metadata.labels[istio.io/revision]: write the label istio.io/rev"] },
  { labels: { "istio-rev": "a" }, told: ["metadata.labels[istio-rev]: write the label istio.io/rev"] },
  { annotations: { "istio-injection": "enabled" }, told: ["metadata.annotations[istio-injection]: write the label istio-injection"] },
  { annotations: { "istio.io/rev": "a" }, told: ["metadata.annotations[istio.io/rev]: write the label istio.io/rev"] },
  {
    annotations: { "sidecar.istio.io/inject": "true" },
    told: ["metadata.annotations[sidecar.istio.io/inject]: write the label istio-injection"],
  },
  { annotations: { "openshift.io/sa.scc.uid-range": "1/2", "example.com/inject": "true" } },
];

table("labels and annotations of a namespace", rows, {
  title: ({ labels, annotations }) => JSON.stringify({ labels, annotations }),
  run: ({ labels = {}, annotations = {}, told = [] }) => {
    const found = namespaceKeys({ name: "shop", labels: mapOf(labels), annotations: mapOf(annotations) });
    assert.equal(
      found.map(({ field, fix }) => `${field?.path}: ${fix}`),
      told,
    );
    assert.ok(found.every(({ code }) => code === "IgnoredNamespaceKey"));
  },
});
