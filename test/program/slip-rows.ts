import { gzipSync } from "node:zlib";
import { config, edited, inConfig, inManifest, inPod, type Mistake, web } from "./mistake.ts";

const IMAGE = "image: fluent/fluent-bit:3.1.9";
const TAG = "    tag: 1.30.5\n";
const SELECTOR = "{matchLabels: {logging: enabled}}";

const image = (text: string, command = "inject") => ({
  ...inConfig(`the image ${text}`, IMAGE, `image: ${text}`),
  args: `${command} -f web.yaml -c inj.yaml`,
});
const values = (text: string) => inConfig(`values: ${text}`, TAG, `${TAG}    values: ${text}\n`);
const inIstio = (field: string) => inConfig(`istio: ${field}`, TAG, `${TAG}    ${field}\n`);
const inSidecar = (field: string) => inConfig(`a sidecar: ${field}`, "    template:\n", `    ${field}\n    template:\n`);
const inContainer = (field: string) => inConfig(`a container: ${field}`, IMAGE, `${IMAGE}\n          ${field}`);
const inApp = (field: string, command = "check") =>
  inManifest(`the app's container: ${field}`, "        image: nginx:1.27.3\n", `        image: nginx:1.27.3\n        ${field}\n`, command);
const annotated = (text: string, command = "check") =>
  inPod(text.replaceAll(/\s+/g, " "), `      labels: {app: web}\n      annotations:\n        ${text}\n`, command);
const labelled = (text: string) => inPod(`the label ${text}`, `      labels: {app: web, ${text}}\n`, "check");

const images: readonly Mistake[] = [
  ...[
    "a:1:x",
    "Fluent/Bit:3",
    '" fluent/bit:3"',
    "https://docker.io/fluent/bit:3",
    '"fluent/bit:"',
    '"fluent/bit@sha256:abc"',
    "$" + "{IMAGE}",
  ].map((text) => image(text)),
  image("{repository: fluent/bit, tag: 3}"),
  image("fluent/bit:3\n          tag: 3"),
  image("fluent/bit", "check"),
  image("fluent/bit:latest", "check"),
  inManifest("the app's image with two tags", "nginx:1.27.3", "nginx:1.27:3", "check"),
  inManifest("the app's image in typographic quotes", "nginx:1.27.3", "\u201cnginx:1.27.3\u201d", "check"),
  inIstio("hub: docker.io/Istio"),
  inConfig("an empty tag", "tag: 1.30.5", 'tag: ""'),
  inConfig("a tag with a space", "tag: 1.30.5", 'tag: "1.30.5 "'),
];

const helmValues: readonly Mistake[] = [
  "{globl: {proxy: {logLevel: debug}}}",
  "{global: {proxy: {loglevel: debug}}}",
  "{global: {proxy: {resource: {requests: {cpu: 10m}}}}}",
  "{proxy: {logLevel: debug}}",
  "{pilot: {cni: {enable: true}}}",
  "{global.proxy.logLevel: debug}",
  "{global: {proxy: debug}}",
  "{global: {proxy: {resources: {requests: {cpu: 100mm}}}}}",
  "{global: {proxy: {logLevel: verbose}}}",
].map(values);

const fields: readonly Mistake[] = [
  inIstio("rollout: [{percent: -1}]"),
  inIstio("rollout: [{percent: '5'}]"),
  inIstio("revision: Canary_1"),
  inIstio("revisions: canary"),
  inIstio("revisions: [canary]"),
  inIstio("hub: [docker.io/istio]"),
  inIstio("global: {hub: docker.io/istio}"),
  inIstio("proxy: {logLevel: debug}"),
  inIstio("accessLogFile: /dev/stdout"),
  inSidecar("optIn: example.com/inject=true"),
  inSidecar("enabled: true"),
  inSidecar("namespaces: [shop]"),
  inSidecar("labels: {team: a}"),
  inConfig("several labels right in a selector", SELECTOR, "{logging: enabled, tier: web}"),
  inConfig("a known namespace twice", "    - {name: shop, l", "    - {name: shop}\n    - {name: shop, l"),
  inConfig("metadata as a list", "metadata:\n  name: platform", "metadata: [platform]"),
  inConfig("an empty name", "name: platform", 'name: ""'),
  inConfig("no apiVersion", "apiVersion: podgraft.dev/v1alpha1\n", ""),
  inConfig("no kind", "kind: SidecarInjector\n", ""),
  inConfig("a whole Deployment as the template", "      spec:\n", "      apiVersion: apps/v1\n      kind: Deployment\n      spec:\n"),
];

