import { mergeMeshConfig } from "../../../src/istio/config/merge-mesh-config.ts";
import { mergeProxyConfig } from "../../../src/istio/config/merge-proxy-config.ts";
import { defaultMeshConfig } from "../../../src/istio/config/mesh-defaults.ts";
import { fieldOfGo, fieldsOf, type Message, type MessageName, zeroOf } from "../../../src/istio/config/message.ts";
import { messageJson } from "../../../src/istio/config/message-json.ts";
import { asMessage } from "../../../src/istio/config/overlay-message.ts";
import { proxyConfigJson } from "../../../src/istio/config/proxy-config-json.ts";
import { type FieldFinding, readMessage } from "../../../src/istio/config/read-message.ts";
import { toValue, type ValueMap } from "../../../src/value/value.ts";
import { assert, suite, table } from "../../cases.ts";
import { mapOf } from "../contexts.ts";

table(
  "durations as Go writes them",
  [
    ["45s", "45s"],
    ["1m30s", "90s"],
    ["1h", "3600s"],
    ["1.5s", "1.500s"],
    ["250ms", "0.250s"],
    ["1us", "0.000001s"],
    ["1ns", "0.000000001s"],
    ["0", "0s"],
    ["-2s", "-2s"],
    ["", undefined],
    ["5", undefined],
    ["5 s", undefined],
    ["s", undefined],
    [".s", undefined],
    ["1d", undefined],
    ["999999999h", undefined],
    ["2562047h47m16.854775807s", "9223372036.854775807s"],
    ["2562047h47m16.854775808s", undefined],
    ["-2562047h47m16.854775808s", "-9223372036.854775808s"],
  ] as const,
  {
    title: ([text]) => JSON.stringify(text),
    run: ([text, want]) => {
      const { fields, findings } = readMessage("ProxyConfig", toValue({ drainDuration: text }));
      assert.is(fields.drainDuration, want);
      assert.is(findings.length, want === undefined ? 1 : 0);
    },
  },
);

interface ReadRow {
  readonly name: string;
  readonly message?: MessageName;
  readonly given: unknown;
  readonly fields?: unknown;
  readonly findings?: readonly FieldFinding[];
}

const reads: readonly ReadRow[] = [
  { name: "JSON names", given: { statusPort: 1, drainDuration: "1m" }, fields: { statusPort: 1, drainDuration: "60s" } },
  { name: "proto names", given: { status_port: 1, proxy_metadata: { A: "b" } }, fields: { statusPort: 1, proxyMetadata: { A: "b" } } },
  { name: "both spellings: the JSON name wins", given: { statusPort: 1, status_port: 2 }, fields: { statusPort: 1 } },
  { name: "null is absent", given: { statusPort: null, tracing: null }, fields: {} },
  { name: "both spellings, the JSON name null", given: { statusPort: null, status_port: 2 }, fields: {} },
  {
    name: "null in lists and maps is empty",
    given: { extraStatTags: [null], proxyMetadata: { A: null } },
    fields: { extraStatTags: [""], proxyMetadata: { A: "" } },
  },
  { name: "quoted numbers", given: { statusPort: "15020", concurrency: "2" }, fields: { statusPort: 15020, concurrency: 2 } },
  { name: "zero is given", given: { statusPort: 0 }, fields: { statusPort: 0 } },
  { name: "enums by number", given: { interceptionMode: 1 }, fields: { interceptionMode: "TPROXY" } },
  {
    name: "nested messages and lists",
    given: { tracing: { zipkin: { address: "z:1" } }, extraStatTags: ["a"] },
    fields: { tracing: { zipkin: { address: "z:1" } }, extraStatTags: ["a"] },
  },
  { name: "nothing at all", given: null, fields: {} },
  {
    name: "unknown, with the nearest known",
    given: { concurency: 1 },
    fields: {},
    findings: [{ path: "concurency", problem: "unknown", current: 1, expected: "concurrency" }],
  },
  {
    name: "unknown, with none near",
    given: { tracing: { zzz: 1 } },
    fields: { tracing: {} },
    findings: [{ path: "tracing.zzz", problem: "unknown", current: 1 }],
  },
  {
    name: "a number for a string",
    given: { proxyMetadata: { A: 1 } },
    fields: { proxyMetadata: {} },
    findings: [{ path: "proxyMetadata.A", problem: "invalid", current: 1, expected: "a string" }],
  },
  {
    name: "an enum that does not exist",
    given: { interceptionMode: "SIDEWAYS" },
    fields: {},
    findings: [{ path: "interceptionMode", problem: "invalid", current: "SIDEWAYS", expected: "one of REDIRECT, TPROXY, NONE" }],
  },
  {
    name: "a duration that cannot be read",
    given: { drainDuration: 5 },
    fields: {},
    findings: [{ path: "drainDuration", problem: "invalid", current: 5, expected: 'a duration such as "45s"' }],
  },
  {
    name: "within a list",
    message: "MeshConfig",
    given: { extensionProviders: [{ name: "a" }, { name: 2 }] },
    fields: { extensionProviders: [{ name: "a" }, {}] },
    findings: [{ path: "extensionProviders[1].name", problem: "invalid", current: 2, expected: "a string" }],
  },
  { name: "no map", given: "x", fields: {}, findings: [{ path: "", problem: "invalid", current: "x", expected: "a map of fields" }] },
  {
    name: "keys of a prototype",
    given: JSON.parse('{"constructor": 1}'),
    fields: {},
    findings: [{ path: "constructor", problem: "unknown", current: 1 }],
  },
];

