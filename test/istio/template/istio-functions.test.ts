import { sprig } from "../../../src/gotemplate/sprig/sprig.ts";
import { compile } from "../../../src/gotemplate/template.ts";
import { stringMap } from "../../../src/gotemplate/value/type.ts";
import { type GoValue, Nil, TypedMap } from "../../../src/gotemplate/value/value.ts";
import { asMessage } from "../../../src/istio/config/overlay-message.ts";
import { readMessage } from "../../../src/istio/config/read-message.ts";
import { istioFunctions } from "../../../src/istio/template/istio-functions.ts";
import { messageHost } from "../../../src/istio/template/message-host.ts";
import { templateData } from "../../../src/istio/template/template-data.ts";
import { isMap, toValue } from "../../../src/value/value.ts";
import { assert, suite, table } from "../../cases.ts";
import { meshOf, podContext, podOf } from "../contexts.ts";
import { corpusTable } from "../corpus.ts";

const functions = { ...sprig, ...istioFunctions };

function print(text: string, data: GoValue): string {
  const { template, error } = compile("row", text, { functions });
  const done = template?.execute(data);
  return done?.text ?? done?.error?.message ?? error?.message ?? "";
}

// biome-ignore lint/suspicious/noExplicitAny: each table's rows have a shape of their own
type Row = any;

const texts = (map: unknown) => new TypedMap(stringMap, toValue(map) as Record<string, string>);

/** What a row's function prints, and what it is to print. */
const tables: Readonly<Record<string, (row: Row) => readonly [string, string]>> = {
  omitNil: (row) => [print("{{ omitNil . | toJson }}", toValue(row.in) as GoValue), print("{{ toJson . }}", toValue(row.want) as GoValue)],
  appendMultusNetwork: ({ existing, network, want }) => [print("{{ appendMultusNetwork .a .b }}", { a: existing, b: network }), want],
  excludeInboundPortDerived: ({ port, excluded, want }) => [print("{{ excludeInboundPort .a .b }}", { a: port, b: excluded }), want],
  valueOrDefaultDerived: (row) => [print("{{ valueOrDefault .a .b }}", { a: row.value, b: row.default }), String(row.want)],
  indentDerived: (row) => [print(`{{ indent ${row.spaces} . }}`, row.in), row.want],
  mapsDerived: ({ fn, args, want }) => {
    const values = args.map((arg: unknown) => (arg === null ? new Nil(stringMap) : isMap(arg as never) ? texts(arg) : arg));
    const names = values.map((_: unknown, i: number) => `(index . ${i})`).join(" ");
    return [
      print(`{{ ${fn} ${names} | ${typeof want === "string" ? "print" : "toJson"} }}`, values),
      typeof want === "string" ? want : JSON.stringify(want ?? {}),
    ];
  },
  protoToJSON: ({ proxyConfig, want }) => {
    const { fields } = readMessage("ProxyConfig", toValue(proxyConfig));
    return [print("{{ protoToJSON .p }}", { p: messageHost("ProxyConfig", asMessage("ProxyConfig", fields)) }), want];
  },
  portsForContainer: ({ ports, want }) => {
    const pod = podOf({}, { containers: [{ name: "app", ports }] });
    return [print("{{ includeInboundPorts .Spec.Containers }}", templateData(podContext({ pod }))), want.join(",")];
  },
  otelResourceAttributes: ({ mesh, annotations, labels, namespace, containers, want }) => {
    const workload = { apiVersion: "apps/v1", kind: "Deployment", name: "web", namespace };
    const context = podContext({ meshConfig: meshOf(mesh), pod: podOf({ annotations, labels }, { containers }), workload });
    const call = "otelResourceAttributes .MeshConfig .ObjectMeta.Annotations .ObjectMeta.Labels .DeploymentMeta.Namespace .Spec.Containers";
    return [print(`{{ ${call} }}`, templateData(context)), want];
  },
};

for (const [name, run] of Object.entries(tables)) {
  suite(`Istio's template function ${name}`, (test) => {
    corpusTable("functions.json", name).rows.forEach((row, i) => {
      test(`${i} ${row.name ?? JSON.stringify(row).slice(0, 100)}`, () => {
        const [got, want] = run(row);
        assert.is(got, want);
      });
    });
  });
}

