import { parse } from "yaml";
import { initialConfig } from "../../../src/app/config/initial-config.ts";
import { inject } from "../../../src/index.ts";
import { chartMesh } from "../../../src/istio/config/chart-mesh.ts";
import { defaultValues } from "../../../src/istio/config/values.ts";
import { reproducedMinors } from "../../../src/istio/config/versions.ts";
import { at, isMap, mergeValues, newMap, toValue, type Value, type ValueMap } from "../../../src/value/value.ts";
import { readCanonical } from "../../../src/yaml/read-canonical.ts";
import { nodeValue } from "../../../src/yaml/source-node.ts";
import { assert, suite, table } from "../../cases.ts";
import { normal } from "../../istio/judged/normal.ts";
import { judgedRows, type Row } from "../../istio/judged/rows.ts";
import { differences } from "../../istio/normalise.ts";
import { meshConfigMaps } from "../../istio/template/mesh.ts";
import { documents } from "../../istio/yaml.ts";
import { sampled } from "../../runs.ts";

type Tree = Readonly<Record<string, unknown>>;

/** As in `spec.istio`. */
interface Settings {
  readonly hub?: string;
  readonly tag?: string;
  readonly revision?: string;
  readonly compliancePolicy?: string;
  readonly platform?: string;
  readonly values?: Tree;
  readonly meshConfig?: Tree;
}

interface ConfigMap {
  readonly metadata: Tree;
  readonly data: { readonly [Key in "config" | "values" | "mesh"]?: string };
}

/** The ConfigMaps that the chart of a minor renders for these settings, as the dump of a cluster shows them. */
function rendered(minor: string, { values = {}, meshConfig = {}, compliancePolicy, platform, ...named }: Settings): readonly ConfigMap[] {
  const [injector, mesh] = JSON.parse(JSON.stringify(meshConfigMaps(minor)));
  const suffix = named.revision ? `-${named.revision}` : "";
  const env = { pilot: { env: compliancePolicy ? { COMPLIANCE_POLICY: compliancePolicy } : {} } };
  const global = { ...(named.hub && { hub: named.hub }), ...(named.tag && { tag: named.tag }), ...(platform && { platform }) };
  const layers = [JSON.parse(injector.data.values), values, env, { global, revision: named.revision ?? "" }].map(mapOf);
  const all = layers.reduce(mergeValues);
  const { templates, defaultTemplates, ...webhook } = JSON.parse(JSON.stringify(at(all, "sidecarInjectorWebhook") ?? {}));
  const config = configs.get(minor);
  const chart = mergeValues(mapOf({ enablePrometheusMerge: true }), chartMesh(mergeValues(defaultValues, all)));
  return [
    {
      ...injector,
      metadata: { ...injector.metadata, name: `istio-sidecar-injector${suffix}` },
      data: {
        values: JSON.stringify(all),
        config: JSON.stringify({
          ...config,
          defaultTemplates: defaultTemplates.length > 0 ? defaultTemplates : ["sidecar"],
          policy: at(all, "global", "proxy", "autoInject"),
          alwaysInjectSelector: webhook.alwaysInjectSelector,
          neverInjectSelector: webhook.neverInjectSelector,
          injectedAnnotations: Object.keys(webhook.injectedAnnotations).length > 0 ? webhook.injectedAnnotations : null,
          templates: { ...config.templates, ...templates },
        }),
      },
    },
    {
      ...mesh,
      metadata: { ...mesh.metadata, name: `istio${suffix}`, labels: { "istio.io/rev": named.revision || "default" } },
      data: { mesh: JSON.stringify(mergeValues(chart, mapOf(meshConfig))) },
    },
  ];
}

const configs = new Map<string, ReturnType<typeof parse>>(
  reproducedMinors.map((minor) => [minor, parse(at(meshConfigMaps(minor)[0], "data", "config") as string)]),
);