table("reading a message", reads, {
  title: ({ name }) => name,
  run: ({ message = "ProxyConfig", given, fields, findings }) => {
    const got = readMessage(message, toValue(given));
    assert.equal(got.fields, toValue(fields));
    assert.equal(got.findings, findings ?? []);
  },
});

function proxyConfigOf(fields: unknown): Message<"ProxyConfig"> {
  return asMessage("ProxyConfig", readMessage("ProxyConfig", toValue(fields)).fields);
}

table(
  "a ProxyConfig merged into another",
  [
    { name: "a field replaces", base: { statusPort: 1 }, patch: { statusPort: 2 }, want: { statusPort: 2 } },
    { name: "a zero value unsets", base: { statusPort: 1, configPath: "a" }, patch: { statusPort: 0 }, want: { configPath: "a" } },
    { name: "a wrapper keeps its zero", base: { concurrency: 2 }, patch: { concurrency: 0 }, want: { concurrency: 0 } },
    { name: "a message replaces", base: { tracing: { zipkin: { address: "a:1" } } }, patch: { tracing: {} }, want: { tracing: {} } },
    {
      name: "metadata is merged",
      base: { proxyMetadata: { A: "1", B: "1" } },
      patch: { proxyMetadata: { B: "2" } },
      want: { proxyMetadata: { A: "1", B: "2" } },
    },
    {
      name: "of several fields of a oneof the last counts",
      base: {},
      patch: { tracing: { openCensusAgent: {}, datadog: {} } },
      want: { tracing: { openCensusAgent: {} } },
    },
    {
      name: "headers are merged",
      base: { proxyHeaders: { server: { disabled: true }, requestId: { disabled: true } } },
      patch: { proxyHeaders: { requestId: { disabled: false } } },
      want: { proxyHeaders: { server: { disabled: true }, requestId: { disabled: false } } },
    },
    {
      name: "one field of a oneof unsets the others",
      base: { serviceCluster: "a" },
      patch: { tracingServiceName: "CANONICAL_NAME_ONLY" },
      want: { tracingServiceName: "CANONICAL_NAME_ONLY" },
    },
  ],
  {
    title: ({ name }) => name,
    run: ({ base, patch, want }) => {
      const merged = mergeProxyConfig(proxyConfigOf(base), readMessage("ProxyConfig", toValue(patch)).fields);
      assert.equal(merged as ValueMap, toValue(want));
    },
  },
);

