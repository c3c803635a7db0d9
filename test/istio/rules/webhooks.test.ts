import { injectionStatus } from "../../../src/istio/post/injection-status.ts";
import type { ControlPlane, Precedence } from "../../../src/istio/rules/control-plane.ts";
import { decideInjection } from "../../../src/istio/rules/decide-injection.ts";
import { injectKey, systemNamespaces } from "../../../src/istio/rules/judge-injection.ts";
import { matchingWebhooks, readWebhooks, servedRevisions } from "../../../src/istio/rules/webhooks.ts";
import { parseSelector } from "../../../src/kube/selector.ts";
import { assert, suite } from "../../cases.ts";
import { mapOf, podOf } from "../contexts.ts";
import { corpusTable } from "../corpus.ts";

// biome-ignore lint/suspicious/noExplicitAny: each table's rows have a shape of their own
type Row = any;

/** The control planes that the configurations of the tables stand for. */
const planes: Readonly<Record<string, Partial<ControlPlane>>> = {
  default: { revision: "", tags: ["default"] },
  auto: { revision: "", tags: ["default"], enableNamespacesByDefault: true },
  canary: { revision: "canary", tags: [] },
  tagged: { revision: "canary", tags: ["prod", "default"] },
};

function plane(name: string): ControlPlane {
  const defaults = { revision: "", tags: [], enableNamespacesByDefault: false, namespaceSelector: undefined, policy: "enabled" };
  return { ...defaults, neverInjectSelector: [], alwaysInjectSelector: [], ...planes[name] };
}

function decide(row: Row, found: readonly ControlPlane[], precedence: Precedence = "webhook") {
  const podTemplate = podOf(
    { labels: row.podLabels ?? row.metadata?.labels ?? {}, annotations: row.metadata?.annotations ?? {} },
    row.podSpec ?? {},
  );
  const name = row.namespace ?? "shop";
  const namespace = { name, labels: mapOf(row.namespaceLabels ?? {}), annotations: mapOf({}), isKnown: true };
  const workload = { apiVersion: "v1", kind: "Pod", name: "web", namespace: name };
  return decideInjection({ facts: { workload, podTemplate, namespace }, planes: found, precedence });
}

function selectors(list: readonly unknown[]) {
  return list.map((selector) => parseSelector(mapOf(selector)).selector);
}

suite("webhooks of one revision", (test) => {
  const configuration = (name: string, webhook: string, labels: object = {}) =>
    readWebhooks(
      mapOf({
        kind: "MutatingWebhookConfiguration",
        metadata: { name, labels: { "istio.io/rev": "a", ...labels } },
        webhooks: [{ name: `${webhook}.sidecar-injector.istio.io`, clientConfig: { service: { name: "istiod", path: "/inject" } } }],
      }),
    );
  test("inject by default where one of them does", () => {
    const all = [configuration("one", "rev.namespace"), configuration("two", "rev.auto", { "istio.io/tag": "t" })];
    const auto = configuration("three", "auto", { "istio.io/tag": "u" });
    const found = (some: readonly unknown[]) =>
      servedRevisions(some as never).map(({ tags, enableNamespacesByDefault }) => [...tags, enableNamespacesByDefault]);
    assert.equal(found(all), [["t", false]]);
    assert.equal(found([...all, auto]), [["t", "u", true]]);
  });
});