const mapOf = (data: unknown) => toValue(data) as ValueMap;

const webhook = (revision: string, path = "/inject") => ({
  apiVersion: "admissionregistration.k8s.io/v1",
  kind: "MutatingWebhookConfiguration",
  metadata: { name: `istio-${revision}`, labels: { "istio.io/rev": revision } },
  webhooks: [{ name: "rev.namespace.sidecar-injector.istio.io", clientConfig: { service: { path } } }],
});

const namespace = (metadata: Tree) => ({ apiVersion: "v1", kind: "Namespace", metadata });
const node = (version: string) => ({
  apiVersion: "v1",
  kind: "Node",
  metadata: { name: "n" },
  status: { nodeInfo: { kubeletVersion: `v${version}.0` } },
});

function initialOf(objects: readonly object[]) {
  const { text = "", diagnostics } = initialConfig([
    { file: "dump.yaml", text: JSON.stringify({ apiVersion: "v1", kind: "List", items: objects }) },
  ]);
  const config = parse(text === "" ? "{}" : text);
  return { text, config, istio: config.spec?.istio, codes: diagnostics.map(({ code }) => code), diagnostics };
}

/** What a configuration makes of workloads, without podgraft's own notes. */
async function made(
  workloads: readonly string[],
  config: { readonly spec: Tree },
  context: readonly object[],
): Promise<readonly ValueMap[]> {
  const texts = workloads.map((text, i) => ({ file: `${i}.yaml`, text }));
  const spec = { ...config.spec, onUninjectable: "skip" };
  const given = { ...config, spec } as unknown as Parameters<typeof inject>[1];
  const result = await inject(texts, given, {
    context: [{ file: "context.yaml", text: context.map((object) => JSON.stringify(object)).join("\n---\n") }],
  });
  const errors = result.diagnostics.filter(({ severity, resource }) => severity === "error" && resource === undefined);
  assert.equal(errors, []);
  return result.texts.map(({ text }) => normal(printed(text)) as ValueMap);
}

function printed(text: string): Value {
  const node = readCanonical(text, { start: 0, end: text.length });
  return node ? nodeValue(node) : (documents(text).find(isMap) ?? newMap());
}

async function runRow({ minor, config, context, cases }: Row): Promise<void> {
  const { kubernetesVersion, namespaces, istio } = JSON.parse(JSON.stringify(config)).spec;
  const settings = { ...istio, tag: `${minor}.0` };
  const maps = rendered(minor, settings);
  const further = context.map((text) => parse(text));
  const { config: written, codes } = initialOf([
    ...namespaces.known.map(namespace),
    node(kubernetesVersion),
    webhook(settings.revision ?? "default"),
    ...maps,
  ]);
  assert.equal(codes, []);
  const { revision, compliancePolicy, platform } = istio;
  const named = Object.fromEntries(Object.entries({ revision, compliancePolicy, platform }).filter(([, value]) => value !== undefined));
  const mesh = {
    ...written,
    spec: { kubernetesVersion, namespaces, istio: { profile: "mesh", precedence: "webhook", guideAnnotations: false, ...named } },
  };
  const workloads = cases.map(({ input }) => input);
  const [ours, theirs] = [await made(workloads, written, further), await made(workloads, mesh, [...maps, ...further])];
  for (const [i, workload] of workloads.entries()) {
    const found = differences(ours[i]!, theirs[i]!);
    if (found.length > 0 && isTwoProxies(workload, settings)) twice++;
    else assert.equal(found, [], workload);
  }
}

/** Where the mesh's templates give two containers istio-proxy: docs/DIFFERENCES.md, native-custom-template. */
function isTwoProxies(workload: string, { values = {} }: Settings): boolean {
  const templates = at(mapOf(values), "sidecarInjectorWebhook", "templates");
  return templates !== undefined || /inject\.istio\.io\/templates: sidecar,grpc-agent/.test(workload);
}