suite("a MeshConfig merged into the defaults", (test) => {
  const merge = (patch: unknown) => mergeMeshConfig(defaultMeshConfig, readMessage("MeshConfig", toValue(patch)).fields);
  test("defaultConfig is merged", () => {
    const { defaultConfig } = merge({ defaultConfig: { statusPort: 1 } });
    assert.equal([defaultConfig?.statusPort, defaultConfig?.drainDuration], [1, "45s"]);
  });
  test("a provider of a known name takes its place", () => {
    const { extensionProviders } = merge({
      extensionProviders: [
        { name: "stackdriver", prometheus: {} },
        { name: "own", prometheus: {} },
      ],
    });
    assert.equal(
      extensionProviders?.map((provider) => ({ ...provider })),
      [
        { name: "prometheus", prometheus: mapOf({}) },
        { name: "stackdriver", prometheus: mapOf({}) },
        { name: "envoy", envoyFileAccessLog: mapOf({ path: "/dev/stdout" }) },
        { name: "own", prometheus: mapOf({}) },
      ],
    );
  });
  test("aliases are added, sorted", () => {
    const once = merge({ trustDomainAliases: ["b", "a"] });
    const twice = mergeMeshConfig(once, mapOf({ trustDomainAliases: ["c", "a"] }));
    assert.equal(twice.trustDomainAliases, ["a", "b", "c"]);
  });
  test("any other list replaces", () => assert.equal(merge({ defaultServiceExportTo: ["."] }).defaultServiceExportTo, ["."]));
  test("the defaults themselves stay as they are", () =>
    assert.is(merge({ rootNamespace: "x" }).rootNamespace === defaultMeshConfig.rootNamespace, false));
});

suite("a message as JSON", (test) => {
  test("fields in the order of the .proto file, keys sorted", () => {
    const message = proxyConfigOf({ proxyMetadata: { b: "2", a: "1" }, statusPort: 1, drainDuration: "1500ms", serviceCluster: "x" });
    assert.is(
      messageJson("ProxyConfig", message),
      '{"serviceCluster":"x","drainDuration":"1.500s","proxyMetadata":{"a":"1","b":"2"},"statusPort":1}',
    );
  });
  test("HTML's characters are escaped", () => {
    const message = proxyConfigOf({ proxyStatsMatcher: { inclusionPrefixes: ["<a>&"] } });
    assert.is(proxyConfigJson(message), '{"proxyStatsMatcher":{"inclusionPrefixes":["\\u003ca\\u003e\\u0026"]}}');
  });
  test("defaults are left out", () => assert.is(proxyConfigJson(proxyConfigOf({ statusPort: 15020, drainDuration: "45s" })), "{}"));
});

suite("Go's names", (test) => {
  test("fields and getters", () => {
    assert.is(fieldOfGo("ProxyConfig", "HoldApplicationUntilProxyStarts")?.jsonName, "holdApplicationUntilProxyStarts");
    assert.is(fieldOfGo("ProxyConfig", "ServiceCluster")?.oneof, "ClusterName");
    assert.is(fieldOfGo("ConnectionPoolSettings_HTTPSettings", "H2UpgradePolicy")?.jsonName, "h2UpgradePolicy");
    assert.is(fieldOfGo("ProxyConfig", "constructor"), undefined);
  });
  test("zero values", () => {
    const zeros = ["string", "bool", "int32", "duration", "boolValue", "message Tracing", "enum ProxyConfig_InboundInterceptionMode"].map(
      zeroOf,
    );
    assert.equal(zeros, ["", false, 0, null, null, null, "REDIRECT"]);
  });
  test("every field has a name of its own in Go", () => {
    const fields = fieldsOf("MeshConfig").map(({ goName }) => goName);
    assert.is(new Set(fields).size, fields.length);
  });
});
