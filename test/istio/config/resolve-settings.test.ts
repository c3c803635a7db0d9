import type { Code } from "../../../src/diagnostic/codes.ts";
import { defaultProxyConfig } from "../../../src/istio/config/mesh-defaults.ts";
import { firstMinor, usesNativeSidecars } from "../../../src/istio/config/native-sidecars.ts";
import { effectiveProxyConfig, readProxyConfigResource } from "../../../src/istio/config/proxy-config-resource.ts";
import { injectorRules, readInjectorConfigMap, readIstioOperator, readMeshConfigMap } from "../../../src/istio/config/read-mesh-sources.ts";
import { resolveSettings, type SettingsSources } from "../../../src/istio/config/resolve-settings.ts";
import { isTruthy, printed } from "../../../src/istio/config/values.ts";
import { closestMinor, hasChange, isReproduced, minorOfTag } from "../../../src/istio/config/versions.ts";
import { minorOf } from "../../../src/kube/minor.ts";
import { mergeValues, toValue, type ValueMap } from "../../../src/value/value.ts";
import { assert, suite, table } from "../../cases.ts";
import { mapOf } from "../contexts.ts";
import { look } from "../look.ts";
import { readYaml } from "../yaml.ts";

table(
  "the minor of a tag",
  [
    { tag: "1.30.5", minor: "1.30", reproduced: true, closest: "1.30" },
    { tag: "1.31.0-distroless", minor: "1.31", reproduced: true, closest: "1.31" },
    { tag: "1.32-alpha.0123abc", minor: "1.32", reproduced: true, closest: "1.32" },
    { tag: "v1.31", minor: "1.31", reproduced: true, closest: "1.31" },
    { tag: "1.9.0", minor: "1.9", reproduced: false, closest: "1.30" },
    { tag: "1.40.0", minor: "1.40", reproduced: false, closest: "1.32" },
    { tag: "2.0.0", minor: "2.0", reproduced: false, closest: "1.32" },
    { tag: "latest", minor: undefined, reproduced: undefined, closest: undefined },
    { tag: "sha256:0123", minor: undefined, reproduced: undefined, closest: undefined },
    { tag: "", minor: undefined, reproduced: undefined, closest: undefined },
  ],
  {
    title: ({ tag }) => JSON.stringify(tag),
    run: ({ tag, minor, reproduced, closest }) =>
      assert.equal([minorOfTag(tag), isReproduced(tag), closestMinor(tag)], [minor, reproduced, closest]),
  },
);

suite("what changed by minor", (test) => {
  test("1.30 has none of it", () => assert.is(hasChange("1.30", "initImage"), false));
  test("1.31 has some", () => assert.equal([hasChange("1.31", "initImage"), hasChange("1.31", "noGomaxprocs")], [true, false]));
  test("an unknown minor is the newest", () => assert.is(hasChange(undefined, "noGomaxprocs"), true));
});

table(
  "native sidecars",
  [
    { kubernetesVersion: "1.34", setting: undefined, want: true },
    { kubernetesVersion: "v1.33.1+k3s1", setting: "auto", want: true },
    { kubernetesVersion: "1.32.9", setting: undefined, want: false },
    { kubernetesVersion: "1.28", setting: "true", want: true },
    { kubernetesVersion: "1.34", setting: "false", want: false },
    { kubernetesVersion: "1.34", setting: false, want: false },
    { kubernetesVersion: "1.34", setting: "maybe", want: false },
    { kubernetesVersion: "new", setting: undefined, want: false },
    { kubernetesVersion: undefined, setting: undefined, want: true },
  ],
  {
    title: ({ kubernetesVersion, setting }) => `${kubernetesVersion}, ${setting}`,
    run: ({ want, ...facts }) => assert.is(usesNativeSidecars(facts), want),
  },
);