const mesh = { connectTimeout: "90s", defaultConfig: { holdApplicationUntilProxyStarts: true, concurrency: 3, drainDuration: "1.5s" } };
const context = podContext({
  pod: podOf(
    { annotations: { a: "" } },
    {
      containers: [
        { name: "app", ports: [{ containerPort: 80 }] },
        { name: "istio-proxy", ports: [{ containerPort: 1 }] },
      ],
    },
  ),
  meshConfig: meshOf(mesh),
  proxyConfig: meshOf(mesh).defaultConfig!,
});

const rows: readonly (readonly [string, string])[] = [
  ["{{ formatDuration .MeshConfig.ConnectTimeout }} {{ formatDuration .ProxyConfig.DrainDuration }}", "1m30s 1.5s"],
  ["{{ .ProxyConfig.DrainDuration.AsDuration }} {{ .ProxyConfig.DrainDuration.GetNanos }}", "1.5s 500000000"],
  ["{{ .ProxyConfig.HoldApplicationUntilProxyStarts.GetValue }} {{ .ProxyConfig.StatsCompression.GetValue }}", "true false"],
  ["{{ .ProxyConfig.Concurrency.GetValue }} {{ .ProxyConfig.GetConcurrency.Value }}", "3 3"],
  ["{{ .ProxyConfig.InterceptionMode }} {{ .ProxyConfig.InterceptionMode.String }}", "REDIRECT REDIRECT"],
  ["{{ .ProxyConfig.Tracing.GetSampling }} {{ if .ProxyConfig.Tracing }}traced{{ else }}not{{ end }}", "0 not"],
  ["{{ .ProxyConfig.GetServiceCluster }} {{ .MeshConfig.GetDefaultConfig.GetStatusPort }}", "istio-proxy 15020"],
  [
    "{{ .ProxyConfig.ServiceCluster }}",
    'template: row:1:15: executing "row" at <.ProxyConfig.ServiceCluster>: can\'t evaluate field ServiceCluster in type *v1alpha1.ProxyConfig',
  ],
  ["{{ index .ProxyConfig.ProxyMetadata `NONE` }}{{ len .ProxyConfig.ProxyMetadata }}", "0"],
  ["{{ .MeshConfig.OutboundTrafficPolicy.Mode }} {{ .MeshConfig.EnablePrometheusMerge.GetValue }}", "ALLOW_ANY true"],
  ["{{ range .MeshConfig.ExtensionProviders }}{{ .Name }},{{ end }}", "prometheus,stackdriver,envoy,"],
  [
    "{{ .DeploymentMeta.Name }} {{ .DeploymentMeta.Namespace }} {{ .TypeMeta.Kind }} {{ .TypeMeta.APIVersion }}",
    "web shop Deployment apps/v1",
  ],
  ["{{ .ProxyUID }} {{ .ProxyGID }} {{ .NativeSidecars }} {{ .Revision }} {{ .InboundTrafficPolicyMode }}", "1337 1337 true  passthrough"],
  ["{{ applicationPorts .Spec.Containers }} {{ includeInboundPorts .Spec.Containers }}", "80 80,1"],
  ['{{ contains "/" "a/b" }} {{ contains "a/b" "/" }}', "true false"],
  ['{{ fromJSON "no JSON" }} {{ (fromJSON "[1]") | toJson }}', "{} [1]"],
  ["{{ structToJSON (index (index .Spec.Containers 0).Ports 0) }} {{ structToJSON .Values.none }}", '{"containerPort":80} {}'],
  ["{{ toJSON .ObjectMeta.Annotations }} {{ toJSON .ObjectMeta.Labels }}", '{"a":""} {}'],
  ['{{ env "HOME" "fallback" }}', "fallback"],
  ['{{ kubevirtInterfaces "a,b" }} {{ excludeInterfaces "c" }} {{ toLower "ABC" }}', "a,b c abc"],
];

table("Istio's template functions", rows, {
  title: ([template]) => template,
  run: ([template, want]) => assert.is(print(template, templateData(context)), want),
});