const containers: readonly Mistake[] = [
  ...["ports: [80]", "ports: [{port: 80}]", "env: [A=b]", "envFrom: [settings]", "volumeMounts: [{name: a, path: /x}]"].map(inContainer),
  ...["resources: {cpu: 1}", "livenessProbe: {httpGet: {path: /}}", "livenessProbe: {path: /}", "restartPolicy: Allways"].map(inContainer),
  inConfig(
    "a restartPolicy in lower case",
    "        containers:\n        - name: log-shipper",
    "        initContainers:\n        - restartPolicy: always\n          name: log-shipper",
  ),
];

const manifests: readonly Mistake[] = [
  inApp("livenessProbe: {httpGet: {path: /}}"),
  inApp("livenessProbe: {httpGet: {path: /}}", "inject"),
  inApp('readinessProbe: {httpGet: {port: "8080"}}'),
  inApp("readinessProbe: {grpc: {}}"),
  inApp("resources: {requests: {cpus: 1}}"),
  inApp("env: [{name: A, value: 1}]"),
  inManifest("labels as a text", "labels: {app: web}\n    spec", "labels: app=web\n    spec", "check"),
  inManifest("a label with a space", "labels: {app: web}\n    spec", "labels: {app: web, team: 'a b'}\n    spec", "check"),
  inManifest("labels indented less", "      labels: {app: web}\n    spec", "    labels: {app: web}\n    spec", "check"),
  inManifest("containers beside the pod's spec", "    spec:\n      containers:", "    containers:"),
  inManifest(
    "a spec indented less",
    "    spec:\n      containers:\n      - name: web\n        image: nginx:1.27.3",
    "  spec:\n    containers:\n    - name: web\n      image: nginx:1.27.3",
  ),
  inManifest("a container's name that is a map", "- name: web", "- name: {a: b}", "check"),
  inManifest("imagePullSecrets as texts", "    spec:\n", "    spec:\n      imagePullSecrets: [regcred]\n", "check"),
  inManifest(
    "two containers of one name",
    "        image: nginx:1.27.3\n",
    "        image: nginx:1.27.3\n      - name: web\n        image: a:1\n",
    "check",
  ),
  inManifest("no kind", "kind: Deployment\n", "", "check"),
  inManifest("metdata", "metadata:\n  name: web", "metdata:\n  name: web", "check"),
  inManifest("a name in upper case", "  name: web\n  names", "  name: Web_App\n  names", "check"),
  inManifest("no selector", "  selector:\n    matchLabels: {app: web}\n", "", "check"),
  inManifest("labels right in the selector", "    matchLabels: {app: web}\n", "    app: web\n", "check"),
  inManifest("a semicolon for a colon", "  name: web\n  n", "  name; web\n  n"),
  inManifest("a key without its colon", "    spec:\n", "    spec\n"),
  inManifest("a space that is not one to YAML", "  name: web\n  n", "\u00a0 name: web\n  n"),
];

const dialect = (text: string) => edited(config, "  sidecars:\n", `  dialects: {${text}}\n  sidecars:\n`);
const beside = (row: Mistake, text: string): Mistake => ({ ...row, files: { ...row.files, "inj.yaml": dialect(text) } });

const annotations: readonly Mistake[] = [
  annotated("eks.amazonaws.com/role-arn: arn:aws:iam::123456789012:role/web"),
  annotated("azure.workload.identity/client-id: 00000000-0000-0000-0000-000000000000"),
  annotated("iam.gke.io/gcp-service-account: web@project.iam.gserviceaccount.com"),
  beside(annotated("eks.amazonaws.com/role-arn: arn:aws:iam::123456789012:role/web", "inject"), "aws-pod-identity: {}"),
  beside(annotated("eks.amazonaws.com/skip-container: a"), "aws-pod-identity: {}"),
  beside(annotated("azure.workload.identity/use: 'true'"), "azure-workload-identity: {tenantId: t}"),
  beside(labelled("azure.workload.identity/used: 'true'"), "azure-workload-identity: {tenantId: t}"),
  beside(annotated("linkerd.io/injct: enabled"), "linkerd: {}"),
  beside(annotated("linkerd.io/inject: enable"), "linkerd: {}"),
  beside(labelled("linkerd.io/inject: enabled"), "linkerd: {}"),
  beside(annotated("linkerd.io/proxy-log-level: debug"), "linkerd: {}"),
  beside(annotated("dapr.io/enable: 'true'"), "dapr: {trustAnchors: t}"),
  beside(annotated("dapr.io/enabled: ture"), "dapr: {trustAnchors: t}"),
  beside(labelled("dapr.io/enabled: 'true'"), "dapr: {trustAnchors: t}"),
  beside(annotated("dapr.io/enabled: 'true'\n        dapr.io/appid: web"), "dapr: {trustAnchors: t}"),
  beside(annotated("dapr.io/enabled: 'true'\n        dapr.io/app-id: Web_1"), "dapr: {trustAnchors: t}"),
  annotated("sidecar.istio.io/logLevel: verbose"),
  annotated("inject.istio.io/templates: sidecr"),
  labelled("istio.io/revision: canary"),
  labelled("istio.io/dataplane-mode: ambiant"),
];