suite("Istio's decisions", (test) => {
  for (const table of ["injectRequired", "injectRequiredDerived"]) {
    for (const [i, row] of corpusTable("decisions.json", table).rows.entries()) {
      test(`${table} ${i} ${row.name ?? ""}`, () => {
        const { policy, neverInjectSelector, alwaysInjectSelector, metadata } = row;
        const rules = {
          policy,
          neverInjectSelector: selectors(neverInjectSelector),
          alwaysInjectSelector: selectors(alwaysInjectSelector),
        };
        const labelled = { ...row, namespace: metadata.namespace, namespaceLabels: { "istio-injection": "enabled" } };
        assert.is(decide(labelled, [{ ...plane("default"), ...rules }]).inject, row.want);
      });
    }
  }
  for (const row of corpusTable("decisions.json", "ignoredNamespaces").rows) {
    test(`ignoredNamespaces ${row.namespace}`, () => assert.is(systemNamespaces.includes(row.namespace), row.ignored));
  }
  for (const row of corpusTable("decisions.json", "injectionDisabled").rows) {
    test(`injectionDisabled ${row.name}`, () => {
      const key = injectKey(podOf({ labels: row.labels, annotations: row.annotations }));
      assert.is(key.value === "false", row.want);
    });
  }
  for (const row of corpusTable("decisions.json", "extractRevisionFromPod").rows) {
    test(`extractRevisionFromPod ${row.name}`, () =>
      assert.is(injectionStatus(podOf({ annotations: row.annotations, labels: row.labels }))?.revision ?? "", row.want));
  }
});

suite("Istio's webhooks", (test) => {
  const { configs } = corpusTable("decisions.json", "webhookConfigurations");
  const read = (name: string) => readWebhooks(mapOf(configs[name]))!;
  const service = (name: string) => (name === "canary" || name.startsWith("tag") ? "istiod-canary" : "istiod");
  for (const [i, row] of corpusTable("decisions.json", "webhookSelector").rows.entries()) {
    const admission = { namespaceLabels: mapOf(row.namespaceLabels), podLabels: mapOf(row.podLabels) };
    test(`webhookSelector ${i}, read`, () => {
      const matched = row.configs.filter((name: string) => matchingWebhooks(read(name), admission).length > 0);
      assert.equal(matched, row.wantService === "" ? [] : [row.matchedConfig]);
    });
    test(`webhookSelector ${i}, decided`, () => {
      const { inject, plane: found } = decide(row, row.configs.map(plane));
      assert.is(inject ? service(found?.revision || "default") : "", row.wantService);
    });
  }
  for (const [i, row] of corpusTable("decisions.json", "webhookSelectorTagsDerived").rows.entries()) {
    const admission = { namespaceLabels: mapOf(row.namespaceLabels), podLabels: mapOf(row.podLabels) };
    test(`webhookSelectorTagsDerived ${i}, read`, () => {
      const matched = row.configs.flatMap((config: string) =>
        matchingWebhooks(read(config), admission).map(({ name }) => ({ config, webhook: name, service: service(config) })),
      );
      assert.equal(matched, row.matches);
    });
    test(`webhookSelectorTagsDerived ${i}, decided`, () => {
      assert.is(decide(row, [plane("tagged")]).inject, row.matches.length > 0);
    });
  }
  test("revisions and tags", () => {
    const served = servedRevisions(["canary", "tag-prod", "tag-default", "auto"].map(read));
    assert.equal(served, [
      { revision: "canary", tags: ["prod", "default"], enableNamespacesByDefault: false, urlEnv: {} },
      { revision: "default", tags: [], enableNamespacesByDefault: true, urlEnv: {} },
    ]);
  });
  const checked = corpusTable("decisions.json", "checkInject");
  for (const row of checked.rows) {
    test(`checkInject ${row.name}`, () => {
      const admission = { namespaceLabels: mapOf(row.namespaceLabels), podLabels: mapOf(row.podLabels) };
      const got = checked.webhookConfigurations.map((config: unknown) => {
        const { name, revision, ...webhooks } = readWebhooks(mapOf(config))!;
        return { name, revision, injected: matchingWebhooks({ name, revision, ...webhooks }, admission).length > 0 };
      });
      const want = row.expected.map(({ name, revision, injected }: Row) => ({ name, revision, injected }));
      const byName = (a: Row, b: Row) => (a.name < b.name ? -1 : 1);
      assert.equal(got.sort(byName), want.sort(byName));
    });
  }
});