suite("the minor of a kubelet", (test) => {
  test("read", () => assert.equal(["1.28", "v1.28.3-gke.1", "1", ""].map(minorOf), [firstMinor, firstMinor, undefined, undefined]));
});

suite("values", (test) => {
  test("maps are merged, null removes, lists replace", () => {
    const merged = mergeValues(mapOf({ a: { b: 1, c: 2 }, d: [1, 2], e: 1 }), mapOf({ a: { b: null, x: 3 }, d: [3], e: { f: 1 } }));
    assert.equal(merged, mapOf({ a: { c: 2, x: 3 }, d: [3], e: { f: 1 } }));
  });
  test("printed as Go prints them", () => {
    const values = [null, "a", 1.12, true, [1, "b"], { b: 1, a: null }].map((value) => printed(toValue(value)));
    assert.equal(values, ["<nil>", "a", "1.12", "true", "[1 b]", "map[a:<nil> b:1]"]);
  });
  test("truth as templates see it", () => {
    assert.equal(
      [undefined, null, "", 0, false, [], {}, "false", [0], { a: 0 }].map((value) => isTruthy(toValue(value))),
      [...Array(7).fill(false), ...Array(3).fill(true)],
    );
  });
});

suite("the effective ProxyConfig", (test) => {
  const resource = (name: string, namespace: string, spec: unknown) =>
    readProxyConfigResource(mapOf({ metadata: { name, namespace }, spec }));
  const root = resource("root", "istio-system", { concurrency: 1, environmentVariables: { A: "root", B: "root" } });
  const wide = resource("wide", "shop", { concurrency: 2, environmentVariables: { B: "shop" } });
  const narrow = resource("narrow", "shop", { concurrency: 4, selector: { matchLabels: { app: "web" } } });
  const later = resource("z-narrow", "shop", { concurrency: 5, selector: { matchLabels: { app: "web" } } });
  const effective = (resources: readonly (typeof root)[], annotation?: unknown) =>
    effectiveProxyConfig({
      mesh: defaultProxyConfig,
      rootNamespace: "istio-system",
      resources,
      namespace: "shop",
      podLabels: mapOf({ app: "web" }),
      annotation: annotation === undefined ? undefined : mapOf(annotation),
    });
  test("the namespace's beats the root's, entries of the environment are merged", () => {
    const { proxyConfig } = effective([wide, root]);
    assert.equal([proxyConfig.concurrency, { ...proxyConfig.proxyMetadata }], [2, { A: "root", B: "shop" }]);
  });
  test("the annotation beats the namespace's", () => assert.is(effective([wide], { concurrency: 3 }).proxyConfig.concurrency, 3));
  test("a matching selector beats the annotation", () =>
    assert.is(effective([wide, narrow], { concurrency: 3 }).proxyConfig.concurrency, 4));
  test("two of one rank: the first by name, and a note", () => {
    const { proxyConfig, ambiguous } = effective([later, narrow]);
    assert.equal([proxyConfig.concurrency, ambiguous.map((rank) => rank.map(({ name }) => name))], [4, [["narrow", "z-narrow"]]]);
  });
  test("another namespace's does not count", () =>
    assert.is(effective([resource("x", "other", { concurrency: 9 })]).proxyConfig.concurrency, undefined));
  test("a field that is unknown", () => assert.equal(resource("x", "shop", { concurency: 1 }).findings.length, 1));
});

interface Row {
  readonly name: string;
  readonly given: SettingsSources;
  readonly values?: Readonly<Record<string, unknown>>;
  readonly mesh?: Readonly<Record<string, unknown>>;
  readonly minor?: string;
  readonly codes?: readonly Code[];
  /** What the diagnostics name. */
  readonly fields?: readonly string[];
}

const pinned = { tag: "1.31.0" };