let twice = 0;

suite("what init writes makes of pods what the mesh's ConfigMaps make", (test) => {
  const rows = sampled(judgedRows);
  for (const row of rows) test(`${row.minor} ${row.setting}`, () => runRow(row));
  test("annotations that the webhook ignores", async () => {
    const maps = rendered("1.31", { tag: "1.31.0" });
    const { config } = initialOf([
      namespace({ name: "shop", labels: { "istio-injection": "enabled" } }),
      node("1.30"),
      webhook("default"),
      ...maps,
    ]);
    const specOf = async (annotations: Tree) => {
      const metadata = { name: "web", namespace: "shop", labels: { app: "web" }, annotations };
      const pod = { apiVersion: "v1", kind: "Pod", metadata, spec: { containers: [{ name: "web", image: "w:1" }] } };
      return at((await made([JSON.stringify(pod)], config, []))[0], "spec");
    };
    const plain = await specOf({});
    assert.match(JSON.stringify(plain), "istio-init");
    assert.equal(await specOf({ "sidecar.istio.io/holdApplicationUntilProxyStarts": "true", "sidecar.istio.io/initCPU": "1" }), plain);
  });
  if (rows.length === judgedRows.length) test("except for two containers of one name", () => assert.is(twice, 13));
});

/** As the webhook decides and reads. */
const asWebhook = { precedence: "webhook", guideAnnotations: false };

/** What is in `spec.istio` beside these, hub and tag, of ConfigMaps with these settings. */
const writtenRows: readonly { name: string; minor: string; settings: Settings; want: object }[] = [
  ...["1.30", "1.31", "1.32"].map((minor) => ({ name: `the chart's own settings of ${minor}`, minor, settings: {}, want: {} })),
  {
    name: "what a mesh of several clusters sets",
    minor: "1.31",
    settings: {
      values: {
        global: {
          meshID: "m",
          network: "n",
          multiCluster: { clusterName: "c" },
          imagePullSecrets: ["s"],
          proxy: { resources: { limits: null } },
        },
      },
      meshConfig: { trustDomain: "td.example", accessLogFile: "/dev/stdout", defaultConfig: { holdApplicationUntilProxyStarts: true } },
    },
    want: {
      values: {
        global: {
          imagePullSecrets: ["s"],
          meshID: "m",
          multiCluster: { clusterName: "c" },
          network: "n",
          proxy: { resources: { limits: null } },
        },
      },
      meshConfig: { defaultConfig: { holdApplicationUntilProxyStarts: true }, trustDomain: "td.example", accessLogFile: "/dev/stdout" },
    },
  },
  {
    name: "what no pod follows from, and what the chart derives",
    minor: "1.31",
    settings: {
      values: { global: { configCluster: true, waypoint: { nodeSelector: { a: "b" } }, meshID: "m", proxy: { tracer: "zipkin" } } },
    },
    want: { values: { global: { meshID: "m", proxy: { tracer: "zipkin" } } } },
  },
  {
    name: "fields that Istio does not know",
    minor: "1.31",
    settings: { meshConfig: { acessLogFile: "/dev/stdout", defaultConfig: { tracing: { sampling: 7, smapling: 8 } } } },
    want: { meshConfig: { defaultConfig: { tracing: { sampling: 7 } } } },
  },
  {
    name: "what the configuration has a field for",
    minor: "1.31",
    settings: { compliancePolicy: "pqc", platform: "openshift" },
    want: {
      compliancePolicy: "pqc",
      platform: "openshift",
      values: { pilot: { env: { COMPLIANCE_POLICY: "pqc" } }, global: { platform: "openshift" } },
    },
  },
  {
    name: "templates that the values hold",
    minor: "1.31",
    settings: {
      values: {
        sidecarInjectorWebhook: { defaultTemplates: ["sidecar", "lab"], templates: { lab: "spec:\n  priorityClassName: high\n" } },
      },
    },
    want: {
      values: {
        sidecarInjectorWebhook: { defaultTemplates: ["sidecar", "lab"], templates: { lab: "spec:\n  priorityClassName: high\n" } },
      },
    },
  },
];