const besides = (name: string, text: string): Mistake => ({
  name,
  files: { "mesh.yaml": text },
  args: "inject -f web.yaml --context mesh.yaml -c inj.yaml",
});
const operator = (spec: string) => `apiVersion: install.istio.io/v1alpha1\nkind: IstioOperator\nmetadata: {name: mesh}\nspec:\n  ${spec}\n`;

const mesh: readonly Mistake[] = [
  besides(
    "the injector's ConfigMap misspelt",
    "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: istio-sidecar-injectr, namespace: istio-system}\ndata: {values: '{}'}\n",
  ),
  besides("a value of an IstioOperator misspelt", operator("values: {global: {proxy: {loglevel: debug}}}")),
  besides("a level of the log of an IstioOperator that there is not", operator("values: {global: {proxy: {logLevel: wraning}}}")),
  besides("a field of an IstioOperator misspelt", operator("meshConfg: {accessLogFile: /dev/stdout}")),
  besides(
    "a field of a ProxyConfig misspelt",
    "apiVersion: networking.istio.io/v1beta1\nkind: ProxyConfig\nmetadata: {name: a, namespace: shop}\nspec:\n  concurency: 2\n",
  ),
  besides(
    "a ProxyConfig whose spec is a text",
    "apiVersion: networking.istio.io/v1beta1\nkind: ProxyConfig\nmetadata: {name: a, namespace: shop}\nspec: x\n",
  ),
  besides(
    "a revision of a namespace that nobody serves",
    "apiVersion: v1\nkind: Namespace\nmetadata: {name: shop, labels: {istio.io/rev: canry}}\n",
  ),
  inConfig("a sidecar's container with the proxy's name", "        - name: log-shipper", "        - name: istio-proxy"),
];

const bytes = (name: string, content: Uint8Array): Mistake => ({
  name,
  files: { "in.yaml": content },
  args: "inject -f in.yaml -c inj.yaml",
});

const files: readonly Mistake[] = [
  bytes("a compressed file", gzipSync(web)),
  bytes("a tar archive", tar("web.yaml", web)),
  bytes("a program", new Uint8Array([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0])),
  bytes("nothing but zeros", new Uint8Array(100)),
  bytes("UTF-16 without a mark", Buffer.from(web, "utf16le")),
  { name: "a path whose ~ is in quotes", args: "inject -f ~/web.yaml -c inj.yaml" },
  { name: "a path in upper case", args: "inject -f WEB.YAML -c inj.yaml" },
  { name: "a directory misspelt", files: { "mesh/web.yaml": web }, args: "inject -f mehs/web.yaml -c inj.yaml" },
  {
    name: "a kustomization misspelt",
    files: { "app/kustomizaton.yaml": "resources: [web.yaml]\n", "app/inj.yaml": config },
    args: "build app",
  },
];

/** An archive with one file, as far as anybody looks. */
function tar(name: string, content: string): Uint8Array {
  const header = Buffer.alloc(512);
  header.write(name);
  header.write("ustar", 257);
  return Buffer.concat([header, Buffer.from(content)]);
}

const options: readonly Mistake[] = [
  "explain --namespace -f web.yaml -c inj.yaml",
  "check --default-namespace Shop_1 -f web.yaml -c inj.yaml",
  "inject -F web.yaml -c inj.yaml",
  "inject -f web.yaml -C inj.yaml",
  "inject -f web.yaml -c inj.yaml -i",
  "inject --meshConfig web.yaml -f web.yaml",
  "inject --revision canary -f web.yaml -c inj.yaml",
  "inject --injectConfigFile web.yaml -f web.yaml",
  "uninject -f web.yaml -c inj.yaml",
  "build -f app",
  "build --enable-helm app",
  "build app --namespace-labels a=b",
  "explain -f web.yaml -c inj.yaml --namespace-labels shop:istio-injection=enabled",
  "help foo",
  "-h inject",
  "--versoin",
].map((args) => ({ name: args, args }));

/** Slips of all kinds, by what they are in. */
export const slips: Readonly<Record<string, readonly Mistake[]>> = {
  "slips-images": images,
  "slips-helm-values": helmValues,
  "slips-fields": fields,
  "slips-containers": containers,
  "slips-manifests": manifests,
  "slips-annotations": annotations,
  "slips-mesh": mesh,
  "slips-files": files,
  "slips-options": options,
};