const rows: readonly Row[] = [
  {
    name: "nothing: the chart's defaults, and a word on the version",
    given: {},
    values: { "global.hub": "registry.istio.io/release", "global.tag": "1.30.5", revision: "" },
    mesh: { "defaultConfig.discoveryAddress": "istiod.istio-system.svc:15012", trustDomain: "cluster.local" },
    minor: "1.30",
    codes: ["UnpinnedVersion"],
  },
  {
    name: "a revision brings its own address",
    given: { ...pinned, revision: "canary", values: [mapOf({ global: { istioNamespace: "mesh" } })] },
    values: { revision: "canary" },
    mesh: { "defaultConfig.discoveryAddress": "istiod-canary.mesh.svc:15012", rootNamespace: "mesh" },
    minor: "1.31",
  },
  {
    name: "names beat values, values beat the ConfigMap",
    given: {
      tag: "1.32.0",
      values: [mapOf({ global: { tag: "1.31.0", hub: "own" } })],
      mesh: { revision: "", values: mapOf({ global: { hub: "theirs", network: "n", tag: "1.30.0" } }) },
    },
    values: { "global.tag": "1.32.0", "global.hub": "own", "global.network": "n" },
    minor: "1.32",
  },
  {
    name: "the ConfigMap's mesh, with the configuration's merged in",
    given: {
      ...pinned,
      mesh: {
        revision: "default",
        meshConfig: { value: mapOf({ trustDomain: "td", defaultConfig: { discoveryAddress: "x:1", concurrency: 1 } }) },
      },
      meshConfig: [{ value: mapOf({ defaultConfig: { concurrency: 2 } }) }],
    },
    mesh: { trustDomain: "td", "defaultConfig.discoveryAddress": "x:1", "defaultConfig.concurrency": 2 },
    minor: "1.31",
  },
  {
    name: "another revision on the default one's ConfigMap calls its own control plane",
    given: {
      ...pinned,
      revision: "canary",
      mesh: { revision: "", meshConfig: { value: mapOf({ defaultConfig: { discoveryAddress: "istiod:15012" } }) } },
    },
    mesh: { "defaultConfig.discoveryAddress": "istiod-canary.istio-system.svc:15012" },
    minor: "1.31",
  },
  {
    name: "tracer, mesh and variant of the values reach the mesh",
    given: { ...pinned, values: [mapOf({ global: { meshID: "m", variant: "distroless", proxy: { tracer: "zipkin" } } })] },
    mesh: {
      "defaultConfig.meshId": "m",
      "defaultConfig.image.imageType": "distroless",
      "defaultConfig.tracing.zipkin.address": "zipkin.istio-system:9411",
    },
    minor: "1.31",
  },
  {
    name: "null removes what the layers below say",
    given: { ...pinned, values: [mapOf({ global: { logging: { level: "x" } } }), mapOf({ global: { logging: null, network: null } })] },
    values: { "global.logging": undefined, "global.network": undefined },
    minor: "1.31",
  },
  { name: "a version with a v", given: { tag: "v1.30.5" }, minor: "1.30", codes: ["UnknownIstioVersion"] },
  { name: "an empty tag", given: { tag: "" }, codes: ["UnpinnedVersion"] },
  { name: "a tag with a space", given: { tag: "1.30.5 " }, minor: "1.30", codes: ["UnknownIstioVersion"] },
  { name: "two tags", given: { tag: "a:1:x" }, codes: ["UnknownIstioVersion"] },
  { name: "half a digest", given: { tag: "sha256:0123" }, codes: ["UnknownIstioVersion"] },
  { name: "a version that is not reproduced", given: { tag: "1.20.1" }, minor: "1.30", codes: ["UnknownIstioVersion"] },
  { name: "a digest", given: { tag: `sha256:${"0".repeat(64)}` } },
  {
    name: "unknown fields: a warning in the ConfigMap, an error in the configuration",
    given: {
      ...pinned,
      mesh: { revision: "", meshConfig: { value: mapOf({ trustDomian: "a" }) } },
      meshConfig: [{ value: mapOf({ rootNamspace: "b" }) }],
    },
    minor: "1.31",
    codes: ["UnknownMeshField", "InvalidConfiguration"],
  },
  {
    name: "what Istio would not start with",
    given: { ...pinned, meshConfig: [{ value: mapOf({ trustDomain: "", connectTimeout: "2h", proxyListenPort: 0 }) }] },
    minor: "1.31",
    codes: ["InvalidConfiguration", "InvalidConfiguration", "InvalidConfiguration"],
  },
  {
    name: "each fault by the field that its author wrote",
    given: {
      ...pinned,
      mesh: { revision: "", meshConfig: { value: mapOf({ trustDomain: "", connectTimeout: "2h", dnsRefreshRate: "2h" }) } },
      meshConfig: [
        { value: mapOf({ connectTimeout: "3h" }), object: { apiVersion: "install.istio.io/v1alpha1", kind: "IstioOperator", name: "o" } },
        { value: mapOf({ proxyListenPort: 0 }) },
      ],
    },
    minor: "1.31",
    codes: ["InvalidConfiguration", "InvalidConfiguration", "InvalidConfiguration"],
    fields: ["istio.meshConfig.proxyListenPort", "spec.meshConfig.connectTimeout", "data.mesh.trustDomain"],
  },
  {
    name: "a wrong value",
    given: { ...pinned, meshConfig: [{ value: mapOf({ defaultConfig: { discoveryAddress: "nowhere" } }) }] },
    minor: "1.31",
    codes: ["InvalidConfiguration"],
  },
];