table("init writes", writtenRows, {
  title: ({ name }) => name,
  run: ({ minor, settings, want }) => {
    const tag = `${minor}.0`;
    const { istio, codes } = initialOf([webhook("default"), ...rendered(minor, { ...settings, tag })]);
    assert.equal(codes, []);
    assert.equal(istio, { ...asWebhook, hub: "registry.istio.io/release", tag, ...want });
  },
});

const sidecarOf = (maps: readonly ConfigMap[], change: (text: string) => string) =>
  maps.map((map) => {
    if (map.data.config === undefined) return map;
    const config = parse(map.data.config);
    const templates = { ...config.templates, sidecar: change(config.templates.sidecar) };
    return { ...map, data: { ...map.data, config: JSON.stringify({ ...config, templates }) } };
  });

suite("init of a mesh with several control planes", (test) => {
  test("a further one says what the first says and it does not", () => {
    const first = { tag: "1.30.0", values: { global: { network: "n", proxy: { logLevel: "debug" } } }, meshConfig: { trustDomain: "a" } };
    const canary = { tag: "1.31.0", revision: "canary", values: { global: { network: "n" } } };
    const maps = [...rendered("1.30", first), ...rendered("1.31", canary)];
    assert.equal(initialOf([webhook("canary"), webhook("default"), ...maps]).istio, {
      ...asWebhook,
      hub: "registry.istio.io/release",
      tag: "1.30.0",
      values: first.values,
      meshConfig: first.meshConfig,
      revisions: [
        {
          name: "canary",
          hub: "registry.istio.io/release",
          tag: "1.31.0",
          values: { global: { proxy: { logLevel: "warning" } } },
          meshConfig: { trustDomain: "cluster.local" },
        },
      ],
    });
  });
  test("the cluster and the network of the webhook's URL count", () => {
    const { istio } = initialOf([webhook("default", "/inject/cluster/c1/net/n1"), ...rendered("1.30", { tag: "1.30.0" })]);
    assert.equal(istio.values, { global: { multiCluster: { clusterName: "c1" }, network: "n1" } });
  });
});

suite("init of a mesh whose templates no configuration carries", (test) => {
  for (const { name, tag, change } of [
    { name: "an edited one", tag: "1.31.0", change: (text: string) => `${text}\n    hostPID: true` },
    { name: "that of another minor", tag: "1.27.9", change: (text: string) => text },
  ])
    test(`names the ConfigMaps to keep: ${name}`, async () => {
      const maps = sidecarOf(rendered("1.31", { tag, values: { global: { network: "n" } } }), change);
      const { text, istio, config, diagnostics } = initialOf([webhook("default"), ...maps]);
      assert.equal(istio, { ...asWebhook, hub: "registry.istio.io/release", tag, profile: "mesh" });
      assert.match(text, "    # - istio-system/istio-sidecar-injector\n    # - istio-system/istio\n");
      assert.equal(
        diagnostics.map(({ code, severity }) => `${severity} ${code}`),
        ["warning MeshNotCarried"],
      );
      assert.match(diagnostics[0]?.fix ?? "", "istio-system/istio-sidecar-injector, istio-system/istio");
      const pod = `apiVersion: v1\nkind: Pod\nmetadata: {name: p, labels: {sidecar.istio.io/inject: "true"}}\nspec: {containers: [{name: a, image: a}]}\n`;
      const [injected] = await made([pod], config, maps);
      assert.ok(JSON.stringify(injected).includes('"ISTIO_META_NETWORK"'));
    });
  test("says so where the dump has no ConfigMap", () => assert.equal(initialOf([webhook("default")]).codes, ["MeshNotCarried"]));
});
