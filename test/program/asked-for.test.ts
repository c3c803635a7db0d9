import { stringify } from "yaml";
import { assert, table } from "../cases.ts";
import { deployment, istioSidecar, namespace, ownSidecar } from "../cli/manifests.ts";
import { podgraft, withFiles } from "../cli/run.ts";

const sidecar =
  'spec:\n  containers:\n  - name: istio-proxy\n    image: "proxy:{{ .Values.global.tag }}"\n    args: ["{{ .ProxyConfig.Concurrency }}"]\n';
const extra = 'metadata:\n  annotations: {extra: "yes"}\n';
const injector = (config: object) => stringify({ policy: "enabled", templates: { sidecar, extra }, ...config });
const never = { neverInjectSelector: [{ matchLabels: { app: "web" } }] };
const cronJob = `apiVersion: batch/v1
kind: CronJob
metadata: {name: nightly, namespace: shop}
spec:
  jobTemplate:
    metadata: {annotations: {sidecar.istio.io/inject: "true"}}
    spec:
      template:
        metadata: {labels: {sidecar.istio.io/inject: "false"}}
        spec: {restartPolicy: Never, containers: [{name: app, image: "app:1"}]}
`;
const onHost = deployment("agent").replace("      containers:", "      hostNetwork: true\n      containers:");
const proxyConfig =
  "apiVersion: networking.istio.io/v1beta1\nkind: ProxyConfig\nmetadata: {name: two, namespace: shop}\nspec: {concurrency: 2}\n";

interface Row {
  readonly name: string;
  readonly input: string;
  readonly injector?: object;
  readonly config?: string;
  readonly args?: readonly string[];
  /** What the report says about it, and what is in the output. */
  readonly told: RegExp;
  readonly has?: readonly string[];
  readonly lacks?: readonly string[];
}

/** What users of other injectors ask for and do not get; here with the files that `istioctl kube-inject` takes, or a configuration. */
const rows: readonly Row[] = [
  {
    name: "the injector's policy",
    input: deployment("web"),
    injector: { policy: "disabled" },
    told: /1 skipped/,
    lacks: ["istio-proxy"],
  },
  {
    name: "a policy and the pod's own word",
    input: deployment("web", { labels: 'sidecar.istio.io/inject: "true"' }),
    injector: { policy: "disabled" },
    told: /1 injected/,
    has: ["istio-proxy"],
  },
  { name: "neverInjectSelector", input: deployment("web"), injector: never, told: /1 skipped/, lacks: ["istio-proxy"] },
  {
    name: "alwaysInjectSelector",
    input: deployment("web"),
    injector: { policy: "disabled", alwaysInjectSelector: never.neverInjectSelector },
    told: /1 injected/,
    has: ["istio-proxy"],
  },
  {
    name: "defaultTemplates",
    input: deployment("web"),
    injector: { defaultTemplates: ["sidecar", "extra"] },
    told: /1 injected/,
    has: ["istio-proxy", 'extra: "yes"'],
  },
  {
    name: "aliases",
    input: deployment("web").replace("    spec:\n", "      annotations: {inject.istio.io/templates: both}\n    spec:\n"),
    injector: { aliases: { both: ["sidecar", "extra"] } },
    told: /1 injected/,
    has: ["istio-proxy", 'extra: "yes"'],
  },
  {
    name: "injectedAnnotations",
    input: deployment("web"),
    injector: { injectedAnnotations: { "example.com/by": "the mesh" } },
    told: /1 injected/,
    has: ["example.com/by: the mesh"],
  },
  { name: "a ProxyConfig resource", input: `${proxyConfig}---\n${deployment("web")}`, told: /1 injected/, has: ["- value:2"] },
  {
    name: "the namespace's labels",
    input: `${namespace("shop", "istio-injection: disabled")}---\n${deployment("web")}`,
    config: istioSidecar,
    told: /1 skipped/,
    lacks: ["istio-proxy"],
  },
  {
    name: "OpenShift's range of users",
    input: `${namespace("shop", "istio-injection: enabled").trimEnd()}\n  annotations: {openshift.io/sa.scc.uid-range: 1000620000/10000}\n---\n${deployment("web")}`,
    config: istioSidecar.replace("istio: {", "istio: {platform: openshift, "),
    told: /1 injected/,
    has: ["runAsUser: 1000629999"],
  },
  {
    name: "a CronJob whose pods opt out, whatever its Jobs say",
    input: cronJob,
    told: /1 skipped/,
    lacks: ["istio-proxy", "sidecar.istio.io/status"],
  },
  {
    name: "one workload on the host's network among others",
    input: `${onHost}---\n${deployment("web")}`,
    told: /1 injected[^\n]*1 skipped[^\n]*\n(?:.*\n)*.*Deployment shop\/agent: nothing \(hostNetwork\)/,
    has: ["istio-proxy"],
  },
  {
    name: "the namespace of what names none",
    input: `${namespace("shop", "logging: enabled")}---\n${deployment("web", { namespace: "" })}`,
    config: ownSidecar,
    args: ["-n", "shop"],
    told: /1 injected/,
    has: ["fluent-bit:3"],
  },
  {
    name: "a namespace other than the resource's own",
    input: `${namespace("shop", "logging: enabled")}---\n${deployment("web", { namespace: "bank" })}`,
    config: ownSidecar,
    args: ["--namespace", "shop"],
    told: /1 skipped/,
    lacks: ["fluent-bit:3"],
  },
];

table("inject takes into account", rows, {
  title: ({ name }) => name,
  run: ({ input, injector: given = {}, config, args = [], told, has = [], lacks = [] }) =>
    withFiles(
      {
        "in.yaml": input,
        "inject.yaml": injector(given),
        "values.yaml": JSON.stringify({ global: { tag: "1.30.5" } }),
        ...(config !== undefined && { "c.yaml": config }),
      },
      (cwd) => {
        const mesh = config === undefined ? ["--injectConfigFile", "inject.yaml", "--valuesFile", "values.yaml"] : ["-c", "c.yaml"];
        const { out, code, err } = podgraft(["inject", "-f", "in.yaml", ...mesh, ...args], { cwd });
        assert.is(code, 0, err);
        assert.match(err, told, err);
        for (const text of has) assert.match(out, text, out);
        for (const text of lacks) assert.not.match(out, text);
      },
    ),
});