table("the settings of a control plane", rows, {
  title: ({ name }) => name,
  run: ({ given, values, mesh, minor, codes, fields }) => {
    const settings = resolveSettings(given);
    for (const [path, want] of Object.entries(values ?? {})) assert.is(look(settings.values, path), want, path);
    for (const [path, want] of Object.entries(mesh ?? {})) assert.is(look(settings.meshConfig as ValueMap, path), want, path);
    assert.equal([settings.minor, settings.diagnostics.map(({ code }) => code)], [minor, codes ?? []]);
    const named = settings.diagnostics.map(({ field }) => field?.path);
    if (fields) assert.equal(named, fields);
  },
});

suite("the mesh's own configuration", (test) => {
  const configMap = (data: unknown) => mapOf({ kind: "ConfigMap", data });
  test("an injector's ConfigMap", () => {
    const read = readInjectorConfigMap(
      configMap({ values: '{"global": {"tag": "1.31.0"}}', config: "policy: disabled\nneverInjectSelector: [{}]", template: "x" }),
      readYaml,
    );
    assert.equal(read.unread, ["template"]);
    assert.equal(read.problems, []);
    assert.equal(injectorRules({ values: read.values!, config: read.config, own: mapOf({}) }), {
      policy: "disabled",
      neverInjectSelector: [mapOf({})],
      alwaysInjectSelector: [],
      enableNamespacesByDefault: false,
    });
  });
  test("text that is not YAML", () => {
    const { problems } = readInjectorConfigMap(configMap({ values: "{", config: "a" }), readYaml);
    assert.equal(
      problems.map(({ key }) => key),
      ["values", "config"],
    );
  });
  test("a mesh's ConfigMap", () =>
    assert.equal(readMeshConfigMap(configMap({ mesh: "trustDomain: td" }), readYaml).meshConfig, mapOf({ trustDomain: "td" })));
  test("an IstioOperator", () => {
    const operator = mapOf({
      spec: { hub: "h", components: { cni: { enabled: true } }, values: { pilot: { cni: { provider: "multus" } } } },
    });
    assert.equal(readIstioOperator(operator), {
      hub: "h",
      values: [mapOf({ pilot: { cni: { enabled: true } } }), mapOf({ pilot: { cni: { provider: "multus" } } })],
      meshConfig: [{ value: mapOf({}) }],
    });
  });
});
